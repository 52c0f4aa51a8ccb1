import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { settings } from '../../src/config.ts';

const page = readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8');
const rows = [...page.matchAll(/^\| `([A-Z_]+)` \| (.*) \| (.*) \|$/gm)].map(([, name, what, fallback]) => ({
  name,
  what,
  fallback,
}));

describe('docs/configuration.md', () => {
  it('lists exactly the settings there are, in their order', () => {
    expect(rows.map((row) => row.name)).toEqual(settings.map((setting) => setting.name));
  });

  it.each(settings)('says of $name whether it is secret, and its default', ({ name, secret, what }) => {
    const row = rows.find((candidate) => candidate.name === name)!;
    expect(/\bSecret\./.test(row.what!)).toBe(secret === true);
    const fallback = /default ([\w./]+)/.exec(what)?.[1];
    if (fallback !== undefined) expect(row.fallback).toBe(`\`${fallback}\``);
  });
});
