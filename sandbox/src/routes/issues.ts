import { reads, requireAccess, roleOf, writes } from "../access.ts";
import type { Actor, Caller } from "../caller.ts";
import { HttpError, invalid, notFound } from "../http/error.ts";
import type { Fields } from "../http/fields.ts";
import { takePage } from "../http/pages.ts";
import { readId } from "../http/read-id.ts";
import { repositoryRoute } from "../http/route.ts";
import { openIssue, turnIssue } from "../issue-changes.ts";
import { findIssue, isPull } from "../issues.ts";
import { type Issue, type PullRequest, type Repository, stateReasons } from "../model.ts";
import { issuePayload } from "../payloads/issue.ts";
import type { State } from "../state.ts";
import { createLabel, findLabel, plainLabel } from "./labels.ts";

/** The issue or pull request of a path. Throws 404 if there is none. A permission for pull requests does not show issues. */
export function requireIssue(
  state: State,
  caller: Caller,
  repository: Repository,
  number: string,
): Issue | PullRequest {
  const issue = findIssue(repository, readId(number));
  if (issue === undefined) throw notFound();
  if (!isPull(issue)) requireAccess(state, caller, repository, reads("issues"));
  return issue;
}

const openable = ["title", "body", "labels"] as const;
const changeable = ["title", "body", "state", "state_reason"] as const;

export const issueRoutes = [
  /** "GitHub's REST API considers every pull request an issue" ("List repository issues"): both are listed, newest first. */
  repositoryRoute(
    "GET /repos/{owner}/{repo}/issues",
    reads("issues", "pull_requests"),
  )(({ state, repository, url, query }) => {
    const wanted = (query("labels") ?? "").split(",").filter(Boolean);
    const wantedState = query("state") ?? "open";
    if ((query("sort") ?? "created") !== "created")
      throw new HttpError(
        501,
        "Issues sorted by anything but their creation are not supported by the sandbox.",
      );
    const sign = query("direction") === "asc" ? 1 : -1;
    const found = [...repository.issues, ...repository.pulls]
      .filter((issue) => wantedState === "all" || issue.state === wantedState)
      .filter(({ labels }) => wanted.every((name) => findLabel(labels, name) !== undefined))
      .toSorted((a, b) => sign * (a.number - b.number));
    const { items, link } = takePage(url, found);
    return { status: 200, body: items.map((issue) => issuePayload(state, repository, issue)), link };
  }),

  repositoryRoute(
    "GET /repos/{owner}/{repo}/issues/{issue_number}",
    reads("issues", "pull_requests"),
  )(({ state, caller, repository, path }) => ({
    status: 200,
    body: issuePayload(state, repository, requireIssue(state, caller, repository, path("issue_number"))),
  })),

  repositoryRoute(
    "POST /repos/{owner}/{repo}/issues",
    writes("issues", "read"),
  )(({ state, repository, actor, body }) => {
    refuseOthers(body, openable);
    // "Only users with push access can set labels for new issues. Labels are silently dropped otherwise" ("Create an issue").
    const mayLabel = actor.kind !== "person" || WRITERS.includes(roleOf(state, repository, actor.account));
    const names = mayLabel && body.names().includes("labels") ? body.texts("labels") : [];
    const issue = openIssue(state, repository, actor.account, {
      title: readTitle(body.text("title")),
      body: body.optionalText("body") ?? null,
      labels: names.map(
        (name) => findLabel(repository.labels, name) ?? createLabel(state, repository, plainLabel(name)),
      ),
    });
    return { status: 201, body: issuePayload(state, repository, issue) };
  }),

  repositoryRoute(
    "PATCH /repos/{owner}/{repo}/issues/{issue_number}",
    writes("issues", "read"),
  )(({ state, caller, repository, actor, path, body }) => {
    refuseOthers(body, changeable);
    const issue = requireIssue(state, caller, repository, path("issue_number"));
    if (isPull(issue))
      throw new HttpError(501, `The sandbox changes #${issue.number} as the pull request it is, at /pulls.`);
    requireEditor(state, repository, actor, issue);
    const wanted = {
      title: readTitle(body.optionalText("title") ?? issue.title),
      body: body.nullableText("body"),
      state: body.optionalChoice("state", ["open", "closed"]),
      reason: body.optionalChoice("state_reason", stateReasons),
    };
    issue.title = wanted.title;
    if (wanted.body !== undefined && wanted.body !== issue.body) {
      issue.body = wanted.body;
      issue.updatedAt = state.clock();
      issue.edits.push(issue.updatedAt);
    }
    if (wanted.state !== undefined && wanted.state !== issue.state)
      turnIssue(
        state,
        repository,
        actor.account,
        issue,
        wanted.state === "closed" ? "closed" : "reopened",
        wanted.reason,
      );
    return { status: 200, body: issuePayload(state, repository, issue) };
  }),
];

const WRITERS: readonly string[] = ["write", "maintain", "admin"];

function refuseOthers(body: Fields<string>, known: readonly string[]): void {
  const [other] = body.names().filter((name) => !known.includes(name));
  if (other !== undefined)
    throw new HttpError(501, `The field ${other} of an issue is not supported by the sandbox.`);
}

function readTitle(title: string): string {
  if (title.trim() === "") throw invalid("Issue", "title", "title can't be blank");
  return title;
}

/** Authors may change their own texts; other changes need the role of triage. */
function requireEditor(state: State, repository: Repository, actor: Actor, issue: Issue): void {
  if (actor.account.id !== issue.author.id)
    requireAccess(state, actor, repository, writes("issues", "triage"));
}
