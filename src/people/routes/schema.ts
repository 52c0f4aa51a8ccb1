import { type Static, type TOptional, type TSchema, Type } from 'typebox';
import { Closed, Formed, Nullable, Ref, StringEnum, Timestamp, Uuid, WebUrl } from '../../http/schemas.ts';
import { scopes } from '../../lib/actor.ts';
import { creditChoices } from '../credit.ts';
import { roleNames } from '../policy.ts';

export const contributorKinds = ['person', 'organisation', 'bot'] as const;

/** Of a handle that is looked up: one that cannot be is simply not found. */
export const HandleParams = Closed({
  handle: Type.String({ pattern: '^[a-z0-9-]{1,39}$', description: 'Name in URLs', examples: ['ana'] }),
});
const Handle = Formed(
  '^[a-z0-9]([a-z0-9-]{0,37}[a-z0-9])?$',
  'small letters (a to z), digits and hyphens, with a letter or digit first and last: 1 to 39 characters',
  { maxLength: 39, description: 'Name of a contributor in URLs; it never changes', examples: ['ana', 'ana-ruiz'] },
);
const PersonUrl = Type.String({ ...WebUrl, format: 'uri' });
const Email = Type.String({
  format: 'email',
  maxLength: 254,
  description: 'Private: shown to the contributor and to admins',
});
const PersonName = Type.String({ minLength: 1, maxLength: 200, examples: ['Ana Ruiz'] });
const Bio = Type.String({ maxLength: 2000, description: 'Plain text' });
const Kind = StringEnum(contributorKinds);
const Credit = StringEnum(creditChoices, {
  description: 'How to be credited unless a single credit says otherwise; without `name` there is no public profile',
});

/** A field that the server sets: a client may send back what it got. */
function Echoed<T extends TSchema>(schema: T) {
  return Type.Optional(Type.Unsafe<Static<T>>({ ...schema, readOnly: true }));
}

/** An object of a merge patch: fields that are left out stay, null removes one (RFC 7396). */
export function Removable<T extends Record<string, TSchema>>(fields: T) {
  const properties = Object.entries(fields).map(([name, schema]) => [name, Type.Optional(Nullable(schema))] as const);
  return Type.Unsafe<{ [Name in keyof T]?: Static<T[Name]> | null }>(Closed(Object.fromEntries(properties)));
}

/** The same fields, each of which may be left out. */
export function optional<T extends Record<string, TSchema>>(fields: T) {
  const properties = Object.entries(fields).map(([name, schema]) => [name, Type.Optional(schema)]);
  return Object.fromEntries(properties) as { [Name in keyof T]: TOptional<T[Name]> };
}

/** All these fields as ones that the server sets. */
export function echoes(fields: Record<string, TSchema>) {
  const properties = Object.entries(fields).map(([name, schema]) => [name, Echoed(schema)]);
  return Object.fromEntries(properties) as Record<never, never>;
}

export const RoleHeld = Closed({
  role: StringEnum(roleNames),
  community: Nullable(Type.String(), { description: 'Null: on the whole instance' }),
});

const publicFields = {
  id: Uuid,
  handle: Type.String({ description: 'Name in URLs; it never changes', examples: ['ana'] }),
  kind: Kind,
  name: Type.String({ examples: ['Ana Ruiz'] }),
  url: Nullable(Type.String(), { description: 'Their own place elsewhere' }),
  bio: Type.String({ description: 'Plain text' }),
  claimed: Type.Boolean({ description: 'False: named in credits or imported, without an account' }),
  roles: Type.Array(RoleHeld),
  page: Nullable(Type.String(), { description: 'The public profile' }),
  version: Type.Integer(),
  created_at: Timestamp,
  updated_at: Timestamp,
};
const privateFields = {
  email: Nullable(Type.String()),
  credit: Credit,
  pseudonym: Nullable(Type.String()),
  suspended: Type.Boolean({ description: 'Suspended contributors can only read' }),
};

export const Contributor = Closed(
  { ...publicFields, ...optional(privateFields) },
  {
    $id: 'Contributor',
    description: 'email, credit, pseudonym and suspended are shown to the contributor and to admins',
  },
);
export type Contributor = Static<typeof Contributor>;

