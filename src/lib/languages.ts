import { invalid } from './errors.ts';

/**
 * The canonical form of a BCP 47 language tag (`PT-br` → `pt-BR`), or undefined when it is none.
 * Source: RFC 5646, by way of ECMA-402. A longer first part would be well-formed, but none is registered (§2.2.1), and
 * what people write there is the name of a language.
 */
export function canonicalLanguage(tag: string): string | undefined {
  try {
    const [canonical] = Intl.getCanonicalLocales(tag);
    return canonical !== undefined && /^[a-z]{2,3}(?:-|$)/.test(canonical) ? canonical : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The canonical form of a tag that a request holds.
 * @param pointer JSON Pointer to the field, or `?` and the parameter, for the refusal
 * @throws Invalid, `language_invalid`; `query_invalid` for a parameter
 */
export function demandLanguage(tag: string, pointer: string): string {
  const canonical = canonicalLanguage(tag);
  if (canonical === undefined)
    throw invalid(
      pointer,
      'is no BCP 47 language tag, which begins with a code of two or three letters: en or pt-BR',
      pointer.startsWith('?') ? 'query_invalid' : 'language_invalid',
    );
  return canonical;
}
