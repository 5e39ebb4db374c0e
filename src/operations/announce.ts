import { holdingKey } from "../core/holding.ts";
import { hasEnded, isLive, type Lease } from "../core/lease.ts";
import { isEndedBy } from "../core/ledger.ts";
import { type HoldingEntry, isHoldingEntry } from "../core/ledger-entry.ts";
import type { Deps } from "./deps.ts";
import { findPullOf } from "./find-pull.ts";
import type { Reconciled } from "./reconcile.ts";
import { SECONDS_BEFORE_ALERT } from "./verify.ts";

type Needs = Pick<Deps, "github" | "repository" | "revisits" | "now">;

/** Tells people on their pull requests that they got or lost access, or will get none, one comment per pull request and round. Cosmetic: nothing waits for it. */
export async function announce(deps: Needs, round: Reconciled): Promise<void> {
  const { github } = deps;
  const news = new Map<number, HoldingEntry[]>();
  for (const entry of round.entries.filter(isHoldingEntry).filter((each) => isNews(each, round)))
    for (const pull of pullsOf(entry, round)) news.set(pull, [...(news.get(pull) ?? []), entry]);
  for (const [pull, entries] of news) await github.announce(pull, entries);
  for (const entry of round.entries) {
    if (entry.kind !== "refused" || entry.refusal.pull === undefined) continue;
    await github.announceRefusal(entry.refusal.pull, entry.refusal.codes);
  }
  await announceWaiting(deps);
}

/** That a merged request waits, and for what: once on each pull request. */
async function announceWaiting({ github, repository, revisits, now }: Needs): Promise<void> {
  for (const { path, because } of revisits.listWaiting(SECONDS_BEFORE_ALERT, now())) {
    const commit = await repository.findAddition(await repository.defaultTip(), path);
    const pull = commit && (await findPullOf({ github, repository }, commit));
    if (pull) await github.announceWaiting(pull.number, because);
    revisits.noteTold(path);
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
