import { holdingKey } from "../../core/access/holding.ts";
import { deriveEntries } from "../../core/audit/derive-entries.ts";
import type { LedgerCommit } from "../../core/audit/ledger-commit.ts";
import { parseEntries } from "../../core/ledger/entry-document.ts";
import { emptyLedger, type LedgerState } from "../../core/ledger/ledger.ts";
import { ENTRIES } from "../ledger/layout.ts";
import { wholeLedger } from "../ledger/tree.ts";
import { readObjects } from "../objects/objects.ts";
import { eachRecord } from "../process/each-record.ts";
import { RepositoryError } from "../process/error.ts";
import { requireObjectId } from "../process/object-id.ts";
import type { Store } from "../process/store.ts";
import { decodePath } from "../process/text.ts";

/** A range of the ledger's line. `from`: the commit before its first; null = the ledger's beginning. */
export interface LedgerRange {
  readonly from: string | null;
  readonly to: string;
}

/** A file that a commit changed, and its new blob; null: it is gone. */
export interface ChangedFile {
  readonly path: string;
  readonly blob: string | null;
}

/** A commit of the ledger with every file it changed. */
export interface ReadCommit extends LedgerCommit {
  readonly files: readonly ChangedFile[];
}

/** One commit, with the blob of its entries; undefined: it has none. */
interface Listed {
  readonly sha: string;
  readonly at: Date;
  readonly defaultCommit?: string;
  readonly files: ChangedFile[];
  entries: string | undefined;
}

/** Commits whose entries are read by one process. */
const AT_ONCE = 1000;

/**
 * The commits of a range, oldest first, in batches. Reads the blobs of entries alone; of commits from before the ledger kept entries, the
 * state that they changed. Signatures are not looked at. Throws `RepositoryError` when the clone cannot be read.
 */
export async function* eachLedgerCommit(
  store: Store,
  range: LedgerRange,
): AsyncGenerator<readonly ReadCommit[], undefined> {
  const derive = entryDeriver(store, range.from);
  let last = range.from === null ? undefined : await findEntries(store, range.from);
  for await (const batch of inBatches(listCommits(store, range))) {
    for (const commit of batch) last = commit.entries ??= last;
    const kept = batch.filter(({ entries }) => entries !== undefined);
    const texts = await readObjects(
      store,
      kept.map(({ entries }) => entries ?? ""),
      "blob",
    );
    const read = new Map(kept.map(({ sha }, index) => [sha, texts[index]]));
    const commits: ReadCommit[] = [];
    for (const { entries: _, ...commit } of batch) {
      const text = read.get(commit.sha);
      commits.push(
        text === undefined
          ? { ...commit, entries: await derive(commit), derived: true }
          : { ...commit, entries: parse(commit.sha, text.toString("utf8")) },
      );
    }
    yield commits;
  }
}

function parse(sha: string, text: string) {
  try {
    return parseEntries(text);
  } catch (cause) {
    throw new RepositoryError({
      command: "cat-file",
      detail: `the entries of the ledger's commit ${sha} cannot be read: ${cause instanceof Error ? cause.message : cause}`,
      retryable: false,
    });
  }
}

/** Reads the state of each commit after that of the one before it. */
function entryDeriver(store: Store, from: string | null) {
  let known: { readonly tip: string | null; readonly state: LedgerState } = { tip: from, state: emptyLedger };
  let isRead = from === null;
  return async ({ sha, at }: Pick<Listed, "sha" | "at">) => {
    if (!isRead && from !== null) known = { tip: from, state: await wholeLedger.readAt(store, from) };
    isRead = true;
    const { tip, state: before } = known;
    const after =
      tip === null
        ? await wholeLedger.readAt(store, sha)
        : await wholeLedger.readAfter(store, { tip, state: before }, sha);
    known = { tip: sha, state: after };
    const holdings = [...after.holdings.values()]
      .map(holdingKey)
      .filter((key) => before.holdings.get(key) !== after.holdings.get(key));
    const refusals = [...after.refusals.keys()].filter((path) => !before.refusals.has(path));
    return deriveEntries({ before, after, holdings, refusals }, at);
  };
}

async function findEntries(store: Store, sha: string): Promise<string | undefined> {
  const args = ["ls-tree", "-z", requireObjectId(sha), "--", ENTRIES];
  for await (const [line] of eachRecord(store, args, (record) => record.toString("latin1")))
    return line?.split(/[ \t]/u)[2];
  return undefined;
}

async function* inBatches<T>(source: AsyncIterable<readonly T[]>): AsyncGenerator<readonly T[], undefined> {
  let waiting: T[] = [];
  for await (const some of source) {
    waiting.push(...some);
    while (waiting.length > AT_ONCE) {
      yield waiting.slice(0, AT_ONCE);
      waiting = waiting.slice(AT_ONCE);
    }
  }
  if (waiting.length > 0) yield waiting;
}

const DEFAULT_BRANCH = "%(trailers:key=Hallpass-Default-Branch,valueonly,separator=%x2C)";

/** `git log` prints a commit's line, and then pairs: a change, and its path. */
async function* listCommits(
  store: Store,
  { from, to }: LedgerRange,
): AsyncGenerator<readonly Listed[], undefined> {
  const range = from === null ? [requireObjectId(to)] : [`${requireObjectId(from)}..${requireObjectId(to)}`];
  const args = [
    ...["log", "--first-parent", "--reverse", "-z", "--raw", "--no-renames", "--no-abbrev"],
    ...[
      "--no-ext-diff",
      "--no-show-signature",
      "--no-color",
      "--root",
      `--format=commit %H %ct ${DEFAULT_BRANCH}`,
    ],
    ...[...range, "--"],
  ];
  let change: string | undefined;
  let commit: Listed | undefined;
  for await (const batch of eachRecord(store, args, (record) => record)) {
    const done: Listed[] = [];
    for (const record of batch) {
      if (change !== undefined) {
        commit?.files.push({ path: decodePath(record), blob: newBlob(change) });
        change = undefined;
        continue;
      }
      const text = record.toString("latin1").trimStart();
      if (text.startsWith(":")) change = text;
      else {
        if (commit !== undefined) done.push(finish(commit));
        commit = parseCommitLine(text);
      }
    }
    yield done;
  }
  if (commit !== undefined) yield [finish(commit)];
}

/** `:100644 100644 OLD NEW M` */
const newBlob = (change: string): string | null => {
  const [, , , blob = "", status] = change.split(" ");
  return status === "D" ? null : blob;
};

/** All changes of the commit are known. */
function finish(commit: Listed): Listed {
  const entries = commit.files.find(({ path }) => path === ENTRIES)?.blob;
  return { ...commit, entries: entries ?? undefined };
}

function parseCommitLine(text: string): Listed {
  const [, sha = "", seconds = "", defaultCommit = ""] = text.trimEnd().split(" ");
  return {
    sha: requireObjectId(sha),
    at: new Date(Number(seconds) * 1000),
    ...(defaultCommit !== "" && { defaultCommit }),
    files: [],
    entries: undefined,
  };
}
