import { stringify } from 'yaml';
import { escapeMarkdown } from '../../licenses/markdown.ts';
import { kindFields, type StoredRelation } from '../../works/content.ts';
import { Relation } from '../../works/schema.ts';
import { attributionText, knownLanguage, type Published } from '../published.ts';

/**
 * A work as a Markdown file: everything but the body in front matter, then its title as a heading, then the body to the
 * letter. `copse import` makes the same work of it again. Front matter in YAML that readers of version 1.1 understand
 * in the same way.
 * @param relations those that the reader may know of
 * @param schema of the fields of the work's kind, which stand in the order it has them
 */
export function renderMarkdown(work: Published, relations: readonly StoredRelation[], schema: object): string {
  const options = { lineWidth: 0, aliasDuplicateObjects: false, compat: 'yaml-1.1' } as const;
  const matter = stringify(frontMatter(work, relations, schema), options);
  return `---\n${matter}---\n\n# ${escapeMarkdown(work.card.title)}\n\n${work.content.body}`;
}

function frontMatter(work: Published, relations: readonly StoredRelation[], schema: object): object {
  const { card, content, credits } = work;
  return {
    title: asWritten(card.title),
    // Where none was given, what the card shows is the beginning of the body.
    ...(content.summary === '' ? {} : { summary: asWritten(content.summary) }),
    kind: card.kind,
    ...(work.status === 'draft' ? { draft: true } : {}),
    ...optional('language', knownLanguage(card)),
    license: card.license,
    community: card.community,
    ...list('tags', card.tags.map(tagged)),
    ...list(
      'credits',
      credits.map(({ name, role, url }) => ({ name: asWritten(name), role, ...optional('url', url) })),
    ),
    ...list(
      'relations',
      relations.map((relation) => inOrder(Relation, relation)),
    ),
    ...(inOrder(schema, kindFields(content)) as object),
    id: card.id,
    url: card.url,
    version: card.version,
    ...optional('published_at', card.published_at ?? undefined),
    updated_at: card.updated_at,
    ...optional('license_url', card.license_url ?? undefined),
    attribution: attributionText(work),
  };
}

interface Shape {
  properties?: Record<string, object>;
  items?: object;
  anyOf?: Shape[];
}

/** The value with its fields in the order of the schema: the database keeps them in one of its own. */
function inOrder(schema: object, value: unknown): unknown {
  const shapes = [schema as Shape, ...((schema as Shape).anyOf ?? [])];
  if (Array.isArray(value)) return value.map((item) => inOrder(shapes.find(({ items }) => items)?.items ?? {}, item));
  if (value === null || typeof value !== 'object') return value;
  const properties = shapes.find((shape) => shape.properties)?.properties ?? {};
  const names = [...new Set([...Object.keys(properties), ...Object.keys(value)])].filter((name) => name in value);
  const fields = value as Record<string, unknown>;
  return Object.fromEntries(names.map((name) => [name, inOrder(properties[name] ?? {}, fields[name])]));
}

function optional(name: string, value: string | undefined): object {
  return value === undefined ? {} : { [name]: value };
}

function list(name: string, items: readonly unknown[]): object {
  return items.length === 0 ? {} : { [name]: items };
}

/** Site generators print these fields as they are, so importers read a character reference in them as the character. */
function asWritten(text: string): string {
  return text.replace(/&(?=(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,30});)/gi, '&amp;');
}

/** A tag that would be read as several, or as a hashtag, is written so that it is not. */
function tagged(tag: string): string | { name: string } {
  const text = asWritten(tag).replace(/^#/, '##');
  return /[,;，、；]/.test(text) ? { name: text } : text;
}
