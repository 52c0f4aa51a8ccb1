import { describe, expect, test } from 'vitest';
import { ConfigError, checkConfig, printConfig, readClientConfig, readConfig } from '../../src/config.ts';

const faultsOf = (read: () => unknown) => {
  try {
    read();
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.message.split('\n- ').slice(1);
  }
};

describe('the configuration', () => {
  test('is refused with every setting at fault, each once', () => {
    const env = {
      PORT: '70000',
      PUBLIC_URL: 'commons.example',
      DATABASE_URL: 'mysql://db',
      COPSE_ADMIN_TOKEN_FILE: '/nowhere/token',
      COPSE_URL: 'commons.example',
      COPSE_TOKEN: 'two words',
    };
    expect(faultsOf(() => checkConfig(env)).map((fault) => fault.split(':')[0])).toEqual([
      'PORT',
      'COPSE_ADMIN_TOKEN_FILE',
      'PUBLIC_URL',
      'DATABASE_URL',
      'COPSE_URL',
      'COPSE_TOKEN',
    ]);
  });

  test("of a server says nothing of a client's settings, nor the other way round", () => {
    expect(faultsOf(() => readConfig({ COPSE_URL: 'commons.example' }))).toEqual([]);
    expect(faultsOf(() => readClientConfig({ DATABASE_URL: 'mysql://db' }))).toEqual([]);
  });

  test('is refused with a key for a server that is not named, and with a file that says nothing', () => {
    expect(faultsOf(() => readConfig({ MEILI_KEY: 'key', MEILI_URL: 'http://search:7700' }))).toEqual([]);
    expect(faultsOf(() => readConfig({ MEILI_KEY: 'key' }))[0]).toMatch(/^MEILI_KEY: .* MEILI_URL/);
    expect(faultsOf(() => readConfig({ METRICS_TOKEN_FILE: '/dev/null' }))).toEqual([
      'METRICS_TOKEN_FILE: /dev/null is empty',
    ]);
  });

  test.each([
    ['postgres://copse:secret@db:5432/copse', true],
    ['postgresql://postgres@%2Frun%2Fpostgresql/copse', true],
    ['postgres://copse@/copse?host=/run/postgresql', true],
    ['postgres:///copse', true],
    ['postgres://copse:a/b#c@db/copse', false],
    ['postgres://', false],
    ['db/copse', false],
  ])('takes DATABASE_URL=%s: %s', (DATABASE_URL, isTaken) => {
    expect(faultsOf(() => readConfig({ DATABASE_URL }))).toHaveLength(isTaken ? 0 : 1);
  });

  test('is printed without its secrets', () => {
    const printed = printConfig({ DATABASE_URL: 'postgres://copse:geheim@db', COPSE_TOKEN: 'geheim', PORT: '1' });
    expect(printed).toMatch(/^PORT=1$/m);
    expect(printed).not.toContain('geheim');
  });
});
