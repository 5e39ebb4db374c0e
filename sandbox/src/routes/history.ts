import { reads } from "../access.ts";
import { type FileChange, readDiff } from "../git/diff.ts";
import { emptyTree, isAncestor, listCommits, mergeBase } from "../git/history.ts";
import { type Commit, readCommit, readCommits, resolveCommit } from "../git/objects.ts";
import { HttpError, notFound } from "../http/error.ts";
import { takePage } from "../http/pages.ts";
import { repositoryRoute } from "../http/route.ts";
import type { PullRequest, Repository } from "../model.ts";
import { commitPayload, filePayload } from "../payloads/commit.ts";
import { pullSummaryPayload } from "../payloads/pull.ts";
import { htmlUrl, repositoryUrl } from "../payloads/repository.ts";
import type { Schemas } from "../payloads/schemas.ts";
import { readPullCommits } from "../pulls.ts";
import type { State } from "../state.ts";

/** "Get a commit": 300 files on a page, at most 3,000 in all. */
const mostCommitFiles = 3000;
const commitFiles = { byDefault: 300, atMost: 300 };

/** "Compare two commits" shows this many files, only with the first page of commits. */
const mostComparedFiles = 300;

export const historyRoutes = [
  repositoryRoute(
    "GET /repos/{owner}/{repo}/commits",
    reads("contents"),
  )(async ({ state, repository, url, query }) => {
    const from = await resolveCommit(repository.store, query("sha") ?? repository.defaultBranch);
    if (from === undefined) throw notFound();
    const [path, since, until] = [query("path"), query("since"), query("until")];
    const shas = await listCommits(repository.store, {
      ...{ from, ...(path === undefined ? {} : { path }) },
      ...{ ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) },
    });
    const { items, link } = takePage(url, shas);
    const commits = await readCommits(repository.store, items);
    return { status: 200, body: commits.map((commit) => commitPayload(state, repository, commit)), link };
  }),

  repositoryRoute(
    "GET /repos/{owner}/{repo}/commits/{ref}",
    reads("contents"),
  )(async ({ state, repository, url, path }) => {
    const commit = await requireCommit(repository, path("ref"));
    const files = await readDiff(repository.store, commit.parents[0] ?? emptyTree, commit.sha);
    // Only the list of files has several pages.
    const { items, link } = takePage(url, files.slice(0, mostCommitFiles), commitFiles);
    return {
      status: 200,
      body: {
        ...commitPayload(state, repository, commit),
        stats: countLines(files),
        files: items.map((file) => filePayload(state, repository, file, commit.sha)),
      },
      link,
    };
  }),

  repositoryRoute(
    "GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls",
    reads("pull_requests"),
  )(async ({ state, repository, url, path }) => {
    const commit = await requireCommit(repository, path("commit_sha"));
    const pulls = await findPullsOf(repository, commit.sha);
    const { items, link } = takePage(url, pulls);
    return { status: 200, body: items.map((pull) => pullSummaryPayload(state, repository, pull)), link };
  }),

  repositoryRoute(
    "GET /repos/{owner}/{repo}/compare/{basehead}",
    reads("contents"),
  )(async ({ state, repository, url, path }) => {
    const [base = "", head] = path("basehead").split("...");
    if (head === undefined) throw notFound();
    const [from, to] = await Promise.all([requireEnd(repository, base), requireEnd(repository, head)]);
    const { body, link } = await compare(state, repository, url, from, to);
    return { status: 200, body, link };
  }),
];

/** A branch, tag or commit. `owner:` before it names the fork (or this repository). */
async function requireEnd(repository: Repository, name: string): Promise<Commit> {
  const [, owner, end = ""] = /^(?:([^/:]+):)?(.*)$/s.exec(name) ?? [];
  const place = [repository, ...repository.forks].find(
    (one) => owner === undefined || one.owner.login.toLowerCase() === owner.toLowerCase(),
  );
  if (place === undefined) throw notFound();
  return requireCommit(place, end);
}

async function requireCommit(repository: Repository, name: string): Promise<Commit> {
  const sha = await resolveCommit(repository.store, name);
  if (sha === undefined) throw new HttpError(422, `No commit found for SHA: ${name}`);
  return readCommit(repository.store, sha);
}

async function compare(state: State, repository: Repository, url: URL, from: Commit, to: Commit) {
  const { store } = repository;
  const base = await mergeBase(store, from.sha, to.sha);
  if (base === undefined) throw new HttpError(404, `No common ancestor between ${from.sha} and ${to.sha}.`);
  const [ahead, behind, files] = await Promise.all([
    listCommits(store, { from: to.sha, without: from.sha }),
    listCommits(store, { from: from.sha, without: to.sha }),
    readDiff(store, base, to.sha),
  ]);
  const { items, link } = takePage(url, ahead.toReversed());
  const commits = await readCommits(store, items);
  const html = `${htmlUrl(state, repository)}/compare/${from.sha}...${to.sha}`;
  const body: Schemas["commit-comparison"] = {
    url: `${repositoryUrl(state, repository)}/compare/${from.sha}...${to.sha}`,
    html_url: html,
    permalink_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    base_commit: commitPayload(state, repository, from),
    merge_base_commit: commitPayload(state, repository, await readCommit(store, base)),
    status: describe(ahead.length, behind.length),
    ahead_by: ahead.length,
    behind_by: behind.length,
    total_commits: ahead.length,
    commits: commits.map((commit) => commitPayload(state, repository, commit)),
    ...((url.searchParams.get("page") ?? "1") === "1"
      ? {
          files: files
            .slice(0, mostComparedFiles)
            .map((file) => filePayload(state, repository, file, to.sha)),
        }
      : {}),
  };
  return { body, link };
}

function describe(ahead: number, behind: number): Schemas["commit-comparison"]["status"] {
  if (ahead > 0) return behind > 0 ? "diverged" : "ahead";
  return behind > 0 ? "behind" : "identical";
}

/** The merged pull requests that brought a commit; without one, the open pull requests that contain it. */
async function findPullsOf(repository: Repository, sha: string): Promise<PullRequest[]> {
  const held = await Promise.all(
    repository.pulls.map(async (pull) => ({ pull, holds: await holdsCommit(repository, pull, sha) })),
  );
  const pulls = held.filter(({ holds }) => holds).map(({ pull }) => pull);
  const merged = pulls.filter((pull) => pull.merged !== undefined);
  return merged.length > 0 ? merged : pulls.filter((pull) => pull.state === "open");
}

async function holdsCommit(repository: Repository, pull: PullRequest, sha: string): Promise<boolean> {
  if (pull.merged?.sha === sha || pull.headSha === sha) return true;
  if (!(await isAncestor(repository.store, sha, pull.headSha))) return false;
  return (await readPullCommits(repository, pull)).some((commit) => commit.sha === sha);
}

function countLines(files: readonly FileChange[]) {
  const additions = files.reduce((sum, file) => sum + file.additions, 0);
  const deletions = files.reduce((sum, file) => sum + file.deletions, 0);
  return { additions, deletions, total: additions + deletions };
}
