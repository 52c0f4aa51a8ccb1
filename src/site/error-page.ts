import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Db } from '../db/database.ts';
import { type Answer, setProblemHeaders } from '../http/problems.ts';
import { problemTitles } from '../http/schemas.ts';
import { html, type Markup } from '../lib/markup.ts';
import { getInstance } from '../people/commons/instance.ts';
import type { Named, Page } from './layout.ts';
import { day } from './parts/dates.ts';
import { largeSearch } from './parts/search-field.ts';
import { sendPage } from './send.ts';

const advice: Readonly<Record<number, string>> = {
  404: 'Nothing is published at this address. It may have been misspelled, or never have been published.',
  410: 'It was published here once, and was withdrawn.',
  451: 'The text was taken away for legal or safety reasons. That it was here stays on record.',
};

const nameless: Named = { name: 'Copse', contact: '', pages: {}, theme: {} };

/** What a reader sees instead of a page; without a database, too, which may be what is wrong. */
export async function sendErrorPage(
  db: Db,
  request: FastifyRequest,
  reply: FastifyReply,
  answer: Answer,
): Promise<FastifyReply> {
  const instance = await getInstance(db).catch(() => nameless);
  setProblemHeaders(reply, request, answer);
  return sendPage(reply.code(answer.status), errorPage(answer), instance);
}

function errorPage(answer: Answer): Page {
  const { status, detail, faults } = answer;
  const title = problemTitles[status] ?? 'Something went wrong';
  const said = advice[status] ?? (faults.length > 1 ? 'These parts of the address are not as they must be:' : detail);
  return {
    title,
    robots: 'noindex',
    searches: true,
    main: html`<div class="notice-page">
<p class="kind">${status}</p>
<h1>${title}</h1>
<p>${said}</p>
${faults.length > 1 && html`<ul>${faults.map((fault) => html`<li>${fault.pointer} ${fault.detail}</li>`)}</ul>\n`}${whatRemains(answer)}
${largeSearch('Search for what you were looking for')}<p><a href="/">Back to the beginning</a></p>
</div>\n`,
  };
}

interface Tombstone {
  published_at: string | null;
  withdrawn_at: string | null;
  reason: string | null;
}

/** Of what was here: when it came and went, and why. */
function whatRemains({ status, extra }: Answer): Markup {
  const { tombstone, redacted_at, reason } = extra as { tombstone?: Tombstone; redacted_at?: string; reason?: string };
  const rows: [string, Markup | string | null | undefined][] =
    status === 410 && tombstone !== undefined
      ? [
          ['Published', tombstone.published_at && day(tombstone.published_at)],
          ['Withdrawn', tombstone.withdrawn_at && day(tombstone.withdrawn_at)],
          ['Reason', tombstone.reason],
        ]
      : [
          ['Taken away', redacted_at && day(redacted_at)],
          ['Reason', reason],
        ];
  const known = rows.filter(([, value]) => value != null && value !== '');
  if ((status !== 410 && status !== 451) || known.length === 0) return html``;
  return html`<dl class="glance">${known.map(([name, value]) => html`<div><dt>${name}</dt><dd dir="auto">${value}</dd></div>\n`)}</dl>`;
}
