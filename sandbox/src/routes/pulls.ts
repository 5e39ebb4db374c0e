import { reads, requireAccess, writes } from "../access.ts";
import type { Actor } from "../caller.ts";
import { sendPullEvent } from "../events.ts";
import { isAncestor } from "../git/history.ts";
import { branchRef, readRef } from "../git/refs.ts";
import { type HttpError, invalid, notFound } from "../http/error.ts";
import { takePage } from "../http/pages.ts";
import { readId } from "../http/read-id.ts";
import { repositoryRoute } from "../http/route.ts";
import { merge } from "../merge.ts";
import type { PullRequest, Repository } from "../model.ts";
import { commitPayload, filePayload } from "../payloads/commit.ts";
import { pullPayload, pullSummaryPayload } from "../payloads/pull.ts";
import { closePull, reopenPull, retargetPull } from "../pull-changes.ts";
import { openPull, refuseNothing, refuseTwin } from "../pull-open.ts";
import { findPull, listPullCommits, listPullFiles, readHeadTip } from "../pulls.ts";
import type { State } from "../state.ts";

/** The pull request of a path. Throws 404 if there is none. */
export function requirePull(repository: Repository, number: string): PullRequest {
  const pull = findPull(repository, readId(number));
  if (pull === undefined) throw notFound();
  return pull;
}

export const pullRoutes = [
  repositoryRoute(
    "GET /repos/{owner}/{repo}/pulls",
    reads("pull_requests"),
  )(({ state, repository, url, query }) => {
    const wanted = query("state") ?? "open";
    const [head, base] = [query("head"), query("base")];
    const pulls = repository.pulls.filter(
      (pull) =>
        (wanted === "all" || pull.state === wanted) &&
        (head === undefined || isHead(pull, head)) &&
        (base ?? pull.baseBranch) === pull.baseBranch,
    );
    const sorted = sortPulls(pulls, query("sort") ?? "created", query("direction"));
    const { items, link } = takePage(url, sorted);
    return { status: 200, body: items.map((pull) => pullSummaryPayload(state, repository, pull)), link };
  }),

  repositoryRoute(
    "POST /repos/{owner}/{repo}/pulls",
    writes("pull_requests", "read"),
  )(async ({ state, repository, actor, body }) => {
    const title = body.text("title");
    const head = findHead(repository, body.text("head"), body.optionalText("head_repo"));
    requireHeadAccess(state, actor, head.repository);
    const pull = await openPull(state, repository, actor.account, {
      title,
      body: body.optionalText("body") ?? null,
      headRepository: head.repository,
      headBranch: head.branch,
      baseBranch: body.text("base"),
      draft: body.optionalFlag("draft") ?? false,
    });
    return { status: 201, body: await pullPayload(state, repository, pull) };
  }),

  repositoryRoute(
    "GET /repos/{owner}/{repo}/pulls/{pull_number}",
    reads("pull_requests"),
  )(async ({ state, repository, path }) => ({
    status: 200,
    body: await pullPayload(state, repository, requirePull(repository, path("pull_number"))),
  })),

  repositoryRoute(
    "PATCH /repos/{owner}/{repo}/pulls/{pull_number}",
    writes("pull_requests", "read"),
  )(async ({ state, repository, actor, path, body }) => {
    const pull = requirePull(repository, path("pull_number"));
    requireEditor(state, repository, actor, pull);
    await editPull(state, repository, actor, pull, body.optionalText("title"), body.nullableText("body"));
    const base = body.optionalText("base");
    if (base !== undefined && base !== pull.baseBranch)
      await changeBase(state, repository, actor, pull, base);
    await changeState(state, repository, actor, pull, body.optionalChoice("state", ["open", "closed"]));
    return { status: 200, body: await pullPayload(state, repository, pull) };
  }),

  repositoryRoute(
    "GET /repos/{owner}/{repo}/pulls/{pull_number}/files",
    reads("pull_requests"),
  )(async ({ state, repository, url, path }) => {
    const pull = requirePull(repository, path("pull_number"));
    const { items, link } = takePage(url, await listPullFiles(repository, pull));
    const body = items.map((file) => filePayload(state, repository, file, pull.headSha));
    return { status: 200, body, link };
  }),

  repositoryRoute(
    "GET /repos/{owner}/{repo}/pulls/{pull_number}/commits",
    reads("pull_requests"),
  )(async ({ state, repository, url, path }) => {
    const pull = requirePull(repository, path("pull_number"));
    const { items, link } = takePage(url, await listPullCommits(repository, pull));
    return { status: 200, body: items.map((commit) => commitPayload(state, repository, commit)), link };
  }),

  repositoryRoute(
    "GET /repos/{owner}/{repo}/pulls/{pull_number}/merge",
    reads("contents"),
  )(({ repository, path }) => {
    if (requirePull(repository, path("pull_number")).merged === undefined) throw notFound();
    return { status: 204 };
  }),

  repositoryRoute(
    "PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge",
    writes("contents"),
  )(async ({ state, repository, actor, path, body }) => {
    const pull = requirePull(repository, path("pull_number"));
    const sha = await merge(state, repository, actor, pull, {
      method: body.optionalChoice("merge_method", ["merge", "squash", "rebase"]) ?? "merge",
      sha: body.optionalText("sha"),
      title: body.optionalText("commit_title"),
      message: body.optionalText("commit_message"),
    });
    return { status: 200, body: { sha, merged: true, message: "Pull Request successfully merged" } };
  }),
];

