import type { FastifyInstance } from 'fastify';
import { type Static, type TSchema, Type } from 'typebox';
import { Closed, Language, Nullable, OriginUrl, Ref, StringEnum, Timestamp, Uuid, WebUrl } from '../http/schemas.ts';
import { creditChoices } from '../people/credit.ts';
import { Author, Card, cardFields } from './card.ts';
import { creditRoles, relationTypes } from './content.ts';
import { kindNames } from './filters.ts';
import type { Kind } from './kind.ts';

const readOnly = { readOnly: true } as const;

export const Title = Type.String({ minLength: 1, maxLength: 300, pattern: '\\S', examples: ['Check-in round'] });

/** A credit as it is shown, and the ways to give one. */
export const CreditInput = Closed({
  id: Type.Optional(Type.String({ format: 'uuid', description: 'Of a credit this work has: keeps whom it names' })),
  contributor: Type.Optional(Type.String({ maxLength: 39, description: 'Handle of a contributor here' })),
  name: Type.Optional(
    Type.String({ minLength: 1, maxLength: 200, pattern: '\\S', description: 'Of a person without an account' }),
  ),
  url: Type.Optional(WebUrl),
  // No default here: it would be filled in where `id` says which credit is meant, and change its role.
  role: Type.Optional(StringEnum(creditRoles, { description: 'Of a new credit: author, where none is given' })),
  choice: Type.Optional(
    Nullable(StringEnum(creditChoices), { description: 'Of the person credited alone: how to be named here' }),
  ),
  handle: Type.Optional(Type.String({ ...readOnly })),
  contributor_id: Type.Optional(Type.String({ ...readOnly })),
});
export type CreditInput = Static<typeof CreditInput>;

export const Credit = Closed(
  {
    id: Uuid,
    role: StringEnum(creditRoles),
    name: Type.String(),
    url: Type.Optional(Type.String()),
    handle: Type.Optional(Type.String({ description: 'Only where the credit is by name' })),
    contributor_id: Type.Optional(Type.String({ description: 'Only where the credit is by name' })),
  },
  { $id: 'Credit' },
);
export type Credit = Static<typeof Credit>;

export const Relation = Closed({
  type: StringEnum(relationTypes),
  target: Type.Optional(Type.String({ maxLength: 80, description: 'A work here: its id (or slug, when sent)' })),
  url: Type.Optional(Type.String({ ...WebUrl, description: 'Something elsewhere, instead of target' })),
  version: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000_000, description: 'The version meant' })),
  note: Type.Optional(
    Type.String({ maxLength: 500, description: 'Why; for derived_from and translation_of: what was changed' }),
  ),
});
export type RelationInput = Static<typeof Relation>;

export const Origin = Closed({
  source: Type.Optional(
    Type.String({ minLength: 1, maxLength: 500, description: 'Where it came from, e.g. a repository' }),
  ),
  path: Type.Optional(Type.String({ minLength: 1, maxLength: 1000, description: 'Its place there' })),
  url: Type.Optional(OriginUrl),
});
export type OriginInput = Static<typeof Origin>;

/** What every kind takes. */
export const inputFields = {
  title: Title,
  summary: Type.Optional(Type.String({ maxLength: 1000 })),
  body: Type.Optional(Type.String({ maxLength: 1_048_576, description: 'Markdown (GFM)' })),
  language: Type.Optional(Language),
  license: Type.Optional(
    Type.String({ maxLength: 100, description: 'SPDX id of an open licence', examples: ['CC-BY-4.0'] }),
  ),
  community: Type.Optional(Type.String({ maxLength: 80, description: 'Slug' })),
  tags: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' }), { maxItems: 50 })),
  // Everybody who revised a work is credited, and all of them are sent back.
  credits: Type.Optional(Type.Array(CreditInput, { maxItems: 1000 })),
  relations: Type.Optional(Type.Array(Relation, { maxItems: 100 })),
};

const revisionFields = {
  message: Type.Optional(Type.String({ maxLength: 500, description: 'What was changed, for the history' })),
  minor: Type.Optional(Type.Boolean({ default: false, description: 'A small correction: touches no feed' })),
};

const outlineItem = Closed({ level: Type.Integer(), anchor: Nullable(Type.String()), heading: Type.String() });

