import { readGit } from "../process/command.ts";
import type { Signature } from "../process/operator.ts";
import type { Store } from "../process/store.ts";
import { checkBranch, readRef } from "./refs.ts";
import { writeTree } from "./tree.ts";

export interface NewBranch {
  readonly branch: string;
  readonly from: string;
  /** As they are to be, plain. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
  readonly message: string;
  readonly author: Signature;
  readonly committer: Signature;
}

/** Finds an existing branch: in this clone, or at the remote as last fetched. */
export async function findBranch(store: Store, branch: string): Promise<"here" | "origin" | undefined> {
  if ((await readRef(store, `refs/heads/${branch}`)) !== undefined) return "here";
  return (await readRef(store, `refs/remotes/origin/${branch}`)) === undefined ? undefined : "origin";
}

/**
 * Makes a branch with one commit on top of `from`, and answers the commit. Nothing that is checked out changes. Throws where
 * there is such a branch.
 */
export async function createBranch(
  store: Store,
  { branch, from, files, message, author, committer }: NewBranch,
): Promise<string> {
  await checkBranch(store, branch);
  const tree = await writeTree(store, from, files);
  const env = { ...describe("AUTHOR", author), ...describe("COMMITTER", committer) };
  const commit = await readGit(store, ["commit-tree", tree, "-p", from], { input: message, env });
  const nothing = "0".repeat(commit.length);
  await readGit(store, ["update-ref", "--no-deref", `refs/heads/${branch}`, commit, nothing]);
  return commit;
}

const describe = (
  role: "AUTHOR" | "COMMITTER",
  { name, email, date }: Signature,
): Record<string, string> => ({
  [`GIT_${role}_NAME`]: name,
  [`GIT_${role}_EMAIL`]: email,
  [`GIT_${role}_DATE`]: date,
});

/** The web page of the clone's remote, for links; `undefined` where it has none. */
export async function readWebPage(store: Store): Promise<string | undefined> {
  const url = await readGit(store, ["config", "--get", "remote.origin.url"], { allow: [1] });
  return toWebPage(url);
}

/** Without user or password. */
export function toWebPage(url: string): string | undefined {
  const [, host, path] =
    /^(?:ssh:\/\/)?[\w.-]+@([\w.-]+)(?::\d+\/|[:/])([\w./-]+?)(?:\.git)?\/?$/u.exec(url) ?? [];
  if (host !== undefined && path !== undefined) return `https://${host}/${path}`;
  if (!URL.canParse(url)) return undefined;
  const { protocol, host: named, pathname } = new URL(url);
  if (protocol !== "https:" && protocol !== "http:") return undefined;
  return `${protocol}//${named}${pathname.replace(/(?:\.git)?\/?$/u, "")}`;
}
