import { type Static, Type } from 'typebox';
import { Closed, Formed, Nullable, Ref, Repeated, Timestamp, Uuid } from '../http/schemas.ts';

export const Author = Closed({ name: Type.String(), url: Type.Optional(Type.String()) }, { $id: 'Author' });

export const cardFields = {
  id: Uuid,
  kind: Type.String({ examples: ['article'] }),
  slug: Nullable(Type.String({ examples: ['check-in-round'] }), { description: 'Null until first published' }),
  title: Type.String({ examples: ['Check-in round'] }),
  summary: Type.String({ description: 'As given, else the beginning of the body' }),
  language: Type.String({ description: 'BCP 47', examples: ['en'] }),
  url: Type.String({ description: 'The page for people' }),
  api_url: Type.String(),
  community: Type.String({ description: 'Its slug', examples: ['commons'] }),
  tags: Type.Array(Type.String()),
  license: Type.String({ description: 'SPDX id', examples: ['CC-BY-4.0'] }),
  license_url: Nullable(Type.String()),
  attribution_html: Type.String({
    description: 'The credit line, ready to be shown; of more than 30 ancestors it says where the rest is named',
  }),
  authors: Type.Array(Ref(Author), { description: 'Those credited who wish to be named' }),
  maturity: Nullable(Type.String(), {
    description: 'wanted, outlined, described, tried, proven; null without practice fields',
  }),
  version: Type.Integer(),
  published_at: Nullable(Timestamp),
  updated_at: Timestamp,
};

const includes = ['body', 'html', 'practice'] as const;
export type Include = (typeof includes)[number];

/** `include=body,html`; repeated names work, too. */
export const IncludeQuery = Repeated(
  Formed(
    `^(${includes.join('|')})(,(${includes.join('|')}))*$`,
    `${includes.join(', ')}, or several of them with commas between`,
    {
      description:
        'What to add to each card. A page of cards with texts ends after 2 MiB of them: `next` goes on; a search does at its offset and the number of its items',
      examples: ['html,practice'],
    },
  ),
);

export function includesOf(values: readonly string[] | undefined): ReadonlySet<Include> {
  return new Set(values?.flatMap((value) => value.split(',') as Include[]));
}

/** The one shape of a work in lists, search, feeds and embeds. */
export const Card = Type.Object(
  {
    ...cardFields,
    body: Type.Optional(Type.String({ description: 'Markdown; with include=body' })),
    html: Type.Optional(Type.String({ description: 'The body as HTML; with include=html' })),
    practice: Type.Optional(
      Type.Unsafe<object>({ type: 'object', additionalProperties: true, description: 'With include=practice' }),
    ),
  },
  { $id: 'Card', additionalProperties: false },
);
export type Card = Static<typeof Card>;
