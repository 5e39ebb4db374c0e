import type { Actor } from "../caller.ts";
import { isAncestor } from "../git/history.ts";
import { branchRef, readRef } from "../git/refs.ts";
import type { PullRequest, Repository } from "../model.ts";
import { findPullFiles, readPullCommits } from "../pulls.ts";
import { hasLastPushApproval, listApprovers, listObjectors } from "../reviews.ts";
import type { Rule } from "../seed.ts";
import type { State } from "../state.ts";
import { isOwner, type Owners, readOwners } from "./codeowners.ts";
import { type CommitRule, type JudgedCommit, judgeCommits } from "./commits.ts";
import { findUnmetChecks } from "./required-checks.ts";
import { judgeChange, type Verdict } from "./suite.ts";
import { findMissingDeployments, findMissingWorkflows } from "./what-runs.ts";

export type MergeMethod = "merge" | "squash" | "rebase";

interface Merge {
  readonly state: State;
  readonly repository: Repository;
  readonly pull: PullRequest;
  readonly baseTip: string;
  readonly method: MergeMethod | undefined;
  readonly actor: Actor | undefined;
  readonly draft: JudgedCommit | undefined;
}

/**
 * The verdict of the base branch's rules on merging this pull request now; without an actor, for an account without bypass. `draft` is
 * the commit that GitHub would make.
 */
export async function judgePull(
  state: State,
  repository: Repository,
  actor: Actor | undefined,
  pull: PullRequest,
  method?: MergeMethod,
  draft?: JudgedCommit,
): Promise<Verdict> {
  const ref = branchRef(pull.baseBranch);
  const baseTip = (await readRef(repository.store, ref)) ?? pull.baseSha;
  const merge = { state, repository, pull, baseTip, method, actor, draft };
  return judgeChange(state, repository, { ref, actor, through: "pull request" }, (rule) =>
    judgeMerge(rule, merge),
  );
}

async function judgeMerge(rule: Rule, merge: Merge): Promise<string[]> {
  switch (rule.type) {
    case "update":
      return ["Cannot update this protected ref."];
    case "pull_request":
      return judgePullRequest(rule, merge);
    case "required_status_checks":
      return judgeChecks(rule, merge);
    case "workflows":
      return findMissingWorkflows(rule);
    case "required_deployments":
      return findMissingDeployments(rule);
    case "required_signatures":
      return judgeSignatures(rule, merge);
    case "required_linear_history":
    case "commit_message_pattern":
    case "commit_author_email_pattern":
    case "committer_email_pattern":
      return judgeCommits(rule, await listArriving(merge), () => true);
    case "creation":
    case "deletion":
    case "non_fast_forward":
    case "branch_name_pattern":
      return [];
  }
}

/** The commits that a merge brings to the base branch; for a squash, only the one that GitHub makes. */
async function listArriving({ repository, pull, method, draft }: Merge): Promise<readonly JudgedCommit[]> {
  const made = draft === undefined ? [] : [draft];
  if (method === "squash") return made;
  return [...(await readPullCommits(repository, pull)), ...made];
}

/**
 * "Require signed commits": GitHub signs a squash only for the author of the pull request. A merge commit needs signatures on the
 * merged commits. GitHub does not sign a rebase.
 */
async function judgeSignatures(rule: CommitRule, merge: Merge): Promise<string[]> {
  const { repository, pull, method, actor } = merge;
  if (method === "squash") {
    return actor?.account.id === pull.author.id ? [] : ["Commits must have verified signatures."];
  }
  const isSigned = ({ sha }: JudgedCommit): boolean => sha === undefined || repository.signed.has(sha);
  return judgeCommits(rule, await listArriving(merge), method === "rebase" ? () => false : isSigned);
}

async function judgePullRequest(
  { parameters }: Extract<Rule, { type: "pull_request" }>,
  merge: Merge,
): Promise<string[]> {
  const { state, repository, pull, method } = merge;
  const wanted = parameters.required_approving_review_count;
  const approvers = listApprovers(state, repository, pull);
  const methods: readonly string[] = parameters.allowed_merge_methods ?? ["merge", "squash", "rebase"];
  return [
    ...(method === undefined || methods.includes(method)
      ? []
      : [`${capitalise(method)} merges are not allowed on this repository.`]),
    ...(approvers.length >= wanted
      ? []
      : [
          `At least ${wanted} approving review${wanted === 1 ? " is" : "s are"} required by reviewers with write access.`,
        ]),
    ...(listObjectors(state, repository, pull).length === 0
      ? []
      : ["Changes must be addressed: a reviewer with write access requested changes."]),
    ...(parameters.require_code_owner_review ? await judgeOwners(merge) : []),
    ...(parameters.require_last_push_approval && !hasLastPushApproval(state, repository, pull)
      ? ["New changes require approval from someone other than the last pusher."]
      : []),
  ];
}

async function judgeOwners({ state, repository, pull, baseTip }: Merge): Promise<string[]> {
  const files = await findPullFiles(repository, pull);
  if (files === undefined)
    return ["Waiting on code owner review: the files are too many to find their owners."];
  const paths = files.flatMap(({ path, previousPath }) =>
    previousPath === undefined ? [path] : [path, previousPath],
  );
  const owned = await readOwners(state, repository, baseTip, paths);
  const approvers = listApprovers(state, repository, pull);
  const waiting = owned.filter(({ owners }) => !approvers.some((approver) => isOwner(owners, approver)));
  const names = waiting.map(({ owners }) => nameOwners(state, owners));
  return [...new Set(names)].map((name) => `Waiting on code owner review from ${name}.`);
}

function nameOwners(state: State, { people, teams }: Owners): string {
  const names = [
    ...teams.map(({ slug }) => `${state.organization.account.login}/${slug}`),
    ...people.map(({ login }) => login),
  ];
  return names.length === 0 ? "an owner who can write" : names.join(" or ");
}

async function judgeChecks(
  { parameters }: Extract<Rule, { type: "required_status_checks" }>,
  { repository, pull, baseTip }: Merge,
): Promise<string[]> {
  const upToDate =
    !parameters.strict_required_status_checks_policy ||
    (await isAncestor(repository.store, baseTip, pull.headSha));
  const checks = findUnmetChecks(repository, parameters.required_status_checks, pull.headSha);
  return [...(upToDate ? [] : ["Head branch is not up to date with the base branch."]), ...checks];
}

const capitalise = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
