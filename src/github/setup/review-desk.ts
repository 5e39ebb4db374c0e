import { openClient, type RepositoryName } from "../http/client.ts";
import { call } from "../http/error.ts";

interface Options {
  readonly name: RepositoryName;
  readonly apiUrl: string;
  /** The token of a person. */
  readonly token: string;
  readonly now: () => Date;
}

/** An open pull request from a branch of the repository itself. */
export interface OpenPull {
  readonly branch: string;
  readonly url: string;
  readonly number: number;
}

/** The open pull requests from branches of the repository below this name, of no fork. Throws `GitHubError`. */
export function listOpenPulls({ name, apiUrl, token, now }: Options, below: string): Promise<OpenPull[]> {
  const octokit = openClient(apiUrl, token, { now });
  return call("list the open pull requests", async () => {
    const open = await octokit.paginate(octokit.rest.pulls.list, { ...name, state: "open", per_page: 100 });
    return open
      .filter(({ head, base }) => head.repo?.id === base.repo.id && head.ref.startsWith(`${below}/`))
      .map(({ head, html_url: url, number }) => ({ branch: head.ref, url, number }));
  });
}
