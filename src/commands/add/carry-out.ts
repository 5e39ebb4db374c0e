import { type Addition, overlay, type RulesText } from "../../core/additions/addition.ts";
import { judgeRules, listPolicies } from "../../core/additions/judge-rules.ts";
import { type Derived, planAddition } from "../../core/additions/plan-addition.ts";
import { FORM_PATH } from "../../core/asking/form-names.ts";
import { writeIssueForm } from "../../core/asking/issue-form.ts";
import { ACCESS_PAGE, type AccessPages } from "../../core/asking/pages.ts";
import type { PlanStep } from "../../core/setup/plan.ts";
import { fitSubject } from "../../core/text/subject.ts";
import { writeAccessPage } from "../../report/asking/access-page.ts";
import { askYes, canAsk } from "../input/prompt.ts";
import { describeFinding } from "../output/finding-lines.ts";
import { renderPlan } from "../output/plan-lines.ts";
import { print } from "../output/terminal.ts";
import { UsageError } from "../runner/failure.ts";
import type { AccessPlace } from "./access-place.ts";
import type { Addend } from "./addend.ts";
import type { Given } from "./options.ts";

export interface Report {
  readonly plan: readonly PlanStep[];
  /** Whether anything was done. */
  readonly done: boolean;
  /** What a person has to do now, in order. */
  readonly next: readonly string[];
}

interface Work {
  readonly place: AccessPlace;
  readonly rules: RulesText;
  readonly addend: Addend;
  readonly branch: string;
  readonly given: Given;
}

/** Plans, judges the rules as they would be, shows the plan, asks, and carries it out. Throws `UsageError` for rules with mistakes. */
export async function carryOut({ place, rules, addend, branch, given }: Work): Promise<Report> {
  refuseMistakes(rules, place.organization, "The rules have mistakes already");
  const addition = planAddition(rules, addend.wanted, listDerived(await place.readPages()));
  refuseMistakes(overlay(rules, addition.files), place.organization, "The rules would have mistakes");
  const { writers, configuration } = addend;
  const plan = [...addition.steps, ...writers.map(describeWriter), ...(configuration?.steps ?? [])];
  if (given.json !== true) print(renderPlan(plan));
  const isNothing = plan.every(({ action }) => action !== "create");
  if (given["dry-run"] || isNothing)
    return { plan, done: false, next: isNothing ? [] : ["Run this without --dry-run."] };
  await confirm(given);
  const before = (await configuration?.apply()) ?? [];
  const next = await place.apply(describeChange(addition, addend, branch));
  return { plan, done: true, next: [...before, ...next, ...addend.missing] };
}

const describeChange = ({ files }: Addition, { writers, title }: Addend, branch: string) => ({
  ...{ title: fitSubject(title), branch, files },
  writers: writers.filter(({ mayWrite }) => mayWrite !== true).map(({ slug }) => slug),
});

const describeWriter = ({ slug, mayWrite }: Addend["writers"][number]): PlanStep => ({
  what: "team",
  name: `${slug}: Write`,
  action: mayWrite === false ? "create" : "keep",
});

/** The page and the form that hallpass links writes. */
const listDerived = (pages: AccessPages): Derived[] => [
  (rules) => ({ path: ACCESS_PAGE, text: writeAccessPage(pages, listPolicies(rules)) }),
  (rules) => {
    const text = writeIssueForm(listPolicies(rules));
    return text === undefined ? undefined : { path: FORM_PATH, text };
  },
];

function refuseMistakes(rules: RulesText, organization: string, what: string): void {
  const found = judgeRules(rules, organization);
  if (found.length > 0)
    throw new UsageError(`${what}, and nothing was changed:\n${found.map(describeFinding).join("\n")}`);
}

async function confirm({ yes, json }: Given): Promise<void> {
  if (yes) return;
  if (json || !canAsk()) throw new UsageError("Nothing was changed: give --yes to carry the plan out.");
  if (!(await askYes("Carry this out?"))) throw new UsageError("Nothing was changed.");
}
