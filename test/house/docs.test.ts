import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const markdownIn = (folder: string) => readdirSync(join(root, folder)).filter((name) => name.endsWith('.md'));
const pages = [
  ...markdownIn('.'),
  ...markdownIn('docs').map((name) => `docs/${name}`),
  ...markdownIn('docs/decisions').map((name) => `docs/decisions/${name}`),
];
const scripts = Object.keys(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts);

const textOf = (page: string) => readFileSync(join(root, page), 'utf8');
const withoutCode = (text: string) => text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '');

/** As code hosts make the anchors of headings. */
function anchorsOf(text: string): string[] {
  const headings = [...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/^#+ (.+)$/gm)].map((match) => match[1]!);
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-'),
  );
}

describe.each(pages)('%s', (page) => {
  const text = textOf(page);

  it('links only to what is there', () => {
    const links = [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1]!);
    for (const link of links.filter((target) => !/^(https?|mailto):/.test(target))) {
      const [path, anchor] = link.split('#') as [string, string | undefined];
      const target = path === '' ? page : join(dirname(page), path);
      expect([link, existsSync(join(root, target))]).toEqual([link, true]);
      if (anchor !== undefined) expect(anchorsOf(textOf(target))).toContain(anchor);
    }
  });

  it('names only scripts that package.json has', () => {
    const named = [...text.matchAll(/npm run (?:-s |--silent )?([a-z:]+)/g)].map((match) => match[1]!);
    expect(named.filter((name) => !scripts.includes(name))).toEqual([]);
  });
});

describe('docs/decisions', () => {
  it('lists every decision in its index', () => {
    const index = textOf('docs/decisions/README.md');
    const decisions = markdownIn('docs/decisions').filter((name) => name !== 'README.md');
    expect(decisions.filter((name) => !index.includes(`(${name})`))).toEqual([]);
  });
});
