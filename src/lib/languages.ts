import { invalid } from './errors.ts';

/**
 * The canonical form of a BCP 47 language tag (`PT-br` → `pt-BR`), or undefined when it is none.
 * Source: RFC 5646, by way of ECMA-402.
 */
export function canonicalLanguage(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}

/**
 * The canonical form of a tag that a request holds.
 * @param pointer JSON Pointer to the field, for the refusal
 * @throws Invalid `language_invalid`
 */
export function demandLanguage(tag: string, pointer: string): string {
  const canonical = canonicalLanguage(tag);
  if (canonical === undefined)
    throw invalid(pointer, 'is no BCP 47 language tag, such as en or pt-BR', 'language_invalid');
  return canonical;
}
