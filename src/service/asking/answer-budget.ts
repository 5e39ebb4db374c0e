import { LRUCache } from "lru-cache";
import type { MayAnswer } from "../../operations/opening/hear-issue.ts";
import type { Deps } from "../../operations/round/deps.ts";
import { type Allowance, createBudget } from "../scheduling/budget.ts";

/** Only the issues answered last are kept. */
const MAX_ISSUES = 10_000;

/**
 * Answers for each author whether one more issue may be answered, whatever found it: an event, the sweep, or a run without a server. An
 * issue counts once, so that a failed answer is tried again.
 */
export function createAnswerBudget({ log, now }: Pick<Deps, "log" | "now">, perPerson: Allowance): MayAnswer {
  const mayAnswer = createBudget(perPerson);
  const counted = new LRUCache<number, true>({ max: MAX_ISSUES });
  return ({ id, number, author }) => {
    if (counted.has(id)) return true;
    if (mayAnswer(author, now())) {
      counted.set(id, true);
      return true;
    }
    log.warn({ step: "issue", issue: number, by: author }, "too many issues of one person: this one waits");
    return false;
  };
}
