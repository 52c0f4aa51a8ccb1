import { Type } from 'typebox';
import type { Db } from '../../db/database.ts';
import type { DiffUrl } from '../../http/conditional.ts';
import type { Urls } from '../../lib/urls.ts';
import type { Renderer } from '../../rendering/rendered.ts';
import type { Kinds } from '../read.ts';

export interface WorkRouteOptions {
  db: Db;
  urls: Urls;
  renderer: Renderer;
  kinds: Kinds;
  now: () => Date;
}

export const IdParams = Type.Object({ id: Type.String({ minLength: 1, maxLength: 80, description: 'UUID or slug' }) });
export const RevisionParams = Type.Object({
  ...IdParams.properties,
  version: Type.Integer({ minimum: 1, maximum: 1_000_000_000 }),
});

/** Where whoever came too late sees what was changed meanwhile. */
export function diffUrlOf(urls: Urls, id: string): DiffUrl {
  return (from, to) => urls.api(`/works/${id}/diff?from=${from}&to=${to}`);
}
