-- What most requests ask for, ready to be sent: taken from the revision it would be put together again each time.
create table renditions (
  work_id uuid primary key references works on delete cascade,
  version integer not null,
  members text not null
);
-- As it is: to unpack it would take longer than to read it.
alter table renditions alter column members set storage external;
comment on table renditions is 'Of each work that is not redacted, what its current revision alone decides of the JSON that shows it.';
comment on column renditions.members is 'A JSON object: excerpt, body, html, outline, and the fields of the kind.';

insert into renditions (work_id, version, members)
select works.id, works.version,
  json_build_object(
    'excerpt', revisions.excerpt,
    'body', revisions.content -> 'body',
    'html', coalesce(revisions.html ->> '/body', ''),
    'outline', revisions.outline,
    'practice', case
      when jsonb_typeof(practice -> 'steps') = 'array' then practice || jsonb_build_object('steps', (
        select coalesce(jsonb_agg(
          step || jsonb_build_object('html', coalesce(revisions.html ->> format('/practice/steps/%s/body', place - 1), ''))
          order by place), '[]')
        from jsonb_array_elements(practice -> 'steps') with ordinality as steps (step, place)))
      when jsonb_typeof(practice) = 'object' then practice
    end
  )::text
from works
join revisions on revisions.work_id = works.id and revisions.version = works.version
cross join lateral (select revisions.content -> 'practice' as practice) as fields
where not works.redacted;
