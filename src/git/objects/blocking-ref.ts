import { readGit } from "../process/command.ts";
import type { Remote, Store } from "../process/store.ts";

/**
 * The branch of the server that keeps this one from being made: git holds refs as files and folders, so `a` and `a/b` exclude each
 * other. undefined: there is none.
 */
export async function findBlockingBranch(
  store: Store,
  remote: Remote,
  branch: string,
): Promise<string | undefined> {
  const parts = branch.split("/");
  const above = parts.slice(0, -1).map((_, index) => parts.slice(0, index + 1).join("/"));
  const patterns = [...above, `${branch}/*`].map((name) => `refs/heads/${name}`);
  const text = await readGit(store, ["ls-remote", "--", remote.url, ...patterns], { remote });
  return text
    .split("\n")
    .map((row) => row.split("\t")[1]?.replace(/^refs\/heads\//u, ""))
    .find((name) => name !== undefined && (above.includes(name) || name.startsWith(`${branch}/`)));
}
