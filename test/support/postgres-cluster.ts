import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, chownSync, constants, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

export interface Cluster {
  /** Of the database `postgres`. */
  readonly url: string;
  stop(): Promise<void>;
}

/** The folder with PostgreSQL's programs: on the path, or where Debian and Red Hat put them. */
export function findPostgres(): string | undefined {
  const packaged = ['/usr/lib/postgresql', '/usr/pgsql'].flatMap((root) =>
    versionsIn(root).map((name) => join(root, name, 'bin')),
  );
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...packaged];
  return folders.find((folder) => ['initdb', 'postgres'].every((program) => isProgram(join(folder, program))));
}

/**
 * Starts a server for the tests, in a temporary folder and on a socket there. It keeps nothing safe, which is fast, and
 * ends and removes its folder when this process ends, however it ends.
 */
export async function startCluster(programs: string): Promise<Cluster> {
  const user = unprivilegedUser();
  const folder = mkdtempSync(join(tmpdir(), 'copse-pg-'));
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  execFileSync(
    join(programs, 'initdb'),
    ['-D', data, '-E', 'UTF8', '--locale=C.UTF-8', '-U', 'postgres', '-A', 'trust', '-N'],
    {
      ...user,
      cwd: folder,
      stdio: 'pipe',
    },
  );
  const child = launch(programs, folder, data, user);
  const url = `postgresql://postgres@${encodeURIComponent(folder)}/postgres`;
  await answers(url, child);
  return {
    url,
    stop: async () => {
      const ended = once(child, 'exit');
      child.stdin?.end();
      await ended;
    },
  };
}

/** The URL of another database on the same server. */
export function urlOf(server: string, name: string): string {
  return server.replace(/(\/\/[^/]*\/)[^?]*/, `$1${name}`);
}

/** The shell waits for the end of its input, which comes with the end of this process, and cleans up. */
function launch(
  programs: string,
  folder: string,
  data: string,
  user: { uid: number; gid: number } | undefined,
): ChildProcess {
  const options = 'fsync=off synchronous_commit=off full_page_writes=off listen_addresses= max_connections=200'.split(
    ' ',
  );
  const script = `"$1/postgres" -D "$2" -k "$3" ${options.map((option) => `-c ${option}`).join(' ')} >"$3/log" 2>&1 &
    server=$!; cat; kill -INT $server; wait $server; cd /; rm -rf "$3"`;
  return spawn('/bin/sh', ['-c', script, 'sh', programs, data, folder], {
    ...user,
    cwd: folder,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    const failure = await client.connect().then(
      () => undefined,
      (error: Error) => error,
    );
    if (failure === undefined) return await client.end();
    if (Date.now() > deadline || child.exitCode !== null) throw failure;
    await sleep(50);
  }
}

/** PostgreSQL refuses to run as root. */
function unprivilegedUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const lines = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const line = lines.find(([name]) => name === 'postgres') ?? lines.find(([name]) => name === 'nobody');
  return { uid: Number(line?.[2] ?? 65_534), gid: Number(line?.[3] ?? 65_534) };
}

function versionsIn(root: string): string[] {
  try {
    return readdirSync(root).sort((a, b) => Number(b) - Number(a));
  } catch {
    return [];
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
