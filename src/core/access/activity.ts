/** Something that a person did with the access, as the provider's log tells. Names no secret. */
export interface Activity {
  readonly at: Date;
  /** The action in the provider's own words, on one line: `SELECT on orders`, `AssumeRole`. */
  readonly action: string;
}

/** How a lease was used, by the provider's log. `no log`: Hallpass reads none of this provider. `unread`: it could not be read this time. */
export type LeaseUse =
  | { readonly kind: "read"; readonly activity: readonly Activity[] }
  | { readonly kind: "no log" }
  | { readonly kind: "unread" };

/** A provider reports at most this many actions of one holding. */
export const MOST_ACTIVITY = 1000;
