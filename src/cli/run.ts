import { readFileSync } from 'node:fs';
import { ConfigError, checkConfig, environment, printConfig } from '../config.ts';
import { Problem } from '../lib/errors.ts';
import { runCli } from './program.ts';
import type { TokenRequest } from './token.ts';

/** The version of this release, from the package. */
const version = (
  JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }
).version;

/** Runs the command line in this process; without any words it serves, as the image does. @returns the exit code */
export async function run(argv: readonly string[]): Promise<number> {
  const output = { out: process.stdout, err: process.stderr };
  // Loaded when they are called: a token should not cost the start of a server.
  const actions = {
    serve: async (options: { worker: boolean; starter: boolean }) =>
      await (await import('./local/serve.ts')).serve({ ...options, version, output }),
    work: async () => await (await import('./local/work.ts')).work(),
    migrate: async () => await (await import('./local/migrate.ts')).migrateOnce(),
    backup: async (file: string, options: { force: boolean }) =>
      await (await import('./local/backup.ts')).backupTo(file, options, output),
    restore: async (file: string, options: { force: boolean }) =>
      await (await import('./local/restore.ts')).restoreFrom(file, options, output),
    config: () => {
      output.out.write(`${printConfig()}\n`);
      checkConfig();
    },
    issueLocalToken: async (request: TokenRequest) => await (await import('./local/token.ts')).issueLocally(request),
  };
  try {
    return await runCli(argv.length === 0 ? ['serve'] : argv, actions, { version, env: environment, output });
  } catch (error) {
    // What the operator can mend, in a sentence; a defect of ours with its stack.
    const isPlain = error instanceof ConfigError || error instanceof Problem || isSystemError(error);
    process.stderr.write(`copse: ${isPlain ? (error as Error).message : (error as Error).stack}\n`);
    return 1;
  }
}

/** A port that is taken, a folder that is not ours, a host that does not answer. */
function isSystemError(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    ('syscall' in error || 'severity' in error)
  );
}
