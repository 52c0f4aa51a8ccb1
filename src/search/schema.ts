import { Type } from 'typebox';
import { Closed, Nullable, Ref, StringEnum, Uuid } from '../http/schemas.ts';
import { Card, IncludeQuery } from '../works/card.ts';
import { WorkFilters } from '../works/filters.ts';
import { facetNames, mostFacetValues } from './engine.ts';

/** Results reach no further: whoever wants everything reads the lists, the change log or a dump. */
export const deepestResult = 1_000;

export const SearchQuery = Closed({
  q: Type.Optional(
    Type.String({
      maxLength: 500,
      description: 'Words to look for; without them everything, newest first',
      examples: ['check-in round'],
    }),
  ),
  offset: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: deepestResult,
      default: 0,
      description: `Results to pass over; with limit ${deepestResult} at the most. Go on at the former offset plus the number of its items, which with \`include\` may be fewer than limit`,
    }),
  ),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20, description: 'Results a page' })),
  include: IncludeQuery,
  ...WorkFilters,
});

const Marked = (description: string) => Type.String({ description });

export const SearchItem = Type.Object(
  {
    ...Card.properties,
    highlight: Closed({
      title: Marked('HTML: escaped, what was found in `<mark>`'),
      body: Marked('HTML: the place that fits best; what was found in `<mark>`'),
    }),
    anchor: Type.Optional(Type.String({ description: 'Of the section that fits best: url#anchor' })),
  },
  { $id: 'SearchItem', additionalProperties: false },
);

const counts = Type.Record(Type.String(), Type.Integer());

export const SearchAnswer = Closed(
  {
    items: Type.Array(Ref(SearchItem), { description: 'Best first' }),
    estimated_total: Type.Integer(),
    facets: Closed(
      Object.fromEntries(facetNames.map((name) => [name, counts])) as Record<
        (typeof facetNames)[number],
        typeof counts
      >,
      {
        description: `Results by value, most frequent first, ${mostFacetValues} values at the most; all filters applied`,
      },
    ),
    facets_exact: Type.Boolean({ description: 'False: only the first of very many results were counted' }),
    took_ms: Type.Integer(),
    engine: StringEnum(['meilisearch', 'postgres']),
    degraded: Type.Boolean({ description: 'A configured engine does not answer, another one stands in' }),
  },
  { $id: 'SearchAnswer' },
);

export const SuggestQuery = Closed({
  q: Type.String({ minLength: 1, maxLength: 500, description: 'The beginning of a title', examples: ['check'] }),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 20, default: 8 })),
});

export const SuggestAnswer = Closed(
  {
    items: Type.Array(
      Closed({
        id: Uuid,
        kind: Type.String(),
        title: Type.String(),
        language: Type.String(),
        slug: Nullable(Type.String()),
        url: Type.String({ description: 'The page for people' }),
        api_url: Type.String(),
      }),
    ),
  },
  { $id: 'SuggestAnswer' },
);

/** To be known to the application by their names. */
export const searchSchemas = [SearchItem, SearchAnswer, SuggestAnswer];