export const Me = Closed(
  {
    ...publicFields,
    ...privateFields,
    scopes: Type.Optional(Type.Array(StringEnum(scopes), { description: 'What the token in use may do' })),
    token: Type.Optional(Type.String({ description: 'Shown once, at registration' })),
  },
  { $id: 'Me' },
);
export type Me = Static<typeof Me>;

const profileInput = {
  kind: Type.Optional(Kind),
  url: Type.Optional(Nullable(PersonUrl)),
  bio: Type.Optional(Nullable(Bio)),
  email: Type.Optional(Nullable(Email)),
  credit: Type.Optional(Credit),
  pseudonym: Type.Optional(Nullable(PersonName)),
};
export const ContributorInput = Closed({
  handle: Handle,
  name: PersonName,
  ...profileInput,
  claimed: Type.Optional(Type.Boolean({ description: 'Admins: false makes a contributor without account and token' })),
  invitation: Type.Optional(
    Type.String({ minLength: 1, maxLength: 200, description: 'Code, where registration is by invitation' }),
  ),
});
export type ContributorInput = Static<typeof ContributorInput>;

const { id, handle, claimed, roles, page, version, created_at, updated_at } = publicFields;
export const ContributorPatch = Closed({
  name: Type.Optional(PersonName),
  ...profileInput,
  suspended: Type.Optional(Type.Boolean({ description: 'Admins only' })),
  ...echoes({ id, handle, claimed, roles, page, version, created_at, updated_at, scopes: Type.Array(Type.String()) }),
});
export type ContributorPatch = Static<typeof ContributorPatch>;

export const Token = Closed(
  {
    id: Uuid,
    name: Type.String(),
    scopes: Type.Array(StringEnum(scopes)),
    created_at: Timestamp,
    expires_at: Nullable(Timestamp),
    token: Type.Optional(Type.String({ description: 'Shown once, when made' })),
  },
  { $id: 'Token' },
);

export const TokenInput = Closed({
  name: Type.String({ minLength: 1, maxLength: 100, examples: ['laptop'] }),
  scopes: Type.Array(StringEnum(scopes), { minItems: 1, maxItems: 5, examples: [['read', 'publish']] }),
  expires_at: Type.Optional(
    Nullable(Timestamp, {
      description: 'Null: never. Left out: when the token in use does; a later time than that is refused',
      examples: ['2027-01-01T00:00:00Z'],
    }),
  ),
});

export const RoleInput = Closed({ role: StringEnum(roleNames) });

export const Invitation = Closed(
  {
    id: Uuid,
    note: Type.String({ description: 'For whoever manages invitations' }),
    role: Nullable(StringEnum(roleNames), { description: 'Given to whoever registers with the code' }),
    community: Nullable(Type.String(), { description: 'Where the role holds; null: on the whole instance' }),
    created_by: Nullable(Type.String(), { description: 'Handle' }),
    created_at: Timestamp,
    expires_at: Timestamp,
    used_at: Nullable(Timestamp),
    used_by: Nullable(Type.String(), { description: 'Handle' }),
    code: Type.Optional(Type.String({ description: 'Shown once, when made' })),
  },
  { $id: 'Invitation' },
);

export const InvitationInput = Closed({
  note: Type.Optional(Type.String({ maxLength: 500 })),
  role: Type.Optional(StringEnum(roleNames)),
  community: Type.Optional(Type.String({ maxLength: 80, description: 'Slug; needs the role steward' })),
  days: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 90, default: 14, description: 'Days until the code expires' }),
  ),
});
export type InvitationInput = Static<typeof InvitationInput>;

/** Further members come from the folders that keep them. */
export const PersonExport = Type.Object(
  {
    exported_at: Timestamp,
    instance: Type.String({ description: 'Its base URL' }),
    profile: Closed({ ...publicFields, ...privateFields }),
    tokens: Type.Array(Ref(Token)),
    invitations: Type.Array(Ref(Invitation)),
    works: Type.Optional(Type.Array(Type.Unsafe<object>({ type: 'object', description: 'Made by oneself' }))),
    revisions: Type.Optional(
      Type.Array(Type.Unsafe<object>({ type: 'object', description: 'Written by oneself, whole' })),
    ),
  },
  { $id: 'PersonExport', additionalProperties: true },
);
