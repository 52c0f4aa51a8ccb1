import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerUnparsable } from '../../src/http/unparsable.ts';

describe('what is no HTTP request', () => {
  let app: FastifyInstance;
  beforeAll(async () => {
    app = Fastify({ clientErrorHandler: answerUnparsable(() => 'https://copse.test/docs/problems') });
    await app.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(async () => await app.close());

  async function answerTo(text: string): Promise<{ head: string; body: Record<string, unknown> }> {
    const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
    let answer = '';
    socket.on('data', (part) => {
      answer += part;
    });
    socket.write(text);
    await once(socket, 'close');
    const [head = '', body = ''] = answer.split('\r\n\r\n');
    expect(Number(/content-length: (\d+)/.exec(head)?.[1])).toBe(Buffer.byteLength(body));
    return { head, body: JSON.parse(body) };
  }

  it.each([
    [431, 'headers_too_large', `GET /?q=${'x'.repeat(20_000)} HTTP/1.1\r\nhost: copse.test\r\n\r\n`],
    [400, 'url_malformed', 'GET /articles/größe HTTP/1.1\r\nhost: copse.test\r\n\r\n'],
    [400, 'url_malformed', 'GET /search?q=größe HTTP/1.1\r\nhost: copse.test\r\n\r\n'],
    [400, 'request_malformed', 'GET / HTTP/1.1\r\nhöst: copse.test\r\n\r\n'],
    [400, 'request_malformed', 'one, two, three\r\n\r\n'],
  ])('is answered with a problem like any other: %s %s', async (status, code, text) => {
    const { head, body } = await answerTo(text);
    expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} .*\\r\\ncontent-type: application/problem\\+json`));
    expect(body).toMatchObject({
      status,
      code,
      type: `https://copse.test/docs/problems#${code}`,
      request_id: expect.any(String),
    });
  });
});
