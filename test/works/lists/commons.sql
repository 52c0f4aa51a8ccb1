-- 70,000 works as imports make them: source after source, so that the time of publication, the source, the licence, the
-- language and the tags hang together. h(n) scatters: one work in k has h(n) % k = 0, wherever it lies.
create function pg_temp.h(n bigint) returns bigint language sql immutable as $$ select (n * 7919 + n / 7 * 104729) % 999983 $$;

insert into communities (id, slug, name, created_at, updated_at)
select ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, slug, slug, '2026-01-01Z', '2026-01-01Z'
from unnest(array['commons', 'tools', 'facilitators', 'single']) with ordinality as c (slug, n);

-- Who is credited first (p = 0) and second, and how that credit alone says it.
create function pg_temp.credited(n bigint, p int, source text) returns uuid language sql immutable as $$
  select ('00000000-0000-7000-9000-' || lpad(to_hex(case
    when p = 0 and source = 'tldr-pages' then 1
    when p = 0 and pg_temp.h(n) % 9 = 0 then 2
    when p = 1 and n = 33 then 2999
    else 3 + pg_temp.h(n + p * 31) % 2990 end), 12, '0'))::uuid $$;
create function pg_temp.choice(n bigint, p int) returns text language sql immutable as $$
  select case when p = 0 and n = 27 then 'name' when p = 1 and n % 11 = 0 then 'none' end $$;

-- person-1 is credited on every work of the largest source; person-2 hides, but for one work; person-3 has left.
insert into contributors (id, handle, name, credit, claimed, erased_at, created_at, updated_at)
select ('00000000-0000-7000-9000-' || lpad(to_hex(n), 12, '0'))::uuid, 'person-' || n, 'Person ' || n,
  case n when 2 then 'none' else 'name' end, false, case n when 3 then '2026-02-01Z'::timestamptz end, '2026-01-01Z', '2026-01-01Z'
from generate_series(1, 3000) n;

insert into works (id, kind, status, slug, title, summary, language, license, license_from, community_id, tags, setting,
  difficulty, participants, minutes, audience, maturity, version, first_version, created_by, created_at, published_at,
  updated_at, amended_at, touched_at, withdrawn_at, redacted, credited, origin_source, origin_path, origin_url, origin_hash, text_bytes)
select
  ('01900000-' || lpad(to_hex(n / 65536), 4, '0') || '-7' || lpad(to_hex(pg_temp.h(n) % 4096), 3, '0') || '-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
  case when n % 30000 = 15001 then 'rare' else 'article' end,
  case when pg_temp.h(n) % 200 = 1 then 'draft' when pg_temp.h(n) % 200 = 2 then 'withdrawn' else 'published' end,
  'work-' || n,
  (array['Über ', 'about ', 'The ', 'élan ', 'How to ', '漢字 ', 'Zebra ', 'git '])[1 + pg_temp.h(n) % 8] || md5(n::text) || ' ' || pg_temp.h(n) % 97,
  repeat(md5(n::text) || ' ', 7),
  language, license, 'given',
  ('00000000-0000-7000-8000-' || lpad(to_hex(case when n = 60000 then 4 when source is null then 3 when source = 'win32-docs' then 2 else 1 end), 12, '0'))::uuid,
  array_remove(array[
    source,
    'all', -- on every work
    case when n % 2 = 0 then 'half' end,
    case when pg_temp.h(n) % 50 = 0 then 'fiftieth' end,
    case when pg_temp.h(n) % 700 = 0 then 'hundred' end,
    case when source = 'mdn-de' and pg_temp.h(n) % 2 = 0 then 'web' end,
    case n when 100 then 'single-old' when 69990 then 'single-new' end,
    'topic-' || pg_temp.h(n) % 5000], null),
  case when source is null then array_remove(array['online', case when n % 3 = 0 then 'in_person' end, case when n = 69500 then 'async' end], null) else '{}' end,
  case when source is null then (array['easy', 'easy', 'moderate', 'easy'])[1 + n % 4] when n = 7 then 'hard' end,
  case when source is null or n % 3 = 0 then int4range(nullif((pg_temp.h(n) % 7)::int, 0), nullif((6 + pg_temp.h(n) % 20)::int, 9), '[]') when n = 30000 then int4range(900000, null) end,
  case when source is null or n % 5 = 0 then int4range((10 + pg_temp.h(n) % 30)::int, case when n % 2 = 0 then (40 + pg_temp.h(n) % 50)::int end, '[]') when n = 200 then int4range(null, 2, '[]') end,
  case when source is null then array_remove(array['hosts', case when n = 69400 then 'pilots' end], null) when n % 4 = 0 then '{developers}' else '{}' end,
  case when source is null then (array['described', 'outlined', 'outlined', 'wanted', 'outlined'])[1 + n % 5] when n = 12345 then 'proven' end,
  1, 1, '00000000-0000-7000-9000-000000000001', at, at, updated, updated, updated,
  case when pg_temp.h(n) % 200 = 2 then updated end,
  pg_temp.h(n) % 400 = 3,
  (select coalesce(array_agg(distinct key), '{}') from generate_series(0, 1) p, lateral (values
    (pg_temp.credited(n, p, source)::text), (pg_temp.credited(n, p, source) || ':' || pg_temp.choice(n, p))) keys (key)
    where key is not null and coalesce(pg_temp.choice(n, p), 'name') = 'name'),
  source, case when source is not null then 'path/' || n || '.md' end, 'https://example.org/' || md5(n::text), decode(md5(n::text), 'hex'), 4000
from (
  select n, source,
    case
      when source = 'mdn-de' then 'de'
      when source is null and n % 7 = 0 then 'de'
      when source is null or source in ('win32-docs', 'cpp-docs') then 'en'
      when n % 1300 = 5 then 'no'
      else (array['en', 'ko', 'pt-BR', 'es', 'fr', 'zh-Hans', 'it', 'ru', 'pl', 'en', 'ko', 'id'])[1 + pg_temp.h(n) % 12] end as language,
    case when source = 'mdn-de' then 'CC-BY-SA-2.5' when source is null and n % 100 = 0 then 'CC0-1.0' else 'CC-BY-4.0' end as license,
    '2026-03-01Z'::timestamptz(3) + n / 40 * interval '1.7 s' as at,
    -- A fifth was revised later, in another order than it was published; the rest never.
    '2026-03-01Z'::timestamptz(3) + n / 40 * interval '1.7 s' + case when pg_temp.h(n) % 5 = 0 then (1 + pg_temp.h(n) % 86400) * interval '1 s' else interval '0' end as updated
  from (
    select n, case when n <= 14589 then 'mdn-de' when n <= 25565 then 'win32-docs' when n <= 35309 then 'cpp-docs' when n <= 69309 then 'tldr-pages' end as source
    from generate_series(1, 70000) n) numbered) described;

insert into credits (id, work_id, contributor_id, role, position, choice)
select gen_random_uuid(), id, pg_temp.credited(n, p, origin_source), 'author', p, pg_temp.choice(n, p)
from (select id, origin_source, ('x' || right(id::text, 12))::bit(48)::bigint as n from works) w, generate_series(0, 1) p;
