import { type Static, Type } from 'typebox';
import { Closed, Language, Nullable, StringEnum, Timestamp, Uuid } from '../http/schemas.ts';
import { scopes } from '../lib/actor.ts';
import { creditChoices } from './credit.ts';

export const Handle = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,38}$', description: 'Name of a contributor in URLs', examples: ['ana'] });
const WebUrl = Type.String({ format: 'uri', pattern: '^https?://', maxLength: 2000 });
const PersonName = Type.String({ minLength: 1, maxLength: 200 });

export const Contributor = Closed(
  {
    id: Uuid,
    handle: Handle,
    kind: StringEnum(['person', 'organisation', 'bot']),
    name: PersonName,
    url: Nullable(WebUrl),
    bio: Type.String(),
    claimed: Type.Boolean({ description: 'False: named in credits or imported, without an account' }),
    created_at: Timestamp,
    page: Type.String({ description: 'The public profile' }),
  },
  { $id: 'Contributor' },
);
export type Contributor = Static<typeof Contributor>;

export const ContributorInput = Closed({
  handle: Handle,
  name: PersonName,
  kind: Type.Optional(StringEnum(['person', 'organisation', 'bot'])),
  url: Type.Optional(Nullable(WebUrl)),
  bio: Type.Optional(Type.String({ maxLength: 2000 })),
  email: Type.Optional(Nullable(Type.String({ format: 'email', maxLength: 254, description: 'Private; never shown' }))),
  credit: Type.Optional(StringEnum(creditChoices, { description: 'How to be credited unless a credit says otherwise' })),
  pseudonym: Type.Optional(Nullable(PersonName)),
  invitation: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'Code, where registration is by invitation' })),
});
export type ContributorInput = Static<typeof ContributorInput>;

export const ContributorPatch = Closed({
  name: Type.Optional(PersonName),
  kind: Type.Optional(StringEnum(['person', 'organisation', 'bot'])),
  url: Type.Optional(Nullable(WebUrl)),
  bio: Type.Optional(Type.String({ maxLength: 2000 })),
  email: Type.Optional(Nullable(Type.String({ format: 'email', maxLength: 254 }))),
  credit: Type.Optional(StringEnum(creditChoices)),
  pseudonym: Type.Optional(Nullable(PersonName)),
  suspended: Type.Optional(Type.Boolean({ description: 'Admins only' })),
});
export type ContributorPatch = Static<typeof ContributorPatch>;

export const Me = Closed(
  {
    ...Contributor.properties,
    page: Nullable(Type.String()),
    email: Nullable(Type.String()),
    credit: StringEnum(creditChoices),
    pseudonym: Nullable(Type.String()),
    suspended: Type.Boolean(),
    roles: Type.Array(Closed({ role: StringEnum(['steward', 'admin']), community: Nullable(Type.String()) })),
    scopes: Type.Optional(Type.Array(StringEnum(scopes), { description: 'What the token in use may do' })),
    token: Type.Optional(Type.String({ description: 'Shown once, at registration' })),
  },
  { $id: 'Me' },
);
export type Me = Static<typeof Me>;

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
  name: Type.String({ minLength: 1, maxLength: 100 }),
  scopes: Type.Array(StringEnum(scopes), { minItems: 1, maxItems: 5 }),
  expires_at: Type.Optional(Nullable(Timestamp)),
});

export const Community = Closed(
  {
    id: Uuid,
    slug: Type.String(),
    name: Type.String(),
    domain: Type.String({ description: 'What this community cares about' }),
    charter: Type.String({ description: 'Markdown: how this community works' }),
    license: Type.String({ description: 'SPDX id given to works that state none' }),
    language: Type.String(),
    editing: StringEnum(['open', 'authors', 'suggest']),
    url: Type.String(),
    created_at: Timestamp,
    updated_at: Timestamp,
    version: Type.Integer(),
  },
  { $id: 'Community' },
);
export type Community = Static<typeof Community>;

const communityFields = {
  name: Type.String({ minLength: 1, maxLength: 200 }),
  domain: Type.Optional(Type.String({ maxLength: 2000 })),
  charter: Type.Optional(Type.String({ maxLength: 50_000 })),
  license: Type.Optional(Type.String({ maxLength: 100 })),
  language: Type.Optional(Language),
  editing: Type.Optional(StringEnum(['open', 'authors', 'suggest'])),
};
export const CommunityInput = Closed({ slug: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,79}$' }), ...communityFields });
export type CommunityInput = Static<typeof CommunityInput>;
export const CommunityPatch = Closed({ ...communityFields, name: Type.Optional(communityFields.name) });
export type CommunityPatch = Static<typeof CommunityPatch>;

const pages = {
  about: Type.Optional(Type.String({ maxLength: 50_000 })),
  imprint: Type.Optional(Type.String({ maxLength: 50_000 })),
  privacy: Type.Optional(Type.String({ maxLength: 50_000 })),
  terms: Type.Optional(Type.String({ maxLength: 50_000 })),
};
const theme = Closed({ accent: Type.Optional(Type.String({ pattern: '^#[0-9a-fA-F]{6}$', description: 'Colour of links and marks' })) });

export const Instance = Closed(
  {
    name: Type.String(),
    summary: Type.String(),
    contact: Type.String({ description: 'Where to write to whoever runs this commons' }),
    languages: Type.Array(Type.String()),
    defaults: Closed({ license: Type.String(), language: Type.String(), community: Type.String() }),
    theme,
    pages: Closed(pages, { description: 'Markdown' }),
    registration: StringEnum(['closed', 'invitation', 'open']),
    url: Type.String(),
    version: Type.Integer(),
    updated_at: Timestamp,
  },
  { $id: 'Instance' },
);
export type Instance = Static<typeof Instance>;

export const InstancePatch = Closed({
  name: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  summary: Type.Optional(Type.String({ maxLength: 2000 })),
  contact: Type.Optional(Type.String({ maxLength: 500 })),
  languages: Type.Optional(Type.Array(Language, { minItems: 1, maxItems: 100 })),
  defaults: Type.Optional(
    Closed({ license: Type.Optional(Type.String({ maxLength: 100 })), language: Type.Optional(Language), community: Type.Optional(Type.String({ maxLength: 80 })) }),
  ),
  theme: Type.Optional(theme),
  pages: Type.Optional(Closed(Object.fromEntries(Object.entries(pages).map(([k]) => [k, Type.Optional(Nullable(Type.String({ maxLength: 50_000 })))])))),
});
export type InstancePatch = Static<typeof InstancePatch>;

export const Invitation = Closed(
  {
    id: Uuid,
    note: Type.String(),
    community: Nullable(Type.String()),
    role: Nullable(StringEnum(['steward', 'admin'])),
    created_at: Timestamp,
    expires_at: Timestamp,
    used: Type.Boolean(),
    code: Type.Optional(Type.String({ description: 'Shown once, when made' })),
  },
  { $id: 'Invitation' },
);
export const InvitationInput = Closed({
  note: Type.Optional(Type.String({ maxLength: 500 })),
  community: Type.Optional(Type.String({ maxLength: 80 })),
  role: Type.Optional(StringEnum(['steward', 'admin'])),
  days: Type.Optional(Type.Integer({ minimum: 1, maximum: 90, default: 14 })),
});
export type InvitationInput = Static<typeof InvitationInput>;
