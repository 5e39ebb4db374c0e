import { hearIssue, listAsking } from "../../operations/opening/hear-issue.ts";
import type { Deps } from "../../operations/round/deps.ts";
import { createBudget } from "../scheduling/budget.ts";
import type { Scheduler } from "../scheduling/scheduler.ts";
import type { Work } from "../scheduling/steps.ts";
import { createAnswerBudget } from "./answer-budget.ts";

/** Whoever may read the repository may open issues, and each costs calls, a branch and a pull request. */
const PER_PERSON = { most: 5, everyMs: 120_000 };
const ALL = { most: 50, everyMs: 10_000 };

/** The steps that read issues. An issue that no event told of is found by its label. */
export const createAsks = (
  deps: Deps,
  scheduler: Pick<Scheduler<"issue">, "soon">,
): Pick<Work, "readIssues" | "readIssue"> => {
  const mayAnswer = createAnswerBudget(deps, PER_PERSON);
  return {
    async readIssues() {
      for (const issue of await listAsking(deps)) scheduler.soon("issue", issue);
      return undefined;
    },
    async readIssue(issue) {
      await hearIssue(deps, issue, mayAnswer);
      return undefined;
    },
  };
};

/** Has an issue read soon, within the budget of the account that opened it. */
export function createIssueWatch(
  { log, now }: Pick<Deps, "log" | "now">,
  readSoon: (issue: number) => void,
): (heard: { readonly issue: number; readonly by: number }) => void {
  const mayAskFor = createBudget(PER_PERSON);
  const mayAsk = createBudget(ALL);
  return ({ issue, by }) => {
    if (mayAskFor(by, now()) && mayAsk("all", now())) return readSoon(issue);
    log.warn({ step: "issue", issue, by }, "too many issues of one person: the next round reads this one");
  };
}
