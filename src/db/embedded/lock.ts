import { setTimeout as sleep } from 'node:timers/promises';
import { Unavailable } from '../../lib/errors.ts';
import { findOthers } from './holder.ts';
import { openLockFolder } from './lock-folder.ts';
import { type Answer, listenIn } from './lock-socket.ts';

/** How long those that start at once go on trying before all give up. */
const patienceMs = 5_000;

export interface Lock {
  release(): Promise<void>;
}

/**
 * Takes the data folder for this process, until it releases it or ends, however it ends.
 * Each process listens on a socket of its own before it looks for others: so of two at once at least one sees the
 * other, and whoever sees another withdraws. Throws `folder_in_use`.
 * @param answer what other processes get that ask over the socket
 */
export async function lockFolder(dataDir: string, answer?: Answer): Promise<Lock> {
  const folder = await openLockFolder(dataDir);
  const deadline = Date.now() + patienceMs;
  try {
    for (;;) {
      const own = await listenIn(folder, answer);
      const others = await findOthers(folder, own.name).catch(async (error: unknown) => {
        await own.close();
        throw error;
      });
      if (others.length === 0) {
        own.hold();
        return { release: () => own.close().finally(() => folder.close()) };
      }
      await own.close();
      const holder = others.find((other) => other.holds);
      if (holder !== undefined || Date.now() > deadline) throw inUse(dataDir, holder?.pid);
      await sleep(20 + Math.random() * 180);
    }
  } catch (error) {
    await folder.close();
    throw error;
  }
}

function inUse(dataDir: string, pid = 0): Unavailable {
  const who = pid === 0 ? 'Another Copse' : `Another Copse (process ${pid})`;
  return new Unavailable(
    'folder_in_use',
    `${who} is running on ${dataDir}. The embedded database takes one process: end that one first, or set DATABASE_URL to a PostgreSQL server for several.`,
  );
}
