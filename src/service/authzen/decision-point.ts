import { addSeconds } from "date-fns/addSeconds";
import type { HeldState } from "../../core/ledger/ledger.ts";
import { indexLiveAccess, type LiveAccessIndex } from "../../core/plan/live-access.ts";

/** The worker reads the state every minute, and after each change. */
const STALE_AFTER_SECONDS = 180;

/** The live access by the newest state that the worker has read. */
export interface DecisionPoint {
  hear(state: HeldState): void;
  /** `undefined` where the state is missing or old: whoever asks then gets no answer. */
  read(now: Date): LiveAccessIndex | undefined;
}

export function createDecisionPoint(now: () => Date): DecisionPoint {
  let newest: { readonly state: HeldState; readonly index: LiveAccessIndex; readonly at: Date } | undefined;
  return {
    hear(state) {
      const index = newest?.state === state ? newest.index : indexLiveAccess(state);
      newest = { state, index, at: now() };
    },
    read: (at) =>
      newest !== undefined && at < addSeconds(newest.at, STALE_AFTER_SECONDS) ? newest.index : undefined,
  };
}
