import { addSeconds } from "date-fns/addSeconds";
import { isBefore } from "date-fns/isBefore";
import type { Evidence } from "../../core/decision/evidence.ts";

/** GitHub may report pushers late: wait this long after the merge before deciding without them. */
const LOG_SECONDS = 600;

export const LATE_ACTIVITY = {
  why: "GitHub does not tell yet who pushed to the branch.",
  next: "wait for ten minutes after the merge.",
};

/** True if GitHub may still report who pushed to the branch, because the merge is recent. */
export const mayStillTellPushers = ({ unknownPush, merge, now }: Evidence): boolean =>
  unknownPush?.because === "late" && merge !== undefined && isBefore(now, addSeconds(merge.at, LOG_SECONDS));
