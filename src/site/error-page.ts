import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Db } from '../db/database.ts';
import { type Answer, setProblemHeaders } from '../http/problems.ts';
import { problemTitles } from '../http/schemas.ts';
import { html } from '../lib/markup.ts';
import { getInstance } from '../people/commons/instance.ts';
import { type Named, type Page, sendPage } from './layout.ts';

const advice: Readonly<Record<number, string>> = {
  404: 'Nothing is published at this address. It may have been misspelled, or never have been published.',
  410: 'It was published here once, and was withdrawn.',
  451: 'The text was taken away for legal or safety reasons. That it was here stays on record.',
};

const nameless: Named = { name: 'Copse', contact: '', pages: {} };

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

function errorPage({ status, detail, faults }: Answer): Page {
  const title = problemTitles[status] ?? 'Something went wrong';
  return {
    title,
    robots: 'noindex',
    main: html`<h1>${title}</h1>
<p>${advice[status] ?? (faults.length > 1 ? 'These parts of the address are not as they must be:' : detail)}</p>
${faults.length > 1 ? html`<ul>${faults.map((fault) => html`<li>${fault.pointer} ${fault.detail}</li>`)}</ul>` : ''}
${status === 410 ? html`<p>${detail}</p>` : ''}
<p><a href="/">Back to the beginning</a></p>`,
  };
}
