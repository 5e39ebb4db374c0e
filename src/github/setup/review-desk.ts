import { openClient, type RepositoryName } from "../http/client.ts";
import { call } from "../http/error.ts";
import { listChanged } from "./same-pull.ts";

interface Options {
  readonly name: RepositoryName;
  readonly apiUrl: string;
  /** The token of a person. */
  readonly token: string;
  readonly now: () => Date;
}

/** An open pull request from a branch of the repository itself, by any author. */
export interface OpenPull {
  readonly branch: string;
  readonly url: string;
  /** Its commit. */
  readonly head: string;
  /** All paths that it touches. */
  readonly paths: ReadonlySet<string>;
}

/** The open pull requests into `base` from branches of the repository below this name, of no fork. Throws `GitHubError`. */
export async function listOpenPulls(
  { name, apiUrl, token, now }: Options,
  base: string,
  below: string,
): Promise<OpenPull[]> {
  const octokit = openClient(apiUrl, token, { now });
  const open = await call("list the open pull requests", () =>
    octokit.paginate(octokit.rest.pulls.list, { ...name, state: "open", base, per_page: 100 }),
  );
  const pulls: OpenPull[] = [];
  for (const { head, base: into, html_url: url, number } of open)
    if (head.repo?.id === into.repo.id && head.ref.startsWith(`${below}/`))
      pulls.push({ branch: head.ref, url, head: head.sha, paths: await listChanged(octokit, name, number) });
  return pulls;
}
