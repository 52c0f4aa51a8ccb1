import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { Forbidden, Unauthenticated } from '../lib/errors.ts';

export interface MetricsOptions {
  /** Opens them from anywhere; without it only programs on this machine may read them. */
  token: string | undefined;
  /** Adds what there is to know beyond requests. @returns brings it up to date */
  describe: (registry: Registry) => () => Promise<void>;
}

/** Seconds. Most answers take some milliseconds; a request may take a minute. */
const buckets = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 15, 60];

/**
 * `/metrics` in the text format of Prometheus: of this process, and of what all processes share.
 * @throws Forbidden `metrics_private`, Unauthenticated `metrics_token_invalid` for who may not read them
 */
export function registerMetrics(app: FastifyInstance, { token, describe }: MetricsOptions): void {
  const registry = new Registry();
  const durations = new Histogram({
    name: 'copse_http_request_duration_seconds',
    help: 'Time from the first byte of a request to the last of its answer',
    labelNames: ['method', 'route', 'status'],
    ...{ buckets, registers: [registry] },
  });
  const refresh = describe(registry);
  let isWatched = false;
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    durations.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1_000);
    done();
  });
  app.get('/metrics', { config: { ownToken: true }, schema: { hide: true } as never }, async (request, reply) => {
    demandReader(request, token);
    // Nobody else needs to know how the process spends its time.
    if (!isWatched) collectDefaultMetrics({ register: registry });
    isWatched = true;
    await refresh();
    return reply
      .type(registry.contentType)
      .header('cache-control', 'no-store')
      .send(await registry.metrics());
  });
}

function demandReader(request: FastifyRequest, token: string | undefined): void {
  if (isNear(request)) return;
  if (token === undefined) {
    throw new Forbidden(
      'metrics_private',
      'Metrics are for programs on this machine; METRICS_TOKEN opens them to others.',
    );
  }
  const sent = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1];
  if (sent !== undefined && isEqual(sent, token)) return;
  throw new Unauthenticated('metrics_token_invalid', 'This needs Authorization: Bearer with what METRICS_TOKEN says.');
}

/** From this machine, and not passed on by a proxy that stands on it. */
function isNear({ socket, headers }: FastifyRequest): boolean {
  const isPassedOn = Object.keys(headers).some((name) => /^(?:forwarded|via|x-forwarded-.*|x-real-ip)$/.test(name));
  return !isPassedOn && /^(?:::ffff:)?127\.|^::1$/.test(socket.remoteAddress ?? '');
}

function isEqual(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}
