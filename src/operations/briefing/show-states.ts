import { holdingKey } from "../../core/access/holding.ts";
import { type AccessState, stateOfRequest } from "../../core/decision/briefing/labels.ts";
import type { LedgerState } from "../../core/ledger/ledger.ts";
import type { LedgerEntry } from "../../core/ledger/ledger-entry.ts";
import type { Deps } from "../round/deps.ts";

/** Ledger entries, and the state that they led to. */
interface News {
  readonly entries: readonly LedgerEntry[];
  readonly state: LedgerState;
}

/** Labels the pull requests that these entries are about with their states now. Throws after all were tried; a missing label changes nothing. */
export async function showStates(
  { briefings, now }: Pick<Deps, "briefings" | "now">,
  news: News,
): Promise<void> {
  if (briefings === undefined) return;
  const failed: unknown[] = [];
  for (const [pull, shown] of listStates(news, now()))
    await briefings.showState(pull, shown).catch((error: unknown) => failed.push(error));
  if (failed.length > 0)
    throw new AggregateError(failed, `${failed.length} pull requests could not be labelled.`);
}

function listStates({ entries, state }: News, now: Date): ReadonlyMap<number, AccessState> {
  const states = new Map<number, AccessState>();
  for (const entry of entries)
    if (entry.kind === "refused" && entry.refusal.pull !== undefined)
      states.set(entry.refusal.pull, "denied");
  for (const request of new Set(entries.flatMap((entry) => requestsOf(entry, state)))) {
    const pull = state.seen.get(request)?.pull;
    const shown = stateOfRequest(state, request, now);
    if (pull !== undefined && shown !== undefined) states.set(pull, shown);
  }
  return states;
}

/** The requests whose state an entry may have changed. */
function requestsOf(entry: LedgerEntry, { holdings }: LedgerState): readonly string[] {
  switch (entry.kind) {
    case "intent":
      return [entry.lease.request];
    case "ended":
      return [entry.request];
    case "granted":
    case "revoked": {
      // Earlier requests of the same holding ended before, and have their label.
      const { leases = [] } = holdings.get(holdingKey(entry)) ?? {};
      return leases
        .filter(
          ({ endsAt, ended }) =>
            !((ended?.at ?? endsAt) < (entry.kind === "revoked" ? entry.scheduled : entry.at)),
        )
        .map(({ request }) => request);
    }
    default:
      return [];
  }
}
