import type { Account } from "../accounts.ts";
import type { Actor } from "../caller.ts";
import type { RefMove } from "../git/refs.ts";
import type { Repository, RuleEvaluation, SuiteResult } from "../model.ts";
import { protectionId } from "../protection.ts";
import type { Rule } from "../seed.ts";
import type { State } from "../state.ts";
import { bypassOf, judgedRulesets } from "./active.ts";

export interface Verdict {
  /** The violations, as sentences for people. */
  readonly violations: readonly string[];
  readonly result: SuiteResult;
  readonly evaluationResult: SuiteResult | undefined;
  readonly evaluations: readonly RuleEvaluation[];
}

interface Change {
  readonly ref: string;
  /** The actor of the change; undefined for an account without bypass. */
  readonly actor: Actor | undefined;
  readonly through: "push" | "pull request";
}

/** Judges a change by every rule of a ref. Rules that an actor is exempt from do not run and are not recorded. */
export async function judgeChange(
  state: State,
  repository: Repository,
  { ref, actor, through }: Change,
  judge: (rule: Rule) => Promise<string[]> | string[],
): Promise<Verdict> {
  const asked = judgedRulesets(repository, ref)
    .map((ruleset) => ({
      ruleset,
      mode: actor === undefined ? undefined : bypassOf(state, repository, ruleset, actor),
    }))
    .filter(({ mode }) => mode !== "exempt");
  const answers = await Promise.all(
    asked.flatMap(({ ruleset, mode }) =>
      ruleset.rules.map(async (rule) => ({
        ruleset,
        type: rule.type,
        violations: await judge(rule),
        passedOver: mode === "always" || (mode === "pull_request" && through === "pull request"),
      })),
    ),
  );
  const enforced = answers.filter(({ ruleset }) => ruleset.enforcement === "active");
  return {
    violations: enforced.filter(({ passedOver }) => !passedOver).flatMap(({ violations }) => violations),
    result: resultOf(enforced),
    evaluationResult: enforced.length < answers.length ? resultOf(answers) : undefined,
    evaluations: answers.map(({ ruleset, type, violations }) => ({ ruleset, type, violations })),
  };
}

interface Answer {
  readonly violations: readonly string[];
  readonly passedOver: boolean;
}

function resultOf(answers: readonly Answer[]): SuiteResult {
  const broken = answers.filter(({ violations }) => violations.length > 0);
  if (broken.length === 0) return "pass";
  return broken.every(({ passedOver }) => passedOver) ? "bypass" : "fail";
}

/** Records the verdict, if a rule judged the change. */
export function recordSuite(
  state: State,
  repository: Repository,
  actor: Account,
  move: RefMove,
  { result, evaluationResult, evaluations: all }: Verdict,
): void {
  const evaluations = all.filter(({ ruleset }) => ruleset.id !== protectionId);
  if (evaluations.length === 0) return;
  repository.ruleSuites.push({
    ...move,
    id: state.nextId(),
    actor,
    at: state.clock(),
    result,
    evaluationResult,
    evaluations,
  });
}
