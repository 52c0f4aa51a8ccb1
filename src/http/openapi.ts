import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { withHeaders } from './documented-headers.ts';

const description = `Reading needs no account. Writing needs \`Authorization: Bearer copse_…\`.
Every change of something that exists needs \`If-Match\` with the ETag it was read with; every POST of JSON takes an \`Idempotency-Key\`.
Problems are RFC 9457 documents with a stable \`code\`.`;

/**
 * Collects the OpenAPI 3.1 document from the routes, and serves it at `/openapi.json`, readable at `/docs` without
 * anything from elsewhere. Register it before the routes.
 */
export async function registerOpenApi(app: FastifyInstance, version: string): Promise<void> {
  const documented = onlyDocumentProblems(app);
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Copse',
        description,
        version,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/' }],
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer', description: 'copse_… with the scopes the operation asks for' },
        },
      },
    },
    transform: ({ schema, url, route }) => {
      const response = documented.get(route);
      return { schema: { ...schema, ...(response && { response }), ...securityOf(route.method, url) }, url };
    },
    transformObject: (document) => withHeaders('openapiObject' in document ? document.openapiObject : {}),
    refResolver: { buildLocalReference: (schema, _base, _fragment, index) => String(schema.$id ?? `Schema${index}`) },
  });
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: true,
    // On a network without https the page would ask for its own scripts where nobody serves them.
    transformStaticCSP: (header) => header.replace(/\s*upgrade-insecure-requests;?/, ''),
    uiConfig: { deepLinking: true, validatorUrl: null },
  });
  app.get('/openapi.json', { schema: { hide: true } as never }, async () => app.swagger());
}

/**
 * Problems are serialised where they are made. Compiling a serialiser for each of them, too, on each route would be most
 * of what a start takes.
 * @returns the answers of each route, whole
 */
function onlyDocumentProblems(app: FastifyInstance): WeakMap<object, object> {
  const documented = new WeakMap<object, object>();
  app.addHook('onRoute', (route) => {
    const response = route.schema?.response as Record<string, object> | undefined;
    if (response === undefined) return;
    documented.set(route, response);
    const answers = Object.entries(response).filter(([status]) => /^2/.test(status));
    route.schema = { ...route.schema, response: Object.fromEntries(answers) };
  });
  return documented;
}

const privatePaths = /^\/api\/v1\/(?:me|admin|invitations|contributors\/:handle\/tokens)\b/;

/** Reading is for anyone, with an account or without; a token alone opens the rest. */
function securityOf(method: string | string[], url: string): { security: Record<string, string[]>[] } {
  const isReading = ['GET', 'HEAD'].includes([method].flat()[0]!);
  const isOptional = (isReading && !privatePaths.test(url)) || (method === 'POST' && url === '/api/v1/contributors');
  return { security: isOptional ? [{}, { token: [] }] : [{ token: [] }] };
}
