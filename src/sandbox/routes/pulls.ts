import { reads, requireAccess, writes } from "../access.ts";
import type { Actor } from "../caller.ts";
import { sendPullEvent } from "../events.ts";
import { branchRef, readRef } from "../git/refs.ts";
import { HttpError, notFound } from "../http/error.ts";
import { takePage } from "../http/pages.ts";
import { readId } from "../http/read-id.ts";
import { repositoryRoute } from "../http/route.ts";
import { merge } from "../merge.ts";
import { commitPayload, filePayload } from "../payloads/commit.ts";
import { pullPayload, pullSummaryPayload } from "../payloads/pull.ts";
import { closePull, reopenPull } from "../pull-changes.ts";
import { openPull } from "../pull-open.ts";
import { findPull, listPullCommits, type PullRequest, readPullFiles } from "../pulls.ts";
import type { Repository } from "../repository.ts";
import type { State } from "../state.ts";

/** The pull request of a path; throws 404 when there is none. */
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
    const [head, base] = [query("head"), query("base")].map((name) => name?.replace(/^[^/:]+:/, ""));
    const pulls = repository.pulls.filter(
      (pull) =>
        (wanted === "all" || pull.state === wanted) &&
        (head ?? pull.headBranch) === pull.headBranch &&
        (base ?? pull.baseBranch) === pull.baseBranch,
    );
    const sorted = sortPulls(pulls, query("sort") ?? "created", query("direction"));
    const { items, link } = takePage(url, sorted);
    return { status: 200, body: items.map((pull) => pullSummaryPayload(state, repository, pull)), link };
  }),

  repositoryRoute(
    "POST /repos/{owner}/{repo}/pulls",
    writes("pull_requests"),
  )(async ({ state, repository, actor, body }) => {
    const pull = await openPull(state, repository, actor.account, {
      title: body.text("title"),
      body: body.optionalText("body") ?? null,
      headBranch: body.text("head").replace(/^[^/:]+:/, ""),
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
    const base = body.optionalText("base");
    if (base !== undefined && base !== pull.baseBranch) {
      throw new HttpError(501, "Changing the base branch is not supported by the sandbox.");
    }
    await editPull(state, repository, actor, pull, body.optionalText("title"), body.nullableText("body"));
    await changeState(state, repository, actor, pull, body.optionalChoice("state", ["open", "closed"]));
    return { status: 200, body: await pullPayload(state, repository, pull) };
  }),

  repositoryRoute(
    "GET /repos/{owner}/{repo}/pulls/{pull_number}/files",
    reads("pull_requests"),
  )(async ({ state, repository, url, path }) => {
    const pull = requirePull(repository, path("pull_number"));
    const { items, link } = takePage(url, await readPullFiles(repository, pull));
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
  // GitHub lists the newest first, except that other sort keys begin with the lowest.
  const descending = direction === undefined ? sort === "created" : direction === "desc";
  return descending ? ascending.reverse() : ascending;
}

/** Authors may edit what they wrote; for the rest it takes the right to write. */
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

async function changeState(
  state: State,
  repository: Repository,
  actor: Actor,
  pull: PullRequest,
  wanted: "open" | "closed" | undefined,
): Promise<void> {
  if (wanted === undefined || wanted === pull.state) return;
  if (wanted === "closed") return closePull(state, repository, actor.account, pull);
  const head = await readRef(repository.store, branchRef(pull.headBranch));
  if (pull.merged !== undefined || head === undefined) {
    const why =
      head === undefined ? `The ${pull.headBranch} branch has been deleted.` : "It has been merged.";
    throw new HttpError(422, "Validation Failed", {
      errors: [
        {
          resource: "PullRequest",
          code: "custom",
          field: "state",
          message: `state cannot be changed. ${why}`,
        },
      ],
    });
  }
  return reopenPull(state, repository, actor.account, pull);
}
