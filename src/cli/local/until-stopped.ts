import type { FastifyBaseLogger } from 'fastify';

/** How long an orderly end may take before the process goes anyway. */
const graceMs = 20_000;

/**
 * Resolves at the first SIGINT or SIGTERM. A second one, or an end that takes too long, breaks off.
 * @throws the reason when the database is gone for good
 */
export async function untilStopped(died: Promise<Error>, log: FastifyBaseLogger): Promise<void> {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  let stop: (name: string) => void = () => {};
  const stopped = new Promise<string>((resolve) => {
    stop = resolve;
  });
  for (const name of signals) process.once(name, stop);
  const end = await Promise.race([stopped, died]);
  for (const name of signals) process.on(name, () => process.exit(1));
  setTimeout(() => process.exit(1), graceMs).unref();
  if (end instanceof Error) throw end;
  log.info(`stopping at ${end}`);
}
