import type { CommunityId, ContributorId } from './ids.ts';

export const scopes = ['read', 'publish', 'import', 'steward', 'admin'] as const;
export type Scope = (typeof scopes)[number];

/** Who is asking: a contributor, limited to what the token in use was made for. */
export interface Actor {
  readonly id: ContributorId;
  readonly handle: string;
  readonly scopes: ReadonlySet<Scope>;
  /** Holds the role `admin`; worth something only with the scope `admin`. */
  readonly admin: boolean;
  /** Steward everywhere. */
  readonly stewardEverywhere: boolean;
  readonly stewardOf: ReadonlySet<CommunityId>;
  readonly suspended: boolean;
  /** When the token in use ends; null: never. */
  readonly until: Date | null;
}
