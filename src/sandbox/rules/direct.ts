import type { Actor } from "../caller.ts";
import { isAncestor } from "../git/history.ts";
import { type RefMove, zeroSha } from "../git/refs.ts";
import type { Store } from "../git/run.ts";
import type { Repository } from "../repository.ts";
import type { Rule } from "../seed.ts";
import type { State } from "../state.ts";
import { judgedRulesets } from "./active.ts";
import { findUnmetChecks } from "./required-checks.ts";
import { judgeChange, type Verdict } from "./suite.ts";

interface Change {
  readonly kind: "create" | "update" | "delete";
  readonly rewrites: boolean;
  readonly after: string;
}

/**
 * What the rules say of a push, or of a change of a ref or a file over REST.
 * `store` is where the new objects are: the repository, or the quarantine of a push.
 */
export async function judgeMove(
  state: State,
  repository: Repository,
  store: Store,
  actor: Actor,
  move: RefMove,
): Promise<Verdict> {
  const change =
    judgedRulesets(repository, move.ref).length > 0 ? await describeMove(store, move) : undefined;
  return judgeChange(state, repository, { ref: move.ref, actor, through: "push" }, (rule) =>
    change === undefined ? [] : judgeRule(repository, rule, change),
  );
}

async function describeMove(store: Store, { before, after }: RefMove): Promise<Change> {
  const kind = before === zeroSha ? "create" : after === zeroSha ? "delete" : "update";
  const rewrites = kind === "update" && !(await isAncestor(store, before, after));
  return { kind, rewrites, after };
}

function judgeRule(repository: Repository, rule: Rule, change: Change): string[] {
  switch (rule.type) {
    case "creation":
      return change.kind === "create" ? ["Cannot create ref due to creations being restricted."] : [];
    case "update":
      return change.kind === "update" ? ["Cannot update this protected ref."] : [];
    case "deletion":
      return change.kind === "delete" ? ["Cannot delete this protected ref."] : [];
    case "non_fast_forward":
      return change.rewrites ? ["Cannot force-push to this branch"] : [];
    case "pull_request":
      return change.kind === "update" ? ["Changes must be made through a pull request."] : [];
    case "required_status_checks":
      return judgeChecks(repository, rule, change);
  }
}

type ChecksRule = Extract<Rule, { type: "required_status_checks" }>;

function judgeChecks(repository: Repository, { parameters }: ChecksRule, change: Change): string[] {
  if (change.kind === "delete") return [];
  if (change.kind === "create" && parameters.do_not_enforce_on_create === true) return [];
  return findUnmetChecks(repository, parameters.required_status_checks, change.after);
}
