import { isMap, listOf, shorten, textOf, textOfFirst, type Written, type WrittenMap } from '../markdown/values.ts';
import { fieldNames } from './field-names.ts';
import type { ImportCredit } from './lines.ts';

const roles = new Set(['author', 'translator', 'editor', 'illustrator', 'reviewer', 'facilitator', 'contributor']);
const most = { tags: 50, tag: 60, credits: 100, name: 200 };

/** The tags of all fields that hold some: a text with commas, a list, a list of `{name}`, or a dictionary, whose keys count. */
export function tagsOf(fields: WrittenMap): string[] {
  const given = fieldNames.tags.flatMap((name) => listOf(fields[name]).flatMap(tagTexts));
  const tags = given
    .map((tag) => tag.replace(/^#/, '').trim())
    .filter((tag) => /\S/.test(tag) && tag.length <= most.tag);
  return [...new Map(tags.map((tag) => [tag.toLowerCase(), tag])).values()].slice(0, most.tags);
}

function tagTexts(value: Written): string[] {
  if (isMap(value)) {
    const named = textOfFirst(value, ['name', 'label', 'title']);
    return named === undefined ? Object.keys(value) : [named];
  }
  return textOf(value)?.split(/[,;，、；]/) ?? [];
}

/** Who wrote it, by the first of the fields for it that names somebody. Addresses for mail are private: they are left out. */
export function creditsOf(fields: WrittenMap): ImportCredit[] {
  const named = fieldNames.authors.map((field) => listOf(fields[field]).flatMap((value) => creditOf(value, field)));
  return (named.find((credits) => credits.length > 0) ?? []).slice(0, most.credits);
}

function creditOf(value: Written, field: string): ImportCredit[] {
  const role = field === 'contributors' ? 'contributor' : 'author';
  if (!isMap(value)) return personOf(textOf(value), role, undefined);
  const given = textOf(value.role)?.toLowerCase();
  const name = textOfFirst(value, ['name', 'display_name', 'title', 'full_name']) ?? joined(value);
  return personOf(
    name,
    given !== undefined && roles.has(given) ? given : role,
    textOfFirst(value, ['url', 'website', 'link', 'homepage']),
  );
}

/** `given-names` and `family-names` as citation files write them. */
function joined(value: WrittenMap): string | undefined {
  const parts = ['given-names', 'given', 'first', 'family-names', 'family', 'last'].map((name) => textOf(value[name]));
  const name = parts.filter((part) => part !== undefined).join(' ');
  return name === '' ? undefined : name;
}

function personOf(text: string | undefined, role: string, url: string | undefined): ImportCredit[] {
  const name = text
    ?.replace(/<?[^\s<>@]+@[^\s<>@]+>?/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  if (!name) return [];
  const isUrl = url !== undefined && /^https?:\/\/\S+$/.test(url);
  return [{ role, name: shorten(name, most.name), ...(isUrl ? { url } : {}) }];
}
