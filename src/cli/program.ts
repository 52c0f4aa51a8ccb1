import { setFlagsFromString } from 'node:v8';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { Environment } from './connection.ts';
import { CliError } from './failures.ts';
import type { ImportOptions, Output } from './import.ts';
import { formats } from './sources/formats.ts';
import type { IssueLocalToken, TokenOptions } from './token.ts';

interface ServeChoices {
  worker: boolean;
  /** Fills the commons with the practices that come with Copse. */
  starter: boolean;
}

/** What the commands that run in this process do; `main.ts` provides them. Each ends when its work is done. */
export interface Actions {
  /** Until it is told to stop by a signal. */
  serve(options: ServeChoices): Promise<void>;
  work(): Promise<void>;
  migrate(): Promise<void>;
  /** @param force overwrites a file that is there */
  backup(file: string, options: { force: boolean }): Promise<void>;
  /** @param force overwrites a database that is not empty */
  restore(file: string, options: { force: boolean }): Promise<void>;
  /** Prints the settings in force, secrets masked, and refuses as a start would. */
  config(): void;
  issueLocalToken: IssueLocalToken;
}

export interface Surroundings {
  version: string;
  env: Environment;
  output: Output;
}

/**
 * Runs the command line and answers the exit code: 0 done, 1 failed, 2 wrong usage, 130 interrupted. Nothing is thrown
 * but what is a defect of ours.
 * @param argv without the program and its file
 */
export async function runCli(argv: readonly string[], actions: Actions, surroundings: Surroundings): Promise<number> {
  const codes: number[] = [];
  const program = buildProgram(actions, surroundings, (code) => codes.push(code));
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return codes.at(-1) ?? 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof CliError)) throw error;
    surroundings.output.err.write(`copse: ${error.message}\n`);
    return error.exitCode;
  }
}

/** @param exitWith is told the code of a command that ends in more ways than one */
export function buildProgram(
  actions: Actions,
  { version, env, output }: Surroundings,
  exitWith: (code: number) => void,
): Command {
  const program = new Command('copse')
    .description('The open knowledge base for communities of practice')
    .version(version)
    .exitOverride()
    .showHelpAfterError('(copse --help lists the commands)')
    .configureOutput({ writeOut: (text) => output.out.write(text), writeErr: (text) => output.err.write(text) });

  addProcessCommands(program, actions);
  addImport(program, async (path, options) => {
    // A stream of texts leaves much garbage: collected early, any size of import fits into some 150 MB.
    setFlagsFromString('--optimize-for-size');
    const { runImport } = await import('./import.ts');
    exitWith(await runImport(path, options, env, output));
  });
  addSearch(program, async (task, options) => {
    const { runSearch } = await import('./search.ts');
    exitWith(await runSearch(task, options, env, output));
  });
  addToken(program, async (handle, options) => {
    const { runToken } = await import('./token.ts');
    exitWith(await runToken(handle, options, env, actions.issueLocalToken, output.out));
  });
  program
    .command('config')
    .description('print the settings in force, secrets masked, and check them as a start does')
    .action(() => actions.config());
  return program;
}

function addProcessCommands(program: Command, actions: Actions): void {
  program
    .command('serve')
    .description('run the API, the site and the worker')
    .option('--no-worker', 'leave the worker to other processes ("copse work")')
    .option('--starter', 'with the starter commons: practices for those who run communities and circles', false)
    .action(async ({ worker, starter }: ServeChoices) => await actions.serve({ worker, starter }));
  program
    .command('work')
    .description('run the worker alone: search, feeds and whatever else follows the change log')
    .action(async () => await actions.work());
  program
    .command('migrate')
    .description('bring the database to this version and exit')
    .action(async () => await actions.migrate());
  program
    .command('backup')
    .description('write everything in the database of DATABASE_URL or DATA_DIR to one file')
    .argument('<file>', 'where to')
    .option('--force', 'overwrite the file if it is there', false)
    .action(async (file: string, { force }: { force: boolean }) => await actions.backup(file, { force }));
  program
    .command('restore')
    .description('read everything from a backup into the empty database of DATABASE_URL or DATA_DIR')
    .argument('<file>', 'a file that "copse backup" wrote; - reads standard input')
    .option('--force', 'replace what is in the database', false)
    .action(async (file: string, { force }: { force: boolean }) => await actions.restore(file, { force }));
}

function addConnection(command: Command): Command {
  return command
    .option('--url <url>', 'the instance; default COPSE_URL, else the server of DATA_DIR, else HOST and PORT')
    .option('--token <token>', "default COPSE_TOKEN; for an instance on this machine, its admin's token");
}

function addImport(program: Command, run: (path: string, options: ImportOptions) => Promise<void>): void {
  const command = program
    .command('import')
    .description('import a folder of Markdown, or a JSONL file, into a running instance')
    .argument('<path>', 'a folder, a Markdown file, or a .jsonl or .jsonl.gz file')
    .addOption(new Option('--format <format>', 'what lies at the path').choices(formats).default('auto'))
    .option('--license <id>', 'SPDX id for works that state no licence')
    .option('--language <tag>', "language of works that state none, e.g. pt-BR; default the instance's")
    .option(
      '--source <name>',
      'where the works come from, instead of the repository in SOURCE.json or the name of the folder',
    )
    .option('--author <name>', 'whom to credit where nobody is named')
    .option('--community <slug>', 'the community the works go to')
    .option('--dry-run', 'say what would happen, and change nothing', false)
    .option('--strict', 'exit with 1 if any file was skipped or refused', false);
  addConnection(command)
    .addHelpText(
      'after',
      `
Works are known again by where they came from: a second run changes nothing, a changed file makes one revision.
Licence: the file's front matter, else SOURCE.json beside it, else --license; without any, the file is skipped.
Files that cannot be imported are listed at the end and never stop the rest.
Exit code: 0 done, 1 the import stopped (or all works were refused), 2 wrong usage, 130 interrupted; run it again to go on.`,
    )
    .action(run);
}

function addSearch(program: Command, run: (task: 'check' | 'rebuild', options: object) => Promise<void>): void {
  const search = program.command('search').description('look after the search index of a running instance');
  addConnection(search.command('check').description('compare the index with the database, and repair it')).action(
    async (options) => await run('check', options),
  );
  addConnection(search.command('rebuild').description('build the index anew, while search goes on')).action(
    async (options) => await run('rebuild', options),
  );
}

function addToken(program: Command, run: (handle: string, options: TokenOptions) => Promise<void>): void {
  const command = program
    .command('token')
    .description('make a token for a contributor, and print it')
    .argument('<handle>', 'whose token')
    .option('--name <name>', 'what it is for', nonEmpty, 'made by copse token')
    .option('--scopes <list>', 'separated by commas: read, publish, import, steward, admin', 'read,publish')
    .option('--expires <date>', 'when it ends, e.g. 2027-01-31; default never')
    .option('--local', 'by way of the data folder or DATABASE_URL, without a token', false);
  addConnection(command).action(run);
}

function nonEmpty(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('it must not be empty.');
  return text;
}
