import type { Commit, FileChange, TreeFile } from "../files/file-change.ts";
/** The access repository's content: git objects, immutable, read locally. Throws `RepositoryError` when git fails; never an empty answer for a failed read. */
export interface Repository {
  /** Brings default branch, ledger and the pull heads asked for. Afterwards all reads are local. */
  fetch(pulls?: readonly number[]): Promise<void>;
  /** Tip of the default branch as last fetched. */
  defaultTip(): Promise<string>;
  /** Head of a pull request as last fetched; undefined when it was never fetched. */
  pullHead(pull: number): Promise<string | undefined>;
  mergeBase(a: string, b: string): Promise<string | undefined>;
  /** Throws for a commit that is not here: see `isMissing`. */
  isAncestor(ancestor: string, descendant: string): Promise<boolean>;
  readCommit(sha: string): Promise<Commit>;
  /** Commits reachable from `to` and not from `from`, newest first. */
  listCommits(from: string, to: string): Promise<Commit[]>;
  /** First-parent commits after `from` up to `to` that change any of these files or folders, oldest first. */
  listChanging(from: string, to: string, paths: readonly string[]): Promise<string[]>;
  listFiles(commit: string, folder: string): Promise<TreeFile[]>;
  findFile(commit: string, path: string): Promise<TreeFile | undefined>;
  /** Object id of a folder's tree; undefined when it does not exist. */
  treeId(commit: string, folder: string): Promise<string | undefined>;
  diff(from: string, to: string): Promise<FileChange[]>;
  /** The changes that merging `head` would make to `base`. git carries an edit over to a renamed file. undefined when they conflict. */
  previewMerge(base: string, head: string): Promise<FileChange[] | undefined>;
  /** Throws for anything over `limit` bytes, before reading it. */
  readBlob(blob: string, limit: number): Promise<Uint8Array>;
  /** The first-parent commit of the default branch that last added this path, seen from `tip`. */
  findAddition(tip: string, path: string): Promise<string | undefined>;
  /** The first-parent commit of the default branch that last removed this path, seen from `tip`. */
  findRemoval(tip: string, path: string): Promise<string | undefined>;
}
