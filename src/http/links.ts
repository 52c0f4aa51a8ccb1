import type { FastifyReply } from 'fastify';

/** Proxies hold 4 KiB of headers by default, clients 16: with more than that there is no answer at all. */
const mostLength = 3_000;

/** Sets `Link` (RFC 8288), most important first. What does not fit is left out: the body says all of it, too. */
export function setLinkHeader(reply: FastifyReply, links: readonly string[]): void {
  let length = 0;
  const kept = links.filter((link) => {
    const fits = length + link.length <= mostLength;
    if (fits) length += link.length + 2;
    return fits;
  });
  if (kept.length > 0) reply.header('link', kept.join(', '));
}
