import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createApiClient, Unreachable } from '../../src/cli/client.ts';
import { CliError } from '../../src/cli/failures.ts';

describe('the client of the API', () => {
  let server: Server;
  let url: string;
  beforeEach(async () => {
    server = createServer((_request, response) => response.setHeader('connection', 'close').writeHead(404).end('{}'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => server.close());

  const client = () => createApiClient({ url, token: 't', source: '--url' });

  test('takes a server that never answered for one that is not there, which is not worth another try', async () => {
    server.close();
    const failure = await client()
      .GET('/api/v1/instance')
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(CliError);
    expect(failure).not.toBeInstanceOf(Unreachable);
    expect((failure as Error).message).toContain(`${url} does not answer (ECONNREFUSED). That address is from --url.`);
  });

  test('takes one that had answered, if only with a refusal, for one that comes back', async () => {
    const api = client();
    await expect(api.GET('/api/v1/instance')).rejects.toMatchObject({ status: 404 });
    await new Promise((resolve) => server.close(resolve));
    await expect(api.GET('/api/v1/instance')).rejects.toBeInstanceOf(Unreachable);
  });
});
