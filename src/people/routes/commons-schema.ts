import { type Static, Type } from 'typebox';
import { registrations } from '../../config.ts';
import { Closed, Formed, Language, Nullable, StringEnum, Timestamp, Uuid } from '../../http/schemas.ts';
import { editings } from '../commons/communities.ts';
import { Thresholds } from '../commons/thresholds.ts';
import { Contributor, echoes, Invitation, Me, optional, PersonExport, Removable, Token } from './schema.ts';

export const CommunityParams = Closed({ slug: Type.String({ pattern: '^[a-z0-9-]{1,80}$', examples: ['commons'] }) });
const Slug = Formed(
  '^[a-z0-9]([a-z0-9-]{0,78}[a-z0-9])?$',
  'small letters (a to z), digits and hyphens, with a letter or digit first and last: 1 to 80 characters',
  { maxLength: 80, examples: ['facilitators'] },
);
const License = Type.String({
  minLength: 1,
  maxLength: 100,
  description: 'SPDX id for works that state none',
  examples: ['CC-BY-4.0'],
});
const source = StringEnum(['community', 'instance'], { description: 'Whose default it is' });

const editable = {
  name: Type.String({ minLength: 1, maxLength: 200, examples: ['Facilitators'] }),
  domain: Type.String({ maxLength: 2000, description: 'What this community cares about; plain text' }),
  charter: Type.String({ maxLength: 50_000, description: 'How it works together; Markdown' }),
  license: License,
  language: Language,
  editing: StringEnum(editings, {
    description:
      'Who revises: any contributor in good standing, those credited, or those credited with suggestions by others',
  }),
  thresholds: Thresholds,
};
const fixed = {
  id: Uuid,
  slug: Slug,
  license_from: source,
  language_from: source,
  stewards: Type.Array(
    Closed({ name: Type.String(), handle: Type.Optional(Type.String()), url: Type.Optional(Type.String()) }),
    { description: 'Those who wish to be named' },
  ),
  url: Type.String(),
  version: Type.Integer(),
  created_at: Timestamp,
  updated_at: Timestamp,
};
export const Community = Closed({ ...editable, ...fixed }, { $id: 'Community' });
export type Community = Static<typeof Community>;

const changes = {
  domain: Type.Optional(Nullable(editable.domain)),
  charter: Type.Optional(Nullable(editable.charter)),
  license: Type.Optional(Nullable(License, { description: "Null: the instance's" })),
  language: Type.Optional(Nullable(Language, { description: "Null: the instance's" })),
  editing: Type.Optional(editable.editing),
};
export const CommunityInput = Closed({
  slug: Type.Optional(Type.Unsafe<string>({ ...Slug, description: 'Left out: made of the name' })),
  name: editable.name,
  ...changes,
  thresholds: Type.Optional(Thresholds),
});
export type CommunityInput = Static<typeof CommunityInput>;

export const CommunityPatch = Closed({
  name: Type.Optional(editable.name),
  ...changes,
  thresholds: Type.Optional(Removable(Thresholds.properties)),
  ...echoes(fixed),
});
export type CommunityPatch = Static<typeof CommunityPatch>;

const Page = Type.String({ maxLength: 50_000 });
const pages = {
  about: Type.Optional(Page),
  imprint: Type.Optional(Page),
  privacy: Type.Optional(Page),
  terms: Type.Optional(Page),
};
const theme = {
  accent: Type.Optional(
    Formed('^#[0-9a-fA-F]{6}$', 'a colour as # and six hexadecimal digits', {
      description: 'Colour of links and marks',
      examples: ['#2a6f4f'],
    }),
  ),
};
const defaults = { license: License, language: Language, community: Type.String({ maxLength: 80 }) };
const instanceFields = {
  name: Type.String({ minLength: 1, maxLength: 200, examples: ['Facilitation commons'] }),
  summary: Type.String({ maxLength: 2000 }),
  contact: Type.String({ maxLength: 500, description: 'Where to write to whoever runs this commons' }),
  languages: Type.Array(Language, { minItems: 1, maxItems: 100, description: 'Those its people write in' }),
};
const instanceFixed = {
  registration: StringEnum(registrations),
  url: Type.String(),
  version: Type.Integer(),
  updated_at: Timestamp,
};

export const Instance = Closed(
  {
    ...instanceFields,
    defaults: Closed(defaults, { description: 'What holds for works that state nothing' }),
    theme: Closed(theme),
    pages: Closed(pages, { description: 'Markdown' }),
    ...instanceFixed,
  },
  { $id: 'Instance' },
);
export type Instance = Static<typeof Instance>;

export const InstancePatch = Closed({
  name: Type.Optional(instanceFields.name),
  summary: Type.Optional(Nullable(instanceFields.summary)),
  contact: Type.Optional(Nullable(instanceFields.contact)),
  languages: Type.Optional(instanceFields.languages),
  defaults: Type.Optional(Closed(optional(defaults))),
  theme: Type.Optional(Removable(theme)),
  pages: Type.Optional(Removable(pages)),
  ...echoes(instanceFixed),
});
export type InstancePatch = Static<typeof InstancePatch>;

/** What the routes of this folder refer to by `$id`; `app.ts` registers it. */
export const peopleSchemas = [Contributor, Me, Token, Invitation, PersonExport, Community, Instance];
