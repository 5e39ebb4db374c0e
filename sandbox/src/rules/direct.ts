import type { Actor } from "../caller.ts";
import { isAncestor, listCommits } from "../git/history.ts";
import { readCommits } from "../git/objects.ts";
import { branchOf, branchRef, type RefMove, readRef, zeroSha } from "../git/refs.ts";
import type { Store } from "../git/run.ts";
import type { Repository } from "../model.ts";
import type { Rule } from "../seed.ts";
import type { State } from "../state.ts";
import { judgedRulesets } from "./active.ts";
import { type CommitRule, describePattern, judgeCommits, matchesText } from "./commits.ts";
import { findUnmetChecks } from "./required-checks.ts";
import { judgeChange, type Verdict } from "./suite.ts";
import { findMissingDeployments, findMissingWorkflows } from "./what-runs.ts";

interface Change {
  readonly kind: "create" | "update" | "delete";
  readonly rewrites: boolean;
  readonly branch: string;
  readonly before: string;
  readonly after: string;
}

/**
 * The verdict of the rules on a push, or on a change of a ref or a file over REST. `store` has the new objects: the repository, or the
 * quarantine of a push.
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
    change === undefined ? [] : judgeRule(repository, store, rule, change),
  );
}

async function describeMove(store: Store, { ref, before, after }: RefMove): Promise<Change> {
  const kind = before === zeroSha ? "create" : after === zeroSha ? "delete" : "update";
  const rewrites = kind === "update" && !(await isAncestor(store, before, after));
  return { kind, rewrites, branch: branchOf(ref) ?? ref, before, after };
}

function judgeRule(
  repository: Repository,
  store: Store,
  rule: Rule,
  change: Change,
): string[] | Promise<string[]> {
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
    case "branch_name_pattern":
      return change.kind === "create" && !matchesText(rule.parameters, change.branch)
        ? [describePattern("Branch name", rule.parameters)]
        : [];
    case "workflows":
      return change.kind === "delete" ||
        (change.kind === "create" && rule.parameters.do_not_enforce_on_create === true)
        ? []
        : findMissingWorkflows(rule);
    case "required_deployments":
      return change.kind === "delete" ? [] : findMissingDeployments(rule);
    case "required_signatures":
    case "required_linear_history":
    case "commit_message_pattern":
    case "commit_author_email_pattern":
    case "committer_email_pattern":
      return judgePushed(repository, store, rule, change);
  }
}

/** Commits that are new on the branch; for a new branch, those that the default branch does not have. */
async function judgePushed(
  repository: Repository,
  store: Store,
  rule: CommitRule,
  { kind, before, after }: Change,
): Promise<string[]> {
  if (kind === "delete") return [];
  const known =
    kind === "create" ? await readRef(repository.store, branchRef(repository.defaultBranch)) : before;
  const shas = await listCommits(
    store,
    known === undefined ? { from: after } : { from: after, without: known },
  );
  return judgeCommits(
    rule,
    await readCommits(store, shas),
    ({ sha }) => sha !== undefined && repository.signed.has(sha),
  );
}

type ChecksRule = Extract<Rule, { type: "required_status_checks" }>;

function judgeChecks(repository: Repository, { parameters }: ChecksRule, change: Change): string[] {
  if (change.kind === "delete") return [];
  if (change.kind === "create" && parameters.do_not_enforce_on_create === true) return [];
  return findUnmetChecks(repository, parameters.required_status_checks, change.after);
}