/** What is shown of every work beside its card. */
const shownFields = {
  excerpt: Type.String({ description: 'The beginning of the body as plain text' }),
  body: Type.String(),
  html: Type.String({ description: 'The body as sanitised HTML' }),
  outline: Type.Array(outlineItem, { description: 'The headings of the text, for a table of contents' }),
  license_from: StringEnum(['given', 'thread', 'circle', 'community', 'instance']),
  credits: Type.Array(Ref(Credit)),
  relations: Type.Array(Relation),
  status: StringEnum(['draft', 'published', 'withdrawn']),
  touch: Type.Integer(),
  created_at: Timestamp,
  origin: Nullable(Closed({ source: Type.String(), path: Type.String(), url: Nullable(Type.String()) })),
};

/** What follows from the rest of a work, or from others: of a whole that is sent back it is ignored. */
export const computedNames = [
  ...['url', 'api_url', 'license_url', 'attribution_html', 'authors', 'maturity', 'published_at', 'updated_at'],
  ...['excerpt', 'html', 'outline', 'license_from', 'touch', 'created_at', 'origin'],
];
/** What identifies a work and its state: checked by value whenever it is sent back. */
const fixedFields = {
  id: Type.Optional(Type.String({ ...readOnly })),
  kind: Type.Optional(Type.String({ ...readOnly })),
  slug: Type.Optional(Nullable(Type.String(), readOnly)),
  status: Type.Optional(Type.String({ ...readOnly })),
  version: Type.Optional(Type.Integer({ ...readOnly })),
};
export const fixedNames = Object.keys(fixedFields) as (keyof typeof fixedFields)[];

const computedFields = Object.fromEntries(
  computedNames.map((name) => [
    name,
    Type.Optional(
      Type.Unsafe<unknown>({ ...readOnly, description: 'Ignored in a PUT, refused in a PATCH that differs' }),
    ),
  ]),
);

/** References to the schemas of one kind, for its routes. */
export function refsTo(kind: Kind) {
  const ref = (name: string) => Type.Unsafe<never>({ $ref: `${name}#` });
  return {
    create: ref(`${kind.title}Input`),
    replace: ref(`${kind.title}Replacement`),
    patch: ref(`${kind.title}Patch`),
    work: ref(kind.title),
  };
}

/** Makes the schemas of works known to the routes and the documentation; once, before any route. */
export function registerWorkSchemas(app: FastifyInstance, kinds: readonly Kind[]): void {
  for (const schema of [Author, Card, Credit, AnyWork]) app.addSchema(schema);
  const names = kinds.map(({ name }) => name);
  app.addSchema(StringEnum(names, { $id: kindNames, description: 'A kind of works' }));
  for (const kind of kinds) for (const schema of Object.values(schemasOf(kind))) app.addSchema(schema);
}

function schemasOf(kind: Kind): Record<'create' | 'replace' | 'patch' | 'work', TSchema> {
  const fields = { ...inputFields, ...kind.schema.properties };
  const replaceable = { ...fields, ...revisionFields, ...fixedFields, ...computedFields };
  return {
    create: Closed(
      {
        ...fields,
        message: revisionFields.message,
        status: Type.Optional(StringEnum(['draft', 'published'], { default: 'published' })),
        origin: Type.Optional(Origin),
      },
      { $id: `${kind.title}Input` },
    ),
    replace: Closed(replaceable, { $id: `${kind.title}Replacement` }),
    patch: Closed(
      Object.fromEntries(
        Object.keys(replaceable).map((name) => [
          name,
          Type.Optional(Type.Unsafe<unknown>(described(replaceable, name))),
        ]),
      ),
      { $id: `${kind.title}Patch`, description: 'RFC 7396: what is named changes, null takes away' },
    ),
    work: Closed({ ...cardFields, ...shownFields, ...kind.schema.properties }, { $id: kind.title }),
  };
}

interface PatchedField {
  type?: string;
  /** Of an object that may be null. */
  anyOf?: unknown;
  description?: string;
  readOnly?: boolean;
}

function described(fields: Record<string, TSchema>, name: string): object {
  const { anyOf, description, readOnly, ...schema } = fields[name] as PatchedField;
  const type = anyOf === undefined ? schema.type : 'object';
  // Null takes away; what is in a list or an object is looked at when the patch is applied.
  const shape = { array: { items: {} }, object: { additionalProperties: true } }[type ?? ''] ?? {};
  return {
    ...(type === undefined || readOnly ? {} : { type: [type, 'null'], ...shape }),
    ...(description === undefined ? {} : { description }),
    ...(readOnly ? { readOnly } : {}),
  };
}

/** Any kind of work, where the kind is not known from the route. */
export const AnyWork = Type.Object(
  { ...cardFields, ...shownFields },
  { $id: 'Work', additionalProperties: true, description: 'A work with the fields of its kind' },
);
