import { leastReason, type Offers } from "../../core/asking/offers.ts";
import { guessDuration } from "../../core/text/duration.ts";
import { askPerson, canAsk } from "../input/prompt.ts";
import { UsageError } from "../runner/failure.ts";

/** A duration as people write it. Throws `UsageError`; `option` names where it was given. */
export function readDuration(option: string, text: string): string {
  const duration = guessDuration(text);
  if (duration !== undefined) return duration;
  throw new UsageError(`${option} ${text} is not a duration. Write a number and s, m, h or d, such as 2h.`);
}

/** The reason as given, else what the person types. `asked` is what a template adds. Throws `UsageError` where nobody can be asked, or for less than a template asks for. */
export async function readReason(
  text: string | undefined,
  offers: Offers,
  asked: { readonly prompt?: string; readonly minimum?: number } = {},
): Promise<string> {
  const minimum = Math.max(leastReason(offers), asked.minimum ?? 0);
  if (text !== undefined) {
    if ([...text].length < (asked.minimum ?? 0))
      throw new UsageError(`The template asks for a reason of ${minimum} characters or more.`);
    return text;
  }
  if (!canAsk()) throw new UsageError("Give a reason with --reason: the approver reads it.");
  return askPerson(asked.prompt ?? "Why? The approver reads this:", (reason) =>
    [...reason].length < minimum ? new Error(`Write ${minimum} characters or more.`) : reason,
  );
}
