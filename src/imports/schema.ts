import { type Static, type TSchema, Type } from 'typebox';
import { Closed, OriginUrl, StringEnum, Timestamp, Uuid } from '../http/schemas.ts';
import type { Kind } from '../works/kind.ts';
import { inputFields, Relation } from '../works/schema.ts';

const OriginPath = Type.String({ minLength: 1, maxLength: 1000, description: 'Its place there' });

/** A relation may name another work of the same source by its place there, even one that a later line brings. */
export const ImportRelation = Closed({ ...Relation.properties, path: Type.Optional(OriginPath) });
export type ImportRelation = Static<typeof ImportRelation>;

const ImportOrigin = Closed({
  source: Type.String({ minLength: 1, maxLength: 500, description: 'Where it comes from, e.g. a repository' }),
  path: OriginPath,
  url: Type.Optional(OriginUrl),
});

const lineFields = {
  ...inputFields,
  kind: Type.Optional(Type.String({ maxLength: 40, default: 'article' })),
  relations: Type.Optional(Type.Array(ImportRelation, { maxItems: 100 })),
  message: Type.Optional(Type.String({ maxLength: 500, description: 'For the history' })),
  published_at: Type.Optional(Timestamp),
  origin: ImportOrigin,
};
const lineObject = Closed(lineFields);
/** A line whose schema was checked; the fields of its kind beside these. */
export type ImportLine = Static<typeof lineObject> & Record<string, unknown>;

/** What a line for a work of this kind holds. */
export function lineSchema(kind: Kind): TSchema {
  return Closed({ ...lineFields, ...kind.schema.properties });
}

const Fault = Closed({ pointer: Type.String(), detail: Type.String() });

export const ImportResult = Closed(
  {
    line: Type.Integer({ description: 'Which line of the request, from 1' }),
    status: StringEnum(['created', 'revised', 'unchanged', 'refused']),
    id: Type.Optional(Uuid),
    url: Type.Optional(Type.String()),
    version: Type.Optional(Type.Integer()),
    warnings: Type.Optional(
      Type.Array(
        Closed({
          code: StringEnum(['license_changed', 'edits_replaced', 'relation_unresolved']),
          pointer: Type.String(),
          detail: Type.String(),
        }),
      ),
    ),
    problem: Type.Optional(
      Closed(
        { code: Type.String(), detail: Type.String(), errors: Type.Optional(Type.Array(Fault)) },
        { description: 'Why it was refused' },
      ),
    ),
  },
  { $id: 'ImportResult', description: 'What became of one line' },
);
export type ImportResult = Static<typeof ImportResult>;
