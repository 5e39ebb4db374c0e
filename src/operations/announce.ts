import { holdingKey } from "../core/holding.ts";
import { hasEnded, isLive, type Lease } from "../core/lease.ts";
import { isEndedBy } from "../core/ledger.ts";
import { type HoldingEntry, isHoldingEntry } from "../core/ledger-entry.ts";
import type { Deps } from "./deps.ts";
import type { Reconciled } from "./reconcile.ts";

/** Tells people on their pull requests that they got or lost access, or will get none, one comment per pull request and round. Cosmetic: nothing waits for it. */
export async function announce({ github }: Pick<Deps, "github">, round: Reconciled): Promise<void> {
  const news = new Map<number, HoldingEntry[]>();
  for (const entry of round.entries.filter(isHoldingEntry).filter((each) => isNews(each, round)))
    for (const pull of pullsOf(entry, round)) news.set(pull, [...(news.get(pull) ?? []), entry]);
  for (const [pull, entries] of news) await github.announce(pull, entries);
  for (const entry of round.entries) {
    if (entry.kind !== "refused" || entry.refusal.pull === undefined) continue;
    await github.announceRefusal(entry.refusal.pull, entry.refusal.codes);
  }
}

function pullsOf(entry: HoldingEntry, { state }: Reconciled): Set<number> {
  const leases = state.holdings.get(holdingKey(entry))?.leases ?? [];
  const concerned = (lease: Lease): boolean => {
    if (entry.kind === "failed") return hasEnded(lease, entry.at);
    return entry.kind === "revoked" ? isEndedBy(lease, entry) : isLive(lease, entry.at);
  };
  return new Set(leases.filter(concerned).map(({ pull }) => pull));
}

/** A first failure is often the last: people are told of the second. */
function isNews(entry: HoldingEntry, { state }: Reconciled): boolean {
  if (entry.kind !== "failed") return entry.kind !== "intent";
  const since = state.holdings.get(holdingKey(entry))?.failing?.since;
  return since !== undefined && since < entry.at;
}
