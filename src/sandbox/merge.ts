import { gitEmail, gitHubCommitter } from "./accounts.ts";
import type { Actor } from "./caller.ts";
import type { Commit } from "./git/objects.ts";
import { branchRef, moveRefs, readRef } from "./git/refs.ts";
import { mergeTrees, writeCommit } from "./git/write.ts";
import { HttpError } from "./http/error.ts";
import { fullName } from "./payloads/repository.ts";
import { mergePull } from "./pull-changes.ts";
import { type PullRequest, readPullCommits } from "./pulls.ts";
import { followMoves } from "./ref-changes.ts";
import type { Repository } from "./repository.ts";
import { findMergeViolations, type MergeMethod } from "./rules/merge.ts";
import type { State } from "./state.ts";

export interface MergeOrder {
  readonly method: MergeMethod;
  /** The head the caller has seen; another one answers 409. */
  readonly sha: string | undefined;
  readonly title: string | undefined;
  readonly message: string | undefined;
}

/** Merges a pull request and tells the new commit; throws 405 or 409 as GitHub does when it cannot be. */
export async function merge(
  state: State,
  repository: Repository,
  actor: Actor,
  pull: PullRequest,
  order: MergeOrder,
): Promise<string> {
  refuseUnready(pull, order);
  const violations = await findMergeViolations(state, repository, actor, pull, order.method);
  if (violations.length > 0) throw ruleViolation(405, violations);
  const ref = branchRef(pull.baseBranch);
  const before = await readRef(repository.store, ref);
  if (before === undefined) throw new HttpError(405, "Pull Request is not mergeable");
  const after = await writeMerge(state, repository, actor, pull, order, before);
  pull.baseSha = before;
  await moveRefs(repository.store, [{ ref, before, after }]);
  // Marked first, so that following the base does not find an open pull request to merge again.
  await mergePull(state, repository, actor.account, pull, after);
  await followMoves(state, repository, actor.account, [{ ref, before, after }], "pr_merge");
  return after;
}

/** An answer that lists broken rules in GitHub's words. */
export const ruleViolation = (status: number, violations: readonly string[]): HttpError =>
  new HttpError(status, `Repository rule violations found\n\n${violations.join("\n\n")}\n\n`);

function refuseUnready(pull: PullRequest, { method, sha }: MergeOrder): void {
  if (pull.state === "closed") throw new HttpError(405, "Pull Request is not mergeable");
  if (pull.draft) throw new HttpError(405, "Pull Request is still a draft");
  if (method === "rebase") {
    throw new HttpError(405, "Rebase merges are not supported by the sandbox yet: use squash or merge.");
  }
  if (sha !== undefined && sha !== pull.headSha) {
    throw new HttpError(409, "Head branch was modified. Review and try the merge again.");
  }
}

async function writeMerge(
  state: State,
  repository: Repository,
  actor: Actor,
  pull: PullRequest,
  order: MergeOrder,
  base: string,
): Promise<string> {
  const { store } = repository;
  const tree = await mergeTrees(store, base, pull.headSha);
  if (tree === undefined) throw new HttpError(405, "Pull Request is not mergeable");
  const commits = await readPullCommits(repository, pull);
  const squash = order.method === "squash";
  const author = squash ? pull.author : actor.account;
  const date = state.clock();
  return writeCommit(store, {
    tree,
    parents: squash ? [base] : [base, pull.headSha],
    author: { name: author.name, email: gitEmail(author), date },
    committer: { ...gitHubCommitter, date },
    message: squash
      ? squashMessage(pull, commits, order)
      : mergeMessage(fullName(state, repository), pull, order),
  });
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

function mergeMessage(repository: string, pull: PullRequest, { title, message }: MergeOrder): string {
  const owner = repository.split("/")[0];
  const subject = `Merge pull request #${pull.number} from ${owner}/${pull.headBranch}`;
  return joinMessage(title ?? subject, message ?? pull.title);
}

const joinMessage = (subject: string, body: string): string =>
  body === "" ? subject : `${subject}\n\n${body}`;
