import type { LedgerState } from "../ledger/ledger.ts";

/** Pull requests of which the ledger knows that they asked, and not what became of them, without those that are open. */
export function listUnfinishedPulls(
  { pulls, seen, refusals }: Pick<LedgerState, "pulls" | "seen" | "refusals">,
  open: ReadonlySet<number>,
): number[] {
  const merged = new Set([
    ...[...seen.values()].map(({ pull }) => pull),
    ...[...refusals.values()].flatMap(({ pull }) => pull ?? []),
  ]);
  return [...pulls.values()]
    .filter(
      ({ pull, approved, closed }) => approved === undefined && closed === undefined && !merged.has(pull),
    )
    .map(({ pull }) => pull)
    .filter((pull) => !open.has(pull));
}
