import { gitEmail } from "./accounts.ts";
import type { Actor } from "./caller.ts";
import type { Commit } from "./git/objects.ts";
import { rebaseCommits } from "./git/rebase.ts";
import { branchRef, moveRefs, readRef } from "./git/refs.ts";
import { type CommitDraft, mergeTrees, writeCommit } from "./git/write.ts";
import { HttpError } from "./http/error.ts";
import type { PullRequest, Repository } from "./model.ts";
import { mergePull } from "./pull-changes.ts";
import { readPullCommits } from "./pulls.ts";
import { followMoves } from "./ref-changes.ts";
import { judgePull, type MergeMethod } from "./rules/merge.ts";
import { recordSuite } from "./rules/suite.ts";
import type { State } from "./state.ts";
import { webCommitterOf } from "./web-committer.ts";

export interface MergeOrder {
  readonly method: MergeMethod;
  /** The head that the caller has seen; for another one, the merge answers 409. */
  readonly sha: string | undefined;
  readonly title: string | undefined;
  readonly message: string | undefined;
}

/** Merges a pull request and returns the new tip. Throws 405 or 409 as GitHub does. */
export async function merge(
  state: State,
  repository: Repository,
  actor: Actor,
  pull: PullRequest,
  order: MergeOrder,
): Promise<string> {
  refuseUnready(repository, pull, order);
  const commits = await readPullCommits(repository, pull);
  const draft = draftMerge(state, actor, pull, commits, order);
  const verdict = await judgePull(state, repository, actor, pull, order.method, draft);
  if (verdict.violations.length > 0) throw ruleViolation(405, verdict.violations);
  const ref = branchRef(pull.baseBranch);
  const before = await readRef(repository.store, ref);
  if (before === undefined) throw notMergeable();
  refuseUnsettled(state, repository, ref);
  refuseFirst(state, pull);
  const after = await writeMerge(state, repository, actor, pull, commits, before, draft);
  const move = { ref, before, after };
  pull.baseSha = before;
  await moveRefs(repository.store, [move]);
  recordSuite(state, repository, actor.account, move, verdict);
  // Mark it first, so that following the base does not merge it again as an open pull request.
  await mergePull(state, repository, actor.account, pull, after);
  await followMoves(state, repository, actor.account, [move], "pr_merge");
  return after;
}

/** After a base branch moves, GitHub computes again which pull requests can be merged, and refuses merges until it has. */
function refuseUnsettled({ clock, behaviour }: State, { activities }: Repository, ref: string): void {
  const move = activities.findLast((activity) => activity.ref === ref);
  if (move === undefined || clock().getTime() - move.at.getTime() >= behaviour.baseUnsettled) return;
  throw new HttpError(405, baseModified);
}

/** "The one transient merge 405" (kargo#6490). */
function refuseFirst({ behaviour }: State, pull: PullRequest): void {
  if (behaviour.firstMerge === "taken" || pull.refusedOnce) return;
  pull.refusedOnce = true;
  throw new HttpError(405, baseModified);
}

const baseModified = "Base branch was modified. Review and try the merge again.";

/** An error that lists broken rules in GitHub's words. */
export const ruleViolation = (status: number, violations: readonly string[]): HttpError =>
  new HttpError(status, `Repository rule violations found\n\n${violations.join("\n\n")}\n\n`);

const notMergeable = (): HttpError => new HttpError(405, "Pull Request is not mergeable");

const namesOf = {
  merge: "Merge commits",
  squash: "Squash merges",
  rebase: "Rebase merges",
} as const satisfies Record<MergeMethod, string>;

function refuseUnready({ merging }: Repository, pull: PullRequest, { method, sha }: MergeOrder): void {
  if (pull.state === "closed") throw notMergeable();
  if (pull.draft) throw new HttpError(405, "Pull Request is still a draft");
  if (!merging[method]) {
    throw new HttpError(405, `${namesOf[method]} are not allowed on this repository.`);
  }
  if (sha !== undefined && sha !== pull.headSha) {
    throw new HttpError(409, "Head branch was modified. Review and try the merge again.");
  }
}

/** The commit that GitHub makes for a merge, without its tree; undefined for a rebase. */
type MergeDraft = Omit<CommitDraft, "tree"> & { readonly sha: undefined };

function draftMerge(
  state: State,
  actor: Actor,
  pull: PullRequest,
  commits: readonly Commit[],
  order: MergeOrder,
): MergeDraft | undefined {
  if (order.method === "rebase") return undefined;
  const date = state.clock();
  const squash = order.method === "squash";
  const author = squash ? pull.author : actor.account;
  return {
    sha: undefined,
    parents: squash ? [pull.baseSha] : [pull.baseSha, pull.headSha],
    author: { name: author.name, email: gitEmail(author), date },
    committer: { ...webCommitterOf(state), date },
    message: squash ? squashMessage(pull, commits, order) : mergeMessage(pull, order),
  };
}

async function writeMerge(
  state: State,
  repository: Repository,
  actor: Actor,
  pull: PullRequest,
  commits: readonly Commit[],
  base: string,
  draft: MergeDraft | undefined,
): Promise<string> {
  const { store } = repository;
  if (draft === undefined) {
    // GitHub keeps the authors and makes the merging person the committer.
    const committer = { name: actor.account.name, email: gitEmail(actor.account), date: state.clock() };
    const tip = await rebaseCommits(store, base, commits, committer);
    if (tip === undefined) throw new HttpError(405, "This branch can't be rebased");
    return tip;
  }
  const tree = await mergeTrees(store, base, pull.headSha);
  if (tree === undefined) throw notMergeable();
  const sha = await writeCommit(store, { ...draft, tree, parents: [base, ...draft.parents.slice(1)] });
  repository.signed.add(sha);
  return sha;
}

function squashMessage(
  pull: PullRequest,
  commits: readonly Commit[],
  { title, message }: MergeOrder,
): string {
  const [only, ...others] = commits;
  const subject =
    only !== undefined && others.length === 0 ? (only.message.split("\n")[0] ?? "") : pull.title;
  const body =
    others.length === 0
      ? (only?.message.split("\n").slice(1).join("\n").trim() ?? "")
      : commits.map((commit) => `* ${commit.message}`).join("\n\n");
  return joinMessage(title ?? `${subject} (#${pull.number})`, message ?? body);
}

function mergeMessage(pull: PullRequest, { title, message }: MergeOrder): string {
  const subject = `Merge pull request #${pull.number} from ${pull.headOwner.login}/${pull.headBranch}`;
  return joinMessage(title ?? subject, message ?? pull.title);
}

const joinMessage = (subject: string, body: string): string =>
  body === "" ? subject : `${subject}\n\n${body}`;
