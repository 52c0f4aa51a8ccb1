import type { Db } from '../../db/database.ts';
import { html, type Markup } from '../../lib/markup.ts';
import type { Urls } from '../../lib/urls.ts';
import { licenseLabel } from '../../licenses/credit-line.ts';
import { demandHistoryReadable, type FoundWork, findWork } from '../../works/find.ts';
import { readWork, type WorkView } from '../../works/read.ts';
import { day } from '../parts/dates.ts';
import { pathOf } from '../parts/links.ts';
import { inLanguage } from '../parts/words.ts';

/** A work whose earlier versions are asked for, as anyone may see it. */
export interface Past {
  found: FoundWork;
  view: WorkView;
  /** Of its page. */
  path: string;
}

/** @throws NotFound, Moved, Gone, Redacted */
export async function readPast(db: Db, urls: Urls, ref: string, kindName: string): Promise<Past> {
  const found = await findWork(db, ref, null, kindName);
  demandHistoryReadable(found, null);
  const view = await readWork(db, urls, found.id, null, kindName);
  return { found, view, path: pathOf(view.card.url) };
}

/** The head of a page about a work's past. */
export function pastHead({ view, path }: Past, heading: string): Markup {
  const { title, language } = view.card;
  return html`<p class="kind"><a href="${path}"${inLanguage(language)}>${title}</a></p>
<h1>${heading}</h1>\n`;
}

/** What a list tells of a version. */
export interface Told {
  version: number;
  author: { name: string; url?: string } | null;
  message: string;
  minor: boolean;
  license: string;
  created_at: string;
}

export function toldOf({ author, message, minor, license, created_at }: Told): Markup {
  return html`${message !== '' && html`<p class="message" dir="auto">${message}</p>\n`}<ul class="facts">
<li>${day(created_at)}</li>
<li>${authorOf(author)}</li>
<li>${licenseLabel(license)}</li>
${minor && html`<li>small change</li>\n`}</ul>\n`;
}

function authorOf(author: Told['author']): Markup {
  if (author === null) return html`by somebody who wishes not to be named`;
  const name = html`<bdi>${author.name}</bdi>`;
  return author.url === undefined ? html`by ${name}` : html`by <a href="${author.url}">${name}</a>`;
}
