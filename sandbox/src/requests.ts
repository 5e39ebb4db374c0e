/** One answered request. `contentCreating` marks those that GitHub's secondary limits count. */
export interface LoggedRequest {
  readonly at: string;
  readonly caller: string;
  readonly method: string;
  readonly path: string;
  /** The route's key, or undefined for git and unknown endpoints. */
  readonly route: string | undefined;
  readonly status: number;
  readonly contentCreating: boolean;
}

/** REST calls of one caller. Git traffic is counted separately, because GitHub does not count it as API use. */
export interface RequestCount {
  readonly requests: number;
  readonly contentCreating: number;
  readonly git: number;
}

export interface RequestReport {
  /** By login of a person or slug of an app. */
  readonly callers: Readonly<Record<string, RequestCount>>;
  readonly requests: readonly LoggedRequest[];
}

export type RequestLog = LoggedRequest[];

const contentCreatingRoutes: ReadonlySet<string> = new Set([
  "POST /repos/{owner}/{repo}/issues/{issue_number}/comments",
  "POST /repos/{owner}/{repo}/issues/{issue_number}/labels",
  "POST /repos/{owner}/{repo}/pulls",
  "POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews",
  "POST /repos/{owner}/{repo}/check-runs",
  "POST /repos/{owner}/{repo}/git/commits",
  "POST /repos/{owner}/{repo}/git/refs",
  "PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge",
  "PUT /repos/{owner}/{repo}/contents/{path}",
  "DELETE /repos/{owner}/{repo}/contents/{path}",
]);

/** True if a call on this route creates content that people see or are notified of. */
export const isContentCreating = (route: string | undefined): boolean =>
  route !== undefined && contentCreatingRoutes.has(route);

/** Counts the log by caller. */
export function reportRequests(log: RequestLog): RequestReport {
  const names = [...new Set(log.map(({ caller }) => caller))];
  return {
    callers: Object.fromEntries(names.map((name) => [name, countRequests(log, name)])),
    requests: [...log],
  };
}

function countRequests(log: RequestLog, name: string): RequestCount {
  const own = log.filter(({ caller }) => caller === name);
  const rest = own.filter(({ path }) => !isGitPath(path));
  return {
    requests: rest.length,
    contentCreating: rest.filter(({ contentCreating }) => contentCreating).length,
    git: own.length - rest.length,
  };
}

/** True if a path belongs to git's HTTP protocol, false for the REST API. */
export const isGitPath = (path: string): boolean =>
  /^\/[^/]+\/[^/]+\/(info\/refs|git-upload-pack|git-receive-pack)$/.test(path);