function sortPulls(
  pulls: readonly PullRequest[],
  sort: string,
  direction: string | undefined,
): PullRequest[] {
  const moment = (pull: PullRequest) => (sort === "updated" ? pull.updatedAt : pull.createdAt).getTime();
  const ascending = pulls.toSorted((one, other) => moment(one) - moment(other) || one.number - other.number);
  // GitHub sorts by newest first; other sort keys begin with the lowest.
  const descending = direction === undefined ? sort === "created" : direction === "desc";
  return descending ? ascending.reverse() : ascending;
}

/** Authors may edit their own texts; other edits need write access. */
function requireEditor(state: State, repository: Repository, actor: Actor, pull: PullRequest): void {
  if (actor.account.id !== pull.author.id) {
    requireAccess(state, actor, repository, writes("pull_requests"));
  }
}

async function editPull(
  state: State,
  repository: Repository,
  actor: Actor,
  pull: PullRequest,
  title: string | undefined,
  text: string | null | undefined,
): Promise<void> {
  const changes = {
    ...(title === undefined || title === pull.title ? {} : { title: { from: pull.title } }),
    ...(text === undefined || text === pull.body ? {} : { body: { from: pull.body } }),
  };
  if (Object.keys(changes).length === 0) return;
  pull.title = title ?? pull.title;
  pull.body = text === undefined ? pull.body : text;
  pull.updatedAt = state.clock();
  await sendPullEvent(state, repository, actor.account, pull, "edited", { changes });
}

async function changeBase(
  state: State,
  repository: Repository,
  actor: Actor,
  pull: PullRequest,
  branch: string,
): Promise<void> {
  if (pull.state === "closed") {
    throw invalid("PullRequest", "base", "Cannot change the base branch of a closed pull request.");
  }
  const sha = await readRef(repository.store, branchRef(branch));
  if (sha === undefined)
    throw invalid("PullRequest", "base", `Proposed base branch '${branch}' was not found`);
  refuseTwin(repository, { ...pull, baseBranch: branch });
  await refuseNothing(repository, { ...pull, baseBranch: branch, baseSha: sha });
  pull.retargets.push({ id: state.nextId(), by: actor.account, at: state.clock() });
  await retargetPull(state, repository, actor.account, pull, { branch, sha });
}

async function changeState(
  state: State,
  repository: Repository,
  actor: Actor,
  pull: PullRequest,
  wanted: "open" | "closed" | undefined,
): Promise<void> {
  if (wanted === undefined || wanted === pull.state) return;
  if (wanted === "closed") return closePull(state, repository, actor.account, pull);
  return reopenPull(state, repository, actor.account, pull, await requireReopenable(repository, pull));
}

/** The commit for reopening a closed pull request. Throws 422 if it cannot be reopened. */
async function requireReopenable(repository: Repository, pull: PullRequest): Promise<string> {
  const refuse = (why: string): HttpError =>
    invalid("PullRequest", "state", `state cannot be changed. ${why}`);
  if (pull.merged !== undefined) throw refuse("It has been merged.");
  if (pull.headRepository === undefined) throw refuse("The repository that submitted it was deleted.");
  const [head, base] = await Promise.all([
    readHeadTip(pull),
    readRef(repository.store, branchRef(pull.baseBranch)),
  ]);
  if (head === undefined) throw refuse(`The ${pull.headBranch} branch has been deleted.`);
  if (base === undefined) throw refuse(`The ${pull.baseBranch} branch has been deleted.`);
  if (!(await isAncestor(repository.store, pull.headSha, head))) {
    throw refuse(`The ${pull.headBranch} branch was force-pushed or recreated.`);
  }
  refuseTwin(repository, pull);
  await refuseNothing(repository, { ...pull, headSha: head, baseSha: base });
  return head;
}

/** True if a filter such as `eve:branch` (or a branch alone) names this pull request's head. */
function isHead(pull: PullRequest, name: string): boolean {
  const [owner, branch] = splitHead(name);
  return (
    branch === pull.headBranch &&
    (owner ?? pull.headOwner.login.toLowerCase()) === pull.headOwner.login.toLowerCase()
  );
}

function splitHead(name: string): [owner: string | undefined, branch: string] {
  const [, owner, branch = ""] = /^(?:([^/:]+):)?(.*)$/s.exec(name) ?? [];
  return [owner?.toLowerCase(), branch];
}

/** The repository and branch of `branch`, `owner:branch` or `branch` with `head_repo`. Throws 422 for an unknown branch. */
function findHead(
  repository: Repository,
  name: string,
  headRepo: string | undefined,
): { repository: Repository; branch: string } {
  const [owner, branch] = splitHead(name);
  const found = [repository, ...repository.forks].find(
    (one) =>
      (owner === undefined || one.owner.login.toLowerCase() === owner) &&
      (headRepo === undefined || one.name.toLowerCase() === headRepo.toLowerCase()),
  );
  if (found === undefined) throw invalid("PullRequest", "head", `no repository of ${owner ?? headRepo}`);
  return { repository: found, branch };
}

/** Proposing a branch needs write access to it. Apps need only the permission for pull requests. */
function requireHeadAccess(state: State, actor: Actor, head: Repository): void {
  if (actor.kind === "person") requireAccess(state, actor, head, writes("pull_requests"));
}
