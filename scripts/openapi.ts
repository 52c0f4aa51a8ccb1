import openapiTypescript, { astToString } from 'openapi-typescript';
import { buildApp } from '../src/app.ts';
import type { Database } from '../src/db/database.ts';
import { assemble } from '../src/deps.ts';
import { createUrls } from '../src/lib/urls.ts';
import type { Renderer } from '../src/rendering/rendered.ts';

/** The document that describes the API, as JSON: from the routes themselves. */
export async function renderOpenApi(database: Database, version: string): Promise<string> {
  // Nothing is rendered to describe the routes.
  const renderer = { close: async () => {} } as unknown as Renderer;
  const app = await buildApp(assemble(database, { renderer: renderer }), {
    config: { trustProxy: false, logLevel: 'silent', registration: 'invitation', dataDir: 'data' },
    urls: createUrls('http://localhost:3000'),
    version,
  });
  await app.ready();
  const document = app.swagger();
  await app.close();
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** The types of the command line's client. */
export async function renderClientTypes(openapi: string): Promise<string> {
  const ast = await openapiTypescript(JSON.parse(openapi), { alphabetize: true });
  return `// Generated from openapi/openapi.json by \`npm run generate\`.\n${astToString(ast)}`;
}
