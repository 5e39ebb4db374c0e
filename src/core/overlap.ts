import type { Entitlement } from "./entitlement.ts";
import { heldUntil } from "./holding.ts";
import type { Lease } from "./lease.ts";
import { isLive } from "./lease.ts";
import type { LedgerState } from "./ledger.ts";
import type { LedgerEntry } from "./ledger-entry.ts";

/** A request that begins or ends, and with which nothing changes at the provider: others hold the same for longer. */
export interface Overlap {
  /** The request's pull request. */
  readonly pull: number;
  readonly change: "began" | "ended";
  readonly principal: string;
  readonly entitlement: Entitlement;
  readonly endsAt: Date;
  /** How long it is held for others, and their pull requests. */
  readonly until: Date;
  readonly others: readonly number[];
}

/** Those that an entry of the ledger begins or ends. An access that goes on for longer, or is over, is told of as such. */
export function listOverlaps(entry: LedgerEntry, { holdings }: LedgerState): Overlap[] {
  if (entry.kind !== "intent" && entry.kind !== "ended") return [];
  const request = entry.kind === "intent" ? entry.lease.request : entry.request;
  return [...holdings.values()].flatMap(({ held, leases, principal, entitlement }) => {
    const own = leases.find((lease) => lease.request === request);
    const others = leases.filter((lease) => lease.request !== request);
    const until = heldUntil(others, entry.at);
    if (held !== "yes" || own === undefined || until === undefined) return [];
    if (!isWithin(own, entry.kind, until)) return [];
    const pulls = others.filter((lease) => isLive(lease, entry.at)).map(({ pull }) => pull);
    return [
      {
        pull: own.pull,
        change: entry.kind === "intent" ? ("began" as const) : ("ended" as const),
        principal,
        entitlement,
        endsAt: own.endsAt,
        until,
        others: [...new Set(pulls)],
      },
    ];
  });
}

const isWithin = (own: Lease, kind: "intent" | "ended", until: Date): boolean =>
  kind === "ended" ? own.ended !== undefined : own.extends === undefined && own.endsAt <= until;
