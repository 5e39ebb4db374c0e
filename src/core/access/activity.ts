/** Something that a person did with the access, as the provider's log tells. Names no secret. */
export interface Activity {
  readonly at: Date;
  /** The action in the provider's own words, on one line: `SELECT on orders`, `AssumeRole`. */
  readonly action: string;
}

/** How a lease was used, by the provider's log. `no log`: nothing that Hallpass reads of this provider tells. `unread`: it could not be read this time. */
export type LeaseUse =
  | { readonly kind: "read"; readonly activity: readonly Activity[] }
  | { readonly kind: "no log" }
  | { readonly kind: "unread" };

/** A use as the ledger keeps it: how often and when, never what was done. */
export interface UseRecord {
  /** `unread`: the provider's log could not be read. */
  readonly kind: "read" | "unread";
  readonly count: number;
  /** The log shows no more than `count`: there may be more. */
  readonly more?: boolean;
  readonly first?: Date;
  readonly last?: Date;
}

/** A provider reports at most this many actions of one holding. */
export const MOST_ACTIVITY = 1000;

/** Counts, and nothing of what a person did. undefined: there is no log to ask. */
export function toUseRecord(use: LeaseUse): UseRecord | undefined {
  if (use.kind === "no log") return undefined;
  if (use.kind === "unread") return { kind: "unread", count: 0 };
  const times = use.activity.map(({ at }) => at).toSorted((a, b) => a.getTime() - b.getTime());
  const [first] = times;
  const last = times.at(-1);
  return {
    kind: "read",
    count: times.length,
    ...(times.length >= MOST_ACTIVITY && { more: true }),
    ...(first && { first }),
    ...(last && { last }),
  };
}
