import { v7, validate } from 'uuid';

declare const brand: unique symbol;
type Id<Name extends string> = string & { readonly [brand]?: Name };

export type ContributorId = Id<'contributor'>;
export type CommunityId = Id<'community'>;

/** A new UUIDv7 (RFC 9562): sortable by time of creation. */
export function newId(): string {
  return v7();
}

export function isUuid(text: string): boolean {
  return validate(text);
}
