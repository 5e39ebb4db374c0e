import { readGit, runGit } from "../git/process/command.ts";
import { createFolder, type Store } from "../git/process/store.ts";

/** A bare repository of the walk's own, and the remote as one of its actors sees it. */
export interface SmokeGit {
  /** The commit a ref of the remote names, fetched with this token; throws when there is none. */
  fetch(token: string, ref: string): Promise<string>;
  /** Pushes a commit; answers why it was refused, or undefined. `flags` such as `--force`. */
  push(token: string, refspec: string, ...flags: string[]): Promise<string | undefined>;
  /** A commit of one file, without a parent or on top of one. */
  commit(draft: CommitDraft): Promise<string>;
  /** A commit that removes a file. */
  remove(parent: string, path: string, draft: Omit<CommitDraft, "path" | "text" | "parent">): Promise<string>;
}

export interface CommitDraft {
  readonly path: string;
  readonly text: string;
  readonly parent?: string;
  readonly message: string;
  readonly name: string;
  readonly email: string;
}

/** Makes the bare repository in a folder of the walk. */
export async function openGit(dir: string, url: string): Promise<SmokeGit> {
  const store = await createFolder(dir);
  await readGit(store, ["init", "--quiet", "--bare", "--template="]);
  const as = (token: string) => ({ url, token: async () => token });
  return {
    fetch: async (token, ref) => {
      const args = ["fetch", "--quiet", "--no-tags", "--refmap=", "--", url, `+${ref}:refs/smoke/seen`];
      await runGit(store, args, { remote: as(token) });
      return readGit(store, ["rev-parse", "--verify", "refs/smoke/seen"]);
    },
    push: async (token, refspec, ...flags) => {
      const args = ["push", "--porcelain", "--no-verify", ...flags, "--", url, refspec];
      const { exitCode, stderr, stdout } = await runGit(store, args, { remote: as(token), allow: [1] });
      return exitCode === 0 ? undefined : `${stderr} ${stdout.toString("utf8")}`.replace(/\s+/gu, " ").trim();
    },
    commit: async (draft) => {
      const blob = await readGit(store, ["hash-object", "-w", "--stdin"], { input: draft.text });
      return commitTree(store, await writeFile(store, draft, blob), draft);
    },
    remove: async (parent, path, draft) => {
      const tree = await editTree(store, parent, `0 ${"0".repeat(40)}\t${path}\0`);
      return commitTree(store, tree, { ...draft, parent });
    },
  };
}

const writeFile = (store: Store, { parent, path }: CommitDraft, blob: string): Promise<string> =>
  editTree(store, parent, `100644 ${blob}\t${path}\0`);

async function editTree(store: Store, parent: string | undefined, line: string): Promise<string> {
  const env = { GIT_INDEX_FILE: `${store.directory}/smoke-index` };
  await runGit(store, parent === undefined ? ["read-tree", "--empty"] : ["read-tree", parent], { env });
  await runGit(store, ["update-index", "-z", "--index-info"], { env, input: line });
  return readGit(store, ["write-tree"], { env });
}

function commitTree(
  store: Store,
  tree: string,
  { parent, message, name, email }: Omit<CommitDraft, "path" | "text">,
): Promise<string> {
  const env = {
    GIT_AUTHOR_NAME: name,
    GIT_AUTHOR_EMAIL: email,
    GIT_COMMITTER_NAME: name,
    GIT_COMMITTER_EMAIL: email,
  };
  const args = ["commit-tree", tree, ...(parent === undefined ? [] : ["-p", parent])];
  return readGit(store, args, { input: message, env });
}
