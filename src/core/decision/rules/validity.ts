import { isBefore } from "date-fns/isBefore";
import { isValid } from "date-fns/isValid";
import { max } from "date-fns/max";
import { subMilliseconds } from "date-fns/subMilliseconds";
import { DEFAULT_VALID_FOR } from "../../files/approvals.ts";
import { describeDuration, parseDuration } from "../../text/duration.ts";
import { parseInstant } from "../../text/instant.ts";
import type { Evidence } from "../evidence.ts";
import type { Review } from "../github-facts.ts";
import type { Approval } from "./rule.ts";

/** Why an approval by an eligible approver does not count; undefined: it counts. */
export function findFlaw(
  review: Review,
  evidence: Evidence,
  approvals: readonly Approval[],
): string | undefined {
  const { pull, merge, retargetedAt } = evidence;
  const { submittedAt, commit, reviewer } = review;
  const from = countsFrom(evidence, approvals);
  if (reviewer.type !== "User") return "it is a bot's";
  if (commit !== pull.head.sha) return `it is for another commit, ${commit?.slice(0, 12) ?? "unknown"}`;
  // Before a merge, an approval from the future only shows that GitHub's clock is ahead of ours.
  if (merge !== undefined && !(submittedAt <= merge.at)) return "it is from after the merge";
  // NB. Comparisons with an invalid date are always false.
  if (!(submittedAt >= from))
    return `it is from before ${isValid(from) ? from.toISOString() : "an unknown time"}, and an approval counts for ${describeDuration(validFor(approvals))}`;
  if (retargetedAt !== undefined && !isBefore(retargetedAt, submittedAt))
    return "it is from before the base branch was changed";
  return undefined;
}

/** The earliest time of an approval that counts: it must still be valid at the merge, and at the start if that is later. */
function countsFrom({ merge, now, file, extended = [] }: Evidence, approvals: readonly Approval[]): Date {
  const { start } = file?.parsed.value ?? {};
  const begins = start === undefined ? undefined : parseInstant(start);
  const until = max([
    merge?.at ?? now,
    ...(begins === undefined ? [] : [begins]),
    ...extended.map(({ endsAt }) => endsAt),
  ]);
  return subMilliseconds(until, validFor(approvals));
}

export const validFor = (approvals: readonly Approval[]): number =>
  Math.min(...approvals.map((each) => parseDuration(each.approvals.validFor ?? DEFAULT_VALID_FOR)));
