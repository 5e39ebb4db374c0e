/** One commit of the default branch's line. */
export interface LineCommit {
  readonly sha: string;
  readonly at: Date;
  /** Of the author: anybody can claim it. */
  readonly author: string;
  /** The ledger's tip that its message names; absent: none, or several. */
  readonly ledger?: string;
  /** Whether GitHub signed it; absent: it was not looked at. */
  readonly signature?: CommitSignature;
  /** Request files that it adds. */
  readonly added: readonly string[];
  /** Request files that it removes. */
  readonly removed: readonly string[];
}

export interface CommitSignature {
  /** Why it does not count; absent: it does. */
  readonly fault?: string;
}

/** The commits of the default branch's line, by their ids. */
export type Line = ReadonlyMap<string, LineCommit>;
