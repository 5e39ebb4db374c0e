import type { Account } from "../accounts.ts";
import type { FileChange } from "../git/diff.ts";
import { isAncestor } from "../git/history.ts";
import type { Commit } from "../git/objects.ts";
import { isRebaseable } from "../git/rebase.ts";
import { branchRef, readRef } from "../git/refs.ts";
import { mergeTrees } from "../git/write.ts";
import type { PullRequest, Repository } from "../model.ts";
import { findPullFiles, mostListedFiles, readPullCommits } from "../pulls.ts";
import { judgePull } from "../rules/merge.ts";
import type { State } from "../state.ts";
import { userPayload } from "./account.ts";
import { labelPayload } from "./label.ts";
import { htmlUrl, repositoryPayload, repositoryUrl } from "./repository.ts";
import { formatTime, nodeId, type Schemas, type WithLostHead } from "./schemas.ts";
import { teamPayload } from "./team.ts";

/** The association of an account with a repository, which GitHub shows beside its texts. */
export function associationOf(state: State, account: Account): Schemas["author-association"] {
  if (account.type === "Bot") return "NONE";
  const standing = state.organization.members.get(account.id);
  return standing === undefined ? "NONE" : standing === "admin" ? "OWNER" : "MEMBER";
}

/** A pull request in the form of lists. */
export function pullSummaryPayload(
  state: State,
  repository: Repository,
  pull: PullRequest,
): WithLostHead<Schemas["pull-request-simple"]> {
  return { ...pullFacts(state, repository, pull), ...pullLinks(state, repository, pull) };
}

/** A pull request in its full form: with counts from git, and whether it can be merged. */
export async function pullPayload(
  state: State,
  repository: Repository,
  pull: PullRequest,
): Promise<WithLostHead<Schemas["pull-request"]>> {
  const [files, commits, mergeability] = await Promise.all([
    findPullFiles(repository, pull),
    readPullCommits(repository, pull),
    judgeMergeability(state, repository, pull),
  ]);
  const sum = (count: (file: FileChange) => number) =>
    (files ?? []).reduce((total, file) => total + count(file), 0);
  return {
    ...pullFacts(state, repository, pull),
    ...pullLinks(state, repository, pull),
    state: pull.state,
    user: userPayload(state, pull.author),
    merged: pull.merged !== undefined,
    merged_by: pull.merged === undefined ? null : userPayload(state, pull.merged.by),
    mergeable: mergeability.mergeable,
    mergeable_state: mergeability.word,
    rebaseable: mergeability.mergeable === true ? await judgeRebase(repository, pull, commits) : false,
    comments: repository.comments.filter(({ issueNumber }) => issueNumber === pull.number).length,
    review_comments: 0,
    maintainer_can_modify: false,
    commits: commits.length,
    additions: sum(({ additions }) => additions),
    deletions: sum(({ deletions }) => deletions),
    // GitHub does not document its count for a diff that it does not compute.
    changed_files: files?.length ?? mostListedFiles,
  };
}

/**
 * The most commits for which the sandbox finds out whether a rebase works. Beyond that it answers null, as GitHub does while it
 * computes.
 */
const mostRebased = 50;

async function judgeRebase(
  { store }: Repository,
  pull: PullRequest,
  commits: readonly Commit[],
): Promise<boolean | null> {
  const tip = await readRef(store, branchRef(pull.baseBranch));
  if (tip === undefined) return false;
  if (commits.length > mostRebased) return null;
  // A rebase of one commit works if the merge did.
  if (commits.length === 1) return true;
  return isRebaseable(
    store,
    tip,
    commits.map(({ sha }) => sha),
  );
}

async function judgeMergeability(
  state: State,
  repository: Repository,
  pull: PullRequest,
): Promise<{ mergeable: boolean | null; word: string }> {
  if (pull.state === "closed") return { mergeable: null, word: "unknown" };
  const tip = await readRef(repository.store, branchRef(pull.baseBranch));
  if (tip === undefined) return { mergeable: null, word: "unknown" };
  if ((await mergeTrees(repository.store, tip, pull.headSha)) === undefined)
    return { mergeable: false, word: "dirty" };
  if (pull.draft) return { mergeable: true, word: "draft" };
  // Judged for an account without bypass, so that the answer does not depend on the reader.
  const { violations } = await judgePull(state, repository, undefined, pull);
  if (violations.length > 0) return { mergeable: true, word: "blocked" };
  return {
    mergeable: true,
    word: (await isAncestor(repository.store, tip, pull.headSha)) ? "clean" : "behind",
  };
}

