import type { Octokit } from "@octokit/rest";
import { openClient, type RepositoryName } from "../http/client.ts";
import { call } from "../http/error.ts";

interface Options {
  readonly name: RepositoryName;
  readonly apiUrl: string;
  /** The token of a person. */
  readonly token: string;
  readonly now: () => Date;
}

/** A pull request that is proposed. */
interface Proposed {
  /** Its branch; it may have been opened from one that has a suffix. */
  readonly branch: string;
  /** The branch that it is to be merged into. */
  readonly base: string;
  /** Without a text: removed. */
  readonly files: readonly { readonly path: string; readonly text: string | undefined }[];
  /** The text of those of these files that are there at a commit. */
  readonly readFiles: (commit: string, paths: readonly string[]) => Promise<Map<string, string>>;
}

/**
 * The address of an open pull request that makes exactly these changes now, by any author. Its branch alone says nothing: anybody with write
 * access can take a name first. Throws `GitHubError`.
 */
export async function findSamePull(
  { name, apiUrl, token, now }: Options,
  { branch, base, files, readFiles }: Proposed,
): Promise<string | undefined> {
  const octokit = openClient(apiUrl, token, { now });
  const open = await call("list the open pull requests", () =>
    octokit.paginate(octokit.rest.pulls.list, { ...name, state: "open", base, per_page: 100 }),
  );
  const paths = files.map(({ path }) => path);
  for (const { number, head, base: into, html_url: url } of open) {
    const isOurs = head.ref === branch || head.ref.startsWith(`${branch}-`);
    if (!isOurs || head.repo?.id !== into.repo.id) continue;
    const changed = await listChanged(octokit, name, number);
    if (changed.size !== paths.length || !paths.every((path) => changed.has(path))) continue;
    const texts = await readFiles(head.sha, paths);
    if (files.every(({ path, text }) => texts.get(path) === text)) return url;
  }
  return undefined;
}

/** All paths that a pull request touches, both of a file that moves. At most 3,000 ("List pull requests files"): no proposal has so many. */
export const listChanged = (octokit: Octokit, name: RepositoryName, number: number): Promise<Set<string>> =>
  call(`list the files of #${number}`, async () => {
    const query = { ...name, pull_number: number, per_page: 100 };
    const files = await octokit.paginate(octokit.rest.pulls.listFiles, query);
    return new Set(
      files.flatMap(({ filename, previous_filename: before }) =>
        before === undefined ? [filename] : [filename, before],
      ),
    );
  });
