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
