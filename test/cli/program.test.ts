import { describe, expect, test, vi } from 'vitest';
import { type Actions, runCli } from '../../src/cli/program.ts';

function shell(env: Record<string, string> = {}) {
  const printed = { out: '', err: '' };
  const actions = {
    serve: vi.fn<Actions['serve']>(async () => {}),
    work: vi.fn<Actions['work']>(async () => {}),
    migrate: vi.fn<Actions['migrate']>(async () => {}),
    backup: vi.fn<Actions['backup']>(async () => {}),
    restore: vi.fn<Actions['restore']>(async () => {}),
    config: vi.fn<Actions['config']>(),
    issueLocalToken: vi.fn<Actions['issueLocalToken']>(async () => 'copse_new'),
  } satisfies Actions;
  const output = {
    out: { write: (text: string) => (printed.out += text) },
    err: { write: (text: string) => (printed.err += text) },
  };
  const run = async (line: string) =>
    await runCli(line.split(' ').filter(Boolean), actions, { version: '1.2.3', env, output });
  return { run, actions, printed };
}

describe('commands that run in this process', () => {
  test('serve has its worker unless told otherwise', async () => {
    const { run, actions } = shell();
    expect([await run('serve'), await run('serve --no-worker --starter')]).toEqual([0, 0]);
    expect(actions.serve.mock.calls).toEqual([[{ worker: true, starter: false }], [{ worker: false, starter: true }]]);
  });

  test.each([
    ['work', 'work', []],
    ['migrate', 'migrate', []],
    ['config', 'config', []],
    ['backup all.tar', 'backup', ['all.tar', { force: false }]],
    ['backup --force all.tar', 'backup', ['all.tar', { force: true }]],
    ['restore all.tar', 'restore', ['all.tar', { force: false }]],
    ['restore --force all.tar', 'restore', ['all.tar', { force: true }]],
  ] as const)('%s calls %s', async (line, name, args) => {
    const { run, actions } = shell();
    expect(await run(line)).toBe(0);
    expect(actions[name]).toHaveBeenCalledExactlyOnceWith(...args);
  });

  test('--version prints the version, --help the commands', async () => {
    const { run, printed } = shell();
    expect([await run('--version'), await run('--help')]).toEqual([0, 0]);
    expect(printed.out).toMatch(/1\.2\.3\n[\s\S]*import/);
  });

  test('an error that is no usage is not swallowed', async () => {
    const { run, actions } = shell();
    actions.migrate.mockRejectedValueOnce(new Error('disk full'));
    await expect(run('migrate')).rejects.toThrow('disk full');
  });
});

describe('copse token', () => {
  test('prints the token alone', async () => {
    const { run, actions, printed } = shell();
    expect(await run('token ana --local --scopes import,read --expires 2099-01-31')).toBe(0);
    expect(printed).toEqual({ out: 'copse_new\n', err: '' });
    expect(actions.issueLocalToken).toHaveBeenCalledWith({
      handle: 'ana',
      name: 'made by copse token',
      scopes: ['import', 'read'],
      expiresAt: '2099-01-31T00:00:00.000Z',
    });
  });
});

describe('what is typed wrong', () => {
  test.each([
    ['', /Usage/],
    ['sevre', /unknown command 'sevre'[\s\S]*serve/],
    ['import', /missing required argument 'path'/],
    ['import x --format csv', /Allowed choices are auto, markdown/],
    ['import x --licence CC0-1.0', /unknown option '--licence'[\s\S]*--license/],
    ['import x --license MIT', /--license: MIT is not accepted: it is a licence for software/],
    ['import x --language klingon', /--language: "klingon" is no language tag/],
    ['import /nowhere/at/all', /\/nowhere\/at\/all: there is nothing there/],
    ['import /dev/null', /neither a folder nor a Markdown or JSONL file/],
    ['import x --format threads', /Allowed choices are auto, markdown, jsonl\./],
    ['backup', /missing required argument 'file'/],
    ['serve now', /too many arguments/],
    ['token Ana', /"Ana" is no handle/],
    ['token ana --scopes fly', /--scopes: fly is no scope/],
    ['token ana --expires soon', /--expires: "soon" is no date/],
    ['token ana --url https://commons.example', /--token/],
    ['search', /check[\s\S]*rebuild/],
    ['search mend', /unknown command 'mend'/],
  ])('%j: exit code 2, and %s', async (line, message) => {
    const { run, printed } = shell({ DATA_DIR: '/nowhere' });
    expect(await run(line)).toBe(2);
    expect(printed.err).toMatch(message);
    expect(printed.out).toBe('');
  });

  test.each([
    ['search check --url http://127.0.0.1:2 --token t', {}, '--url'],
    ['token ana --token t', { COPSE_URL: 'http://127.0.0.1:2' }, 'COPSE_URL'],
    ['import data/starter --token t', { PORT: '2', DATA_DIR: '/nowhere' }, 'HOST and PORT'],
  ])('%j where no server answers: exit code 1 at once, and how to name another', async (line, env, source) => {
    const { run, printed } = shell(env);
    const started = performance.now();
    expect(await run(line)).toBe(1);
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(printed.err).toMatch(/127\.0\.0\.1:2 does not answer \(ECONNREFUSED\)\..+--url or COPSE_URL.+"copse serve"/);
    expect(printed.err).toContain(`That address is from ${source}`);
    expect(printed.err).not.toContain('Trying again');
  });
});
