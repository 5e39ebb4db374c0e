import type { Octokit } from "@octokit/rest";
import type { RepositoryName } from "./http/client.ts";
import { call } from "./http/error.ts";

export type IssueEvent = Awaited<ReturnType<Octokit["rest"]["issues"]["listEvents"]>>["data"][number];

/** Lists the events of an issue or a pull request, oldest first. */
export const listIssueEvents = (
  octokit: Octokit,
  name: RepositoryName,
  number: number,
): Promise<IssueEvent[]> =>
  call(`list the events of #${number}`, () =>
    octokit.paginate(octokit.rest.issues.listEvents, { ...name, issue_number: number, per_page: 100 }),
  );
