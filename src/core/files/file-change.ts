/** One file a change touches, computed from git objects, never from an API's list. Renames are a removal and an addition. */
export interface FileChange {
  readonly path: string;
  readonly status: "added" | "modified" | "removed";
  /** Of the new side; of the old side when removed: 100644, 100755, 120000, 160000. */
  readonly mode: string;
  readonly blob: string;
  /** Bytes of that side; 0 for a submodule. */
  readonly size: number;
}

export interface TreeFile {
  readonly path: string;
  readonly mode: string;
  readonly blob: string;
  readonly size: number;
}

export interface Commit {
  readonly sha: string;
  readonly parents: readonly string[];
  readonly authorEmail: string;
  readonly committerEmail: string;
}
