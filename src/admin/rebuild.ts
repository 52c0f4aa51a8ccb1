import { Readable } from 'node:stream';
import { type Static, Type } from 'typebox';
import { Closed } from '../http/schemas.ts';
import type { SearchEngine } from '../search/engine.ts';

/** Proxies give up on an answer of which nothing comes for a minute, and clients on one of five. */
const mostSilentMs = 15_000;

export const RebuildAnswer = Closed({ indexed: Type.Integer({ description: 'Works in the index' }) });

export const RebuildLine = Closed(
  {
    engine: Type.Optional(Type.String({ description: 'Whose index is being made' })),
    done: Type.Optional(Type.Integer({ description: 'Works that are in it' })),
    total: Type.Optional(Type.Integer({ description: 'Of how many' })),
    indexed: Type.Optional(Type.Integer({ description: 'Works in the index; on the last line' })),
    failed: Type.Optional(Type.String({ description: 'What went wrong; on the last line' })),
  },
  { $id: 'RebuildLine' },
);
type RebuildLine = Static<typeof RebuildLine>;

/** One engine after the other, to the end, whoever still listens. @returns works in the index */
export async function rebuildAll(
  engines: readonly SearchEngine[],
  tell: (line: RebuildLine) => void = () => {},
): Promise<number> {
  let indexed = 0;
  for (const engine of engines)
    indexed = await engine.rebuild((done, total) => tell({ engine: engine.name, done, total }));
  return indexed;
}

/**
 * The same with a line of NDJSON for whatever is done, again and again if nothing is, and one for how it ended.
 * @throws what keeps it from beginning
 */
export async function tellRebuild(engines: readonly SearchEngine[]): Promise<Readable> {
  const lines = new Readable({ read() {} });
  let last: RebuildLine | undefined;
  const say = (line: RebuildLine) => lines.destroyed || lines.push(`${JSON.stringify(line)}\n`);
  const timer = setInterval(() => last && say(last), mostSilentMs);
  await new Promise<void>((begun, failed) => {
    rebuildAll(engines, (line) => {
      last = line;
      say(line);
      begun();
    })
      .then(
        (indexed) => say({ indexed }),
        (error: Error) => (last === undefined ? failed(error) : say({ failed: error.message })),
      )
      .finally(() => {
        clearInterval(timer);
        lines.destroyed || lines.push(null);
        begun();
      });
  });
  return lines;
}
