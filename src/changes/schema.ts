import { Type } from 'typebox';
import { Closed, Nullable, Ref, StringEnum, Timestamp, Uuid } from '../http/schemas.ts';

export const ChangeSchema = Closed(
  {
    seq: Type.Integer({ description: 'Position in the log; in the order of the commits' }),
    subject: StringEnum(['work', 'contributor', 'community', 'file']),
    id: Uuid,
    kind: Nullable(Type.String(), { description: 'Of a work' }),
    version: Type.Integer(),
    touch: Type.Integer(),
    event: StringEnum(['published', 'revised', 'touched', 'withdrawn', 'redacted']),
    at: Timestamp,
  },
  { $id: 'Change' },
);

export const ChangesQuery = Closed({
  after: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: Number.MAX_SAFE_INTEGER,
      default: 0,
      description: '`position` of the answer before',
    }),
  ),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 100, description: 'Lines at the most' })),
  wait: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 30,
      default: 0,
      description: 'Seconds to wait for a line where there is none yet',
    }),
  ),
});

export const ChangesAnswer = Closed({
  items: Type.Array(Ref(ChangeSchema), { description: 'Oldest first' }),
  position: Type.Integer({ description: 'Send it as `after` to go on; unchanged where there was nothing new' }),
  next: Type.String({ description: 'The URL to go on with, now or later' }),
});
