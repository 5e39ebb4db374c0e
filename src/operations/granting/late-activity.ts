import { addSeconds } from "date-fns/addSeconds";
import { isBefore } from "date-fns/isBefore";
import type { Evidence } from "../../core/decision/evidence.ts";

/** For so long after the merge it is not concluded that GitHub will never tell who pushed. */
const LOG_SECONDS = 600;

export const LATE_ACTIVITY = {
  why: "GitHub does not tell yet who pushed to the branch.",
  next: "wait for ten minutes after the merge.",
};

/** It was merged a moment ago, and GitHub may still tell who pushed to its branch. */
export const mayStillTellPushers = ({ unknownPush, merge, now }: Evidence): boolean =>
  unknownPush?.because === "late" && merge !== undefined && isBefore(now, addSeconds(merge.at, LOG_SECONDS));
