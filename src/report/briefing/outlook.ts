import type { Terms } from "../../core/decision/decision.ts";
import { describeDuration } from "../../core/text/duration.ts";
import { code } from "../markdown/escape.ts";
import { describeMoment } from "../markdown/time.ts";

/** What happens once the request is approved. */
export function describeOutlook(terms: Terms, merges: boolean): string {
  const merger = merges ? "Hallpass merges this" : "a person with write access merges this";
  return `${merger}. The access starts ${describeStart(terms)} and ends ${describeEnd(terms)}, by itself.`;
}

function describeStart({ start, extends: extended }: Terms): string {
  if (start !== undefined) return `at **${describeMoment(start)}**, or at the merge if that is later,`;
  return extended === undefined ? "at once" : `when ${code(extended)} ends`;
}

function describeEnd({ start, durationMs }: Terms): string {
  return `**${describeDuration(durationMs)}** ${start === undefined ? "later" : "after that"}`;
}