/** One end of a pull request. A head's repository is null if that fork has been deleted. */
function endPayload(
  state: State,
  owner: Account,
  repository: Repository | undefined,
  branch: string,
  sha: string,
) {
  return {
    label: `${owner.login}:${branch}`,
    ref: branch,
    sha,
    user: userPayload(state, owner),
    repo: repository === undefined ? null : repositoryPayload(state, repository),
  };
}

function pullFacts(state: State, repository: Repository, pull: PullRequest) {
  const { headOwner, headRepository, headBranch, headSha } = pull;
  return {
    id: pull.id,
    node_id: nodeId("PullRequest", pull.id),
    number: pull.number,
    state: pull.state,
    locked: false,
    title: pull.title,
    user: userPayload(state, pull.author),
    body: pull.body,
    labels: pull.labels.map((label) => labelPayload(state, repository, label)),
    milestone: null,
    active_lock_reason: null,
    created_at: formatTime(pull.createdAt),
    updated_at: formatTime(pull.updatedAt),
    closed_at: pull.closedAt === undefined ? null : formatTime(pull.closedAt),
    merged_at: pull.merged === undefined ? null : formatTime(pull.merged.at),
    merge_commit_sha: pull.merged?.sha ?? null,
    assignee: null,
    assignees: [],
    requested_reviewers: pull.requestedPeople.map((account) => userPayload(state, account)),
    requested_teams: pull.requestedTeams.map((team) => teamPayload(state, team)),
    head: endPayload(state, headOwner, headRepository, headBranch, headSha),
    base: {
      ...endPayload(state, repository.owner, repository, pull.baseBranch, pull.baseSha),
      repo: repositoryPayload(state, repository),
    },
    author_association: associationOf(state, pull.author),
    auto_merge: null,
    draft: pull.draft,
  };
}

function pullLinks(state: State, repository: Repository, pull: PullRequest) {
  const api = repositoryUrl(state, repository);
  const self = `${api}/pulls/${pull.number}`;
  const issue = `${api}/issues/${pull.number}`;
  const html = pullHtmlUrl(state, repository, pull);
  const links = {
    commits: `${self}/commits`,
    review_comments: `${self}/comments`,
    review_comment: `${api}/pulls/comments{/number}`,
    comments: `${issue}/comments`,
    statuses: `${api}/statuses/${pull.headSha}`,
  };
  const hrefs = {
    self: { href: self },
    html: { href: html },
    issue: { href: issue },
    comments: { href: links.comments },
    review_comments: { href: links.review_comments },
    review_comment: { href: links.review_comment },
    commits: { href: links.commits },
    statuses: { href: links.statuses },
  };
  return {
    url: self,
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    issue_url: issue,
    commits_url: links.commits,
    review_comments_url: links.review_comments,
    review_comment_url: links.review_comment,
    comments_url: links.comments,
    statuses_url: links.statuses,
    _links: hrefs,
  };
}

export const pullHtmlUrl = (state: State, repository: Repository, pull: PullRequest): string =>
  `${htmlUrl(state, repository)}/pull/${pull.number}`;

/** A pull request in the form of check runs. */
export function pullMinimalPayload(
  state: State,
  repository: Repository,
  pull: PullRequest,
): Schemas["pull-request-minimal"] {
  const minimal = (one: Repository) => ({ id: one.id, url: repositoryUrl(state, one), name: one.name });
  const repo = minimal(repository);
  return {
    id: pull.id,
    number: pull.number,
    url: `${repo.url}/pulls/${pull.number}`,
    head: { ref: pull.headBranch, sha: pull.headSha, repo: minimal(pull.headRepository ?? repository) },
    base: { ref: pull.baseBranch, sha: pull.baseSha, repo },
  };
}
