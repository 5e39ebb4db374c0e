import type { Octokit } from "@octokit/rest";
import type { GitHub } from "../core/ports/github.ts";
import { checkRuns } from "./checks.ts";
import { earlierCommits } from "./earlier-commits.ts";
import type { RepositoryName } from "./http/client.ts";
import { call } from "./http/error.ts";
import { issues } from "./issues.ts";
import { ownersErrors } from "./owners-errors.ts";
import { people } from "./people.ts";
import { pullRequests } from "./pulls.ts";
import { teams } from "./teams.ts";

/** The `GitHub` port over REST, for one repository and one app. */
export const githubOver = (octokit: Octokit, name: RepositoryName, appId: number): GitHub =>
  nameFailures({
    ...pullRequests(octokit, name),
    ...checkRuns(octokit, name, appId),
    ...teams(octokit, name),
    ...people(octokit, name),
    ...earlierCommits(octokit, name),
    ...ownersErrors(octokit, name),
    ...issues(octokit, name),
  });

/** An answer in an unknown form fails in the middle of a method: report it as a `GitHubError` too. */
function nameFailures(github: GitHub): GitHub {
  const named = Object.entries(github).map(
    ([name, method]: [string, (...args: never[]) => Promise<unknown>]) => [
      name,
      (...args: never[]) => call(name, () => method(...args)),
    ],
  );
  return Object.fromEntries(named);
}
