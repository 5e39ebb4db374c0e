import { addMinutes } from "date-fns/addMinutes";
import { holdingKey } from "../../core/access/holding.ts";
import { type AccessState, stateOfRequest } from "../../core/decision/briefing/labels.ts";
import type { LedgerState } from "../../core/ledger/ledger.ts";
import type { LedgerEntry } from "../../core/ledger/ledger-entry.ts";
import { askedWait } from "../../core/plan/back-off.ts";
import { listRecentNotices } from "../../core/plan/notices.ts";
import type { Unshown } from "../memory/unshown.ts";
import type { Deps } from "../round/deps.ts";

/** Ledger entries, and the state that they led to. */
interface News {
  readonly entries: readonly LedgerEntry[];
  readonly state: LedgerState;
}

/**
 * Labels the pull requests that these entries are about with their states now; a missing label changes nothing. With a memory, a label that
 * could not be set is set by a later call, and the first call also looks at the last hour. Throws after all were tried; labels that are held
 * back are no failure.
 */
export async function showStates(
  { briefings, now, log, unshown }: Pick<Deps, "briefings" | "now" | "log" | "unshown">,
  news: News,
): Promise<void> {
  if (briefings === undefined) return;
  const memory = unshown ?? { states: new Map<number, AccessState>(), hasLooked: true };
  noteStates(memory, news, now());
  const failed: unknown[] = [];
  for (const [pull, shown] of [...memory.states])
    try {
      await briefings.showState(pull, shown);
      memory.states.delete(pull);
    } catch (err) {
      if (askedWait(err) !== undefined)
        return log.info({ step: "brief", labels: memory.states.size, err }, "labels wait");
      failed.push(err);
      if (isFinal(err)) memory.states.delete(pull);
    }
  if (failed.length > 0)
    throw new AggregateError(failed, `${failed.length} pull requests could not be labelled.`);
}

/** GitHub would refuse it again, as for a pull request that is gone. */
const isFinal = (error: unknown): boolean =>
  error instanceof Error && "retryable" in error && error.retryable === false;

function noteStates(memory: Unshown, { entries, state }: News, now: Date): void {
  // The last minute is not under way: this process has just started.
  const earlier = memory.hasLooked ? [] : listRecentNotices(state, addMinutes(now, 1));
  memory.hasLooked = true;
  const all = [...earlier.map(({ entry }) => entry), ...entries];
  for (const [pull, shown] of listStates({ entries: all, state }, now)) memory.states.set(pull, shown);
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
