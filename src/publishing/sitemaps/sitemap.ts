import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import type { Urls } from '../../lib/urls.ts';
import { element, textElement } from '../../lib/xml.ts';
import { isPublic } from '../../works/filters.ts';

/** Of the 50,000 URLs a sitemap may hold: what is written in a moment. */
const worksPerSitemap = 10_000;

const namespace = { xmlns: 'http://www.sitemaps.org/schemas/sitemap/0.9' };
const declaration = '<?xml version="1.0" encoding="utf-8"?>\n';

/**
 * The index of sitemaps (sitemaps.org, 0.9). Works stand in it in the order they were made, so that a new one changes
 * the last sitemap only. Each is named by the first work in it.
 */
export async function renderSitemapIndex(db: Db, urls: Urls, size = worksPerSitemap): Promise<string> {
  const { rows } = await sql<{ first: string; updated_at: Date }>`
    select first, updated_at from (
      select (array_agg(id order by id))[1] as first, max(updated_at) as updated_at
      from (select id, updated_at, (row_number() over (order by id) - 1) / ${size}::int as part
        from works where status = 'published' and not redacted) numbered
      group by part) parts
    order by first`.execute(db);
  const sitemaps = rows.map(({ first, updated_at }) =>
    element('sitemap', {}, [
      textElement('loc', urls.page(`/sitemap/${first}.xml`)),
      textElement('lastmod', updated_at.toISOString()),
    ]),
  );
  return declaration + element('sitemapindex', namespace, sitemaps);
}

/** The pages of the works from this one on. One that is gone meanwhile does not matter: the order has its place. */
export async function renderSitemap(db: Db, urls: Urls, first: string, size = worksPerSitemap): Promise<string> {
  const rows = await db
    .selectFrom('works')
    .select(['id', 'kind', 'slug', 'updated_at'])
    .where(isPublic)
    .where('id', '>=', first)
    .orderBy('id')
    .limit(size)
    .execute();
  const pages = rows.map((row) =>
    element('url', {}, [textElement('loc', urls.work(row)), textElement('lastmod', row.updated_at.toISOString())]),
  );
  return declaration + element('urlset', namespace, pages);
}
