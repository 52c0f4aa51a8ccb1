-- Lists walk along the index of their order, and gather what they do not find there soon: by one index that holds all
-- that a public work can be filtered by, so that any filters meet within it. Drafts and the like are not in it.

-- A range is stored as the fewest spans of 2^n numbers, each beginning at a multiple of 2^n, that cover it, n:nth. A number
-- lies in one span of each size, and is looked up by these. Numbers go up to a million.
create function work_facets(
  status text, redacted boolean, kind text, license text, language text, community_id uuid, maturity text, difficulty text,
  origin_source text, tags text[], setting text[], audience text[], credited text[], participants int4range, minutes int4range
) returns tsvector
language sql immutable parallel safe
as $$
  select array_to_tsvector(
    array_remove(array[
      'kind:' || kind, 'license:' || license, 'language:' || language, 'community:' || community_id::text,
      'maturity:' || maturity, 'difficulty:' || difficulty, 'origin_source:' || origin_source], null)
    || array(select 'tag:' || value from unnest(tags) as value)
    || array(select 'setting:' || value from unnest(setting) as value)
    || array(select 'audience:' || value from unnest(audience) as value)
    || array(select 'contributor:' || value from unnest(credited) as value)
    || array(
      select name || ':' || size || ':' || nth
      from (values ('participants', participants), ('minutes', minutes)) as ranges (name, range)
      cross join lateral (select coalesce(lower(range), 0) as low, least(coalesce(upper(range), 1 << 20), 1 << 20) as high) as ends
      cross join generate_series(0, 20) as size
      cross join lateral (select (low + (1 << size) - 1) >> size as first, high >> size as beyond) as whole
      cross join lateral (values (first, 1), (beyond - 1, 0)) as span (nth, side)
      -- Any other is one half of a larger span, which is whole, too.
      where not isempty(range) and first < beyond and nth % 2 = side))
  where status = 'published' and not redacted
$$;

drop index works_tags, works_setting, works_audience, works_participants, works_minutes, works_community,
  works_by_publication, works_by_title;

alter table works add column credited text[] not null default '{}';
comment on column works.credited is 'Ids of contributors credited as they wish or by name, and once more with :name where the credit itself says by name.';
update works set credited = named.keys
from (
  select work_id, array_agg(distinct key order by key) as keys
  from credits cross join lateral (values (contributor_id::text), (contributor_id || ':' || choice)) as named (key)
  where coalesce(choice, 'name') = 'name' and key is not null
  group by work_id) as named
where named.work_id = works.id;

create index works_facets on works using gin (
  work_facets(status, redacted, kind, license, language, community_id, maturity, difficulty, origin_source, tags, setting,
    audience, credited, participants, minutes)
) with (fastupdate = off);
-- Nothing is planned by what is in it.
alter index works_facets alter column 1 set statistics 0;
-- With the time of the last change: of several indexes with one condition only one is read, and these have the same.
create index works_by_publication on works (published_at desc, id desc, updated_at) where status = 'published' and not redacted;
create index works_by_title on works (title collate "und-x-icu", id, updated_at) where status = 'published' and not redacted;
