import { addSeconds } from "date-fns/addSeconds";
import type { HeldState } from "../../core/ledger/ledger.ts";
import { indexLiveAccess, type LiveAccessIndex } from "../../core/plan/live-access.ts";

/** The worker reads the state every minute, and after each change. */
const STALE_AFTER_SECONDS = 180;

/** The live access by the newest state that the worker has read. */
export interface DecisionPoint {
  /** `isTrusted`: whether the whole ledger could be verified; absent where the state follows from one that was heard before. */
  hear(state: HeldState, isTrusted?: boolean): void;
  /** `undefined` where the state is missing, old or not to be trusted: callers then get no answer. */
  read(now: Date): LiveAccessIndex | undefined;
}

export function createDecisionPoint(now: () => Date): DecisionPoint {
  let newest: { readonly state: HeldState; readonly index: LiveAccessIndex; readonly at: Date } | undefined;
  let trusts = true;
  return {
    hear(state, isTrusted = trusts) {
      trusts = isTrusted;
      const index = newest?.state === state ? newest.index : indexLiveAccess(state);
      newest = { state, index, at: now() };
    },
    read: (at) =>
      newest !== undefined && trusts && at < addSeconds(newest.at, STALE_AFTER_SECONDS)
        ? newest.index
        : undefined,
  };
}
