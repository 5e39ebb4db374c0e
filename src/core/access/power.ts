/** Power over Hallpass itself, which it never grants: over the approving teams, the access repository or its own accounts. */
export type Power =
  | { readonly kind: "github-team"; readonly id: number }
  | { readonly kind: "github-organization" }
  | { readonly kind: "github-repository"; readonly id: number }
  | { readonly kind: "own-account" };

/** Power over GitHub or Hallpass's own accounts that an entitlement gives, as its provider declares. */
export interface GivenPower {
  /** Index into the request's entitlements. */
  readonly entitlement: number;
  readonly power: Power;
}
