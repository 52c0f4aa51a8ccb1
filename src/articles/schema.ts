import { type Static, Type } from 'typebox';
import { Closed, Nullable, StringEnum } from '../http/schemas.ts';
import { difficulties, settings } from '../works/facets.ts';

const Passage = Type.String({ maxLength: 10_000 });
const Line = Type.String({ minLength: 1, maxLength: 2000, pattern: '\\S' });
const Word = Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' });
const Lines = Type.Array(Line, { maxItems: 50 });
const Whole = Type.Integer({ minimum: 1, maximum: 1_000_000 });

const Step = Closed({
  title: Line,
  body: Type.Optional(Type.String({ maxLength: 100_000, description: 'Markdown' })),
  minutes: Type.Optional(Whole),
  pitfall: Type.Optional(Type.String({ maxLength: 5000, description: 'What goes wrong here, and what then' })),
  html: Type.Optional(Type.String({ readOnly: true, description: 'The body as sanitised HTML' })),
});

const Span = Closed(
  { min: Type.Optional(Whole), max: Type.Optional(Whole) },
  { description: 'A missing bound is open', examples: [{ min: 3, max: 12 }] },
);

/** What makes an article a practice that others can try. */
export const Practice = Closed(
  {
    problem: Type.Optional(Passage),
    context: Type.Optional(Lines),
    forces: Type.Optional(Lines),
    steps: Type.Optional(Type.Array(Step, { maxItems: 100 })),
    resulting_context: Type.Optional(Passage),
    when_not_to_use: Type.Optional(Passage),
    signs_it_works: Type.Optional(Lines),
    variations: Type.Optional(Lines),
    participants: Type.Optional(Span),
    minutes: Type.Optional(Span),
    setting: Type.Optional(Type.Array(StringEnum(settings), { maxItems: 3, uniqueItems: true })),
    difficulty: Type.Optional(StringEnum(difficulties)),
    materials: Type.Optional(Lines),
    audience: Type.Optional(Type.Array(Word, { maxItems: 30 })),
    review_by: Type.Optional(
      Type.String({ format: 'date', description: 'When somebody should look whether this still holds' }),
    ),
  },
  { description: 'All optional' },
);
export type Practice = Static<typeof Practice>;

export const ArticleFields = Type.Object({ practice: Type.Optional(Nullable(Practice)) });
