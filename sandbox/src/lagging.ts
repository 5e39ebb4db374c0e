import type { RouteKey } from "./http/route-key.ts";

const pull = "GET /repos/{owner}/{repo}/pulls/{pull_number}";

/** The kinds of reads that can lag, and their routes. */
export const laggingRoutes = {
  reviews: [`${pull}/reviews`, `${pull}/reviews/{review_id}`],
  pulls: [
    "GET /repos/{owner}/{repo}/pulls",
    pull,
    `${pull}/files`,
    `${pull}/commits`,
    "GET /repos/{owner}/{repo}/issues/{issue_number}",
  ],
  "commit-pulls": ["GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls"],
  teams: [
    "GET /orgs/{org}/teams",
    "GET /orgs/{org}/teams/{team_slug}",
    "GET /orgs/{org}/teams/{team_slug}/members",
    "GET /orgs/{org}/teams/{team_slug}/teams",
    "GET /orgs/{org}/teams/{team_slug}/memberships/{username}",
    "GET /orgs/{org}/teams/{team_slug}/repos",
    "GET /orgs/{org}/teams/{team_slug}/repos/{owner}/{repo}",
    "GET /teams/{team_id}",
    "GET /teams/{team_id}/members",
    "GET /teams/{team_id}/memberships/{username}",
  ],
  members: [
    "GET /orgs/{org}/members",
    "GET /orgs/{org}/members/{username}",
    "GET /orgs/{org}/memberships/{username}",
  ],
  users: ["GET /users/{username}", "GET /user/{account_id}"],
  permissions: ["GET /repos/{owner}/{repo}/collaborators/{username}/permission"],
  checks: [
    "GET /repos/{owner}/{repo}/commits/{ref}/check-runs",
    "GET /repos/{owner}/{repo}/check-runs/{check_run_id}",
    "GET /repos/{owner}/{repo}/check-suites/{check_suite_id}",
  ],
  comments: [
    "GET /repos/{owner}/{repo}/issues/{issue_number}/comments",
    "GET /repos/{owner}/{repo}/issues/comments/{comment_id}",
  ],
  activity: ["GET /repos/{owner}/{repo}/activity"],
  codeowners: ["GET /repos/{owner}/{repo}/codeowners/errors"],
} as const satisfies Record<string, readonly RouteKey[]>;

export type LaggingRead = keyof typeof laggingRoutes;

export const isLaggingRead = (name: string): name is LaggingRead => Object.hasOwn(laggingRoutes, name);

/** The reads that lag, and how long: a number of answers, until a time of the sandbox's clock, or until the lag is ended. */
export interface Lag {
  readonly reads: LaggingRead | readonly LaggingRead[];
  readonly calls?: number | undefined;
  readonly until?: Date | undefined;
}

/** The lagging reads, each with the state that it answers from. */
export interface Lags<State> {
  /** Freezes the answers of these reads at the current state. Replaces an earlier lag of the same reads. */
  begin(state: State, lag: Lag): void;
  /** Ends the lag of these reads; without a list, of all. */
  end(reads?: readonly LaggingRead[]): void;
  /** The state for a request of this route. Counts the request as an answer. */
  view(state: State, route: RouteKey): State;
}
