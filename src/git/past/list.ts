import { eachRecord } from "../process/each-record.ts";
import { requireObjectId } from "../process/object-id.ts";
import type { Store } from "../process/store.ts";
import { decodePath } from "../process/text.ts";

/** A range of the ledger's line. `from`: the commit before its first; null = the ledger's beginning. */
export interface LedgerRange {
  readonly from: string | null;
  readonly to: string;
}

/** A commit, and its own time. */
export interface Listed {
  readonly sha: string;
  readonly at: Date;
}

/** A file that a commit changed, and its new blob; null: it is gone. */
export interface ChangedFile {
  readonly path: string;
  readonly blob: string | null;
}

export interface ListedChange extends Listed {
  /** The commit of the default branch that the message names. */
  readonly defaultCommit?: string;
  readonly files: readonly ChangedFile[];
}

type Batches<T> = AsyncGenerator<readonly T[], undefined>;

/** The commits of a range, oldest first. */
export const listLine = (store: Store, range: LedgerRange): Batches<Listed> =>
  eachRecord(store, ["log", "-z", "--format=%H %ct", ...argsOf(range)], (record) => {
    const [sha = "", seconds = ""] = record.toString("latin1").split(" ");
    return readCommit(sha, seconds);
  });

const argsOf = ({ from, to }: LedgerRange): string[] => {
  const range = from === null ? requireObjectId(to) : `${requireObjectId(from)}..${requireObjectId(to)}`;
  return ["--first-parent", "--reverse", "--no-show-signature", "--no-color", range, "--"];
};

const readCommit = (sha: string, seconds: string): Listed => ({
  sha: requireObjectId(sha),
  at: new Date(Number(seconds) * 1000),
});

const DEFAULT_BRANCH = "%(trailers:key=Hallpass-Default-Branch,valueonly,separator=%x2C)";

const CHANGES = [
  ...["log", "-z", "--raw", "--no-renames", "--no-abbrev", "--no-ext-diff", "--root"],
  `--format=commit %H %ct ${DEFAULT_BRANCH}`,
];

/** The same with all that each changed: git compares every tree with the one before, which takes most of the time. */
export async function* listChanges(store: Store, range: LedgerRange): Batches<ListedChange> {
  let change: string | undefined;
  let commit: (ListedChange & { readonly files: ChangedFile[] }) | undefined;
  // `git log` prints a commit's line, and then pairs: a change, and its path.
  for await (const batch of eachRecord(store, [...CHANGES, ...argsOf(range)], (record) => record)) {
    const done: ListedChange[] = [];
    for (const record of batch) {
      if (change !== undefined) {
        commit?.files.push({ path: decodePath(record), blob: newBlob(change) });
        change = undefined;
        continue;
      }
      const text = record.toString("latin1").trimStart();
      if (text.startsWith(":")) change = text;
      else {
        if (commit !== undefined) done.push(commit);
        commit = parseCommitLine(text);
      }
    }
    yield done;
  }
  if (commit !== undefined) yield [commit];
}

/** `:100644 100644 OLD NEW M` */
const newBlob = (change: string): string | null => {
  const [, , , blob = "", status] = change.split(" ");
  return status === "D" ? null : blob;
};

function parseCommitLine(text: string) {
  const [, sha = "", seconds = "", defaultCommit = ""] = text.trimEnd().split(" ");
  return { ...readCommit(sha, seconds), ...(defaultCommit !== "" && { defaultCommit }), files: [] };
}
