import { describeEntitlement } from "../access/entitlement.ts";
import type { Story } from "../audit/stories.ts";
import { describeDuration } from "../text/duration.ts";
import type { Violation } from "./violation.ts";

/** Finds access that ended later than its plan by more than this, or should have ended and has not. */
export function judgeEnds(stories: readonly Story[], toleranceMs: number, now: Date): Violation[] {
  return stories.flatMap(({ request, parts }) =>
    parts.flatMap(({ end, principal, entitlement }): Violation[] => {
      if (end === undefined || end.continued || end.left) return [];
      const late = (end.actual ?? now).getTime() - end.planned.getTime();
      if (late <= toleranceMs) return [];
      const what = `${principal}, ${describeEntitlement(entitlement)}`;
      const says =
        end.actual === undefined
          ? `${what} should have ended at ${end.planned.toISOString()}, and no revocation is recorded`
          : `${what} ended ${describeDuration(late)} late`;
      return [{ code: "RAN_OVER", says, request }];
    }),
  );
}
