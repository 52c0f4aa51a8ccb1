import type { FastifyInstance, FastifyReply } from 'fastify';
import { etagOfBytes, isNotModified } from './conditional.ts';

/**
 * What anyone may see may be kept by any cache that asks again; what depends on who asks is kept by none.
 * What has no version of its own (lists, search) gets an entity tag of its bytes.
 */
export function registerCaching(app: FastifyInstance): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    const isPublic = isRead && request.headers.authorization === undefined && reply.statusCode < 500;
    if (!reply.hasHeader('cache-control')) {
      reply.header('cache-control', isPublic ? 'public, max-age=0, must-revalidate' : 'private, no-store');
    }
    if (isRead) reply.header('vary', `Accept, Accept-Encoding, Authorization${isPage(reply) ? ', Cookie' : ''}`);
    reply.header('x-content-type-options', 'nosniff');
    if (!isRead || reply.statusCode !== 200 || typeof payload !== 'string') return done(null, payload);
    // Once, for the tag, the length and the socket: text with any letter outside Latin-1 is slow to turn into bytes.
    const bytes = bytesOf(payload);
    const isKnown = !reply.hasHeader('etag') && isNotModified(request, reply, etagOfBytes(bytes));
    done(null, isKnown ? '' : bytes);
  });
}

/** In one pass: `Buffer.from` would first measure the text, which takes as long again. */
function bytesOf(text: string): Buffer {
  const room = Buffer.allocUnsafe(text.length * 3);
  return room.subarray(0, room.write(text));
}

function isPage(reply: FastifyReply): boolean {
  return String(reply.getHeader('content-type')).startsWith('text/html');
}
