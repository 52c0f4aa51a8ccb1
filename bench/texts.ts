import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readMarkdownTree } from '../src/cli/sources/markdown-tree.ts';
import { createRandom } from '../test/chaos/random.ts';

export interface Texts {
  folder: string;
  /** Of the articles that the importer takes from the folder. */
  bodies: string[];
}

/** The Markdown below a folder, or, without one, so many articles made up from a seed. */
export async function readTexts(corpus: string | undefined, count: number, workFolder: string): Promise<Texts> {
  const folder = corpus ?? writeArticles(join(workFolder, 'made-up'), count);
  const reading = await readMarkdownTree(folder, {}, () => {});
  const bodies: string[] = [];
  for await (const item of reading.items) if ('line' in item) bodies.push(item.line.body);
  if (bodies.length === 0) throw new Error(`There is nothing to import in ${folder}.`);
  return { folder, bodies };
}

/** The one in the middle by length. */
export function typicalOf(bodies: readonly string[]): string {
  return bodies.toSorted((a, b) => a.length - b.length)[Math.floor(bodies.length / 2)]!;
}

function writeArticles(folder: string, count: number): string {
  const random = createRandom(20_270_301);
  mkdirSync(folder, { recursive: true });
  for (let index = 0; index < count; index += 1)
    writeFileSync(join(folder, `article-${index}.md`), articleOf(random, index));
  return folder;
}

/** From a few paragraphs to some pages, with what people write in Markdown. */
function articleOf(random: () => number, index: number): string {
  const sections = Array.from({ length: 2 + Math.floor(random() ** 2 * 14) }, () => sectionOf(random));
  return `---\nlicense: CC-BY-4.0\nauthor: Person ${index % 40}\n---\n# ${title(wordsOf(random, 4))} ${index}\n\n${sections.join('\n\n')}\n`;
}

function sectionOf(random: () => number): string {
  const paragraphs = Array.from({ length: 1 + Math.floor(random() * 4) }, () => paragraphOf(random));
  const extra = [
    () => Array.from({ length: 4 }, () => `- ${wordsOf(random, 7)}, **${wordsOf(random, 2)}**`).join('\n'),
    () =>
      `| ${wordsOf(random, 1)} | ${wordsOf(random, 1)} |\n| --- | --- |\n${Array.from({ length: 4 }, () => `| ${wordsOf(random, 3)} | ${wordsOf(random, 3)} |`).join('\n')}`,
    () => `\`\`\`js\nconst ${wordsOf(random, 1)} = (${wordsOf(random, 1)}) => ${Math.floor(random() * 100)};\n\`\`\``,
    () => `> ${wordsOf(random, 14)}.`,
  ];
  return `## ${title(wordsOf(random, 3))}\n\n${paragraphs.join('\n\n')}\n\n${extra[Math.floor(random() * extra.length)]!()}`;
}

function paragraphOf(random: () => number): string {
  const sentences = Array.from(
    { length: 2 + Math.floor(random() * 4) },
    () => `${title(wordsOf(random, 8 + Math.floor(random() * 10)))}.`,
  );
  return `${sentences.join(' ')} See [${wordsOf(random, 2)}](https://example.org/${wordsOf(random, 1)}).`;
}

const syllables = 'ba ce di fo gu la me ni po ru sa te vi wo zu kra ste pli nor tal ven mar'.split(' ');

function wordsOf(random: () => number, count: number): string {
  const word = () =>
    Array.from({ length: 1 + Math.floor(random() * 3) }, () => syllables[Math.floor(random() * syllables.length)]).join(
      '',
    );
  return Array.from({ length: count }, word).join(' ');
}

function title(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1);
}
