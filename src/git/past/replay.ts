import type { PastEntry } from "../../core/audit/ledger-commit.ts";
import { applyEntries, emptyLedger, type LedgerState } from "../../core/ledger/ledger.ts";
import type { LedgerEntry } from "../../core/ledger/ledger-entry.ts";
import type { PlayedCommit } from "../../core/verify/verdict.ts";
import type { Violation } from "../../core/verify/violation.ts";
import { listChangedFiles } from "../ledger/files.ts";
import { ENTRIES, FORMAT } from "../ledger/layout.ts";
import { hasPages } from "../ledger/pages.ts";
import { isPage } from "../ledger/places.ts";
import { wholeLedger } from "../ledger/tree.ts";
import { findFile } from "../objects/objects.ts";
import { RepositoryError } from "../process/error.ts";
import { hasId } from "../process/object-hash.ts";
import type { Store } from "../process/store.ts";
import { eachLedgerCommit, type ReadCommit } from "./commits.ts";
import { createDays } from "./days.ts";
import type { ChangedFile, LedgerRange } from "./list.ts";
import { readNextState } from "./next-state.ts";

/**
 * Plays the entries of a range again, and compares what they lead to with the files of each commit. A commit from before entries were kept
 * is taken as it is; after one that keeps them, it is a violation. After a violation goes on from what the commit holds.
 */
export async function* replayLedger(
  store: Store,
  range: LedgerRange,
): AsyncGenerator<PlayedCommit, undefined> {
  let state = range.from === null ? emptyLedger : await wholeLedger.readAt(store, range.from);
  let last = range.from;
  let keepsEntries = last !== null && (await findFile(store, last, ENTRIES)) !== undefined;
  const blobs = new Map<string, string>();
  const days = createDays(store);
  if (range.from !== null && (await hasPages(store, range.from))) days.expect();
  for await (const batch of eachLedgerCommit(store, range))
    for (const commit of batch) {
      const before = state;
      const { after, violations } = await play(commit, before, {
        blobs,
        isWhole: range.from === null,
        days,
        last,
        keepsEntries,
      });
      keepsEntries ||= commit.derived !== true;
      const isTaken = commit.derived === true || violations.length > 0;
      state =
        isTaken || after === undefined
          ? await readNextState(store, { tip: last, state: before }, commit.sha)
          : after;
      last = commit.sha;
      note(blobs, commit.files);
      if (violations.length > 0) days.forget();
      yield { commit, before, violations };
    }
}

function note(blobs: Map<string, string>, files: readonly ChangedFile[]): void {
  for (const { path, blob } of files)
    if (blob === null) blobs.delete(path);
    else blobs.set(path, blob);
}

interface Played {
  readonly after?: LedgerState;
  readonly violations: readonly Violation[];
}

interface Known {
  /** By path, as far as the range changed them. */
  readonly blobs: ReadonlyMap<string, string>;
  /** The range begins with the ledger: what it never wrote is not there. */
  readonly isWhole: boolean;
  readonly days: ReturnType<typeof createDays>;
  /** The commit before. */
  readonly last: string | null;
  /** A commit before it has entries. */
  readonly keepsEntries: boolean;
}

async function play(commit: ReadCommit, before: LedgerState, known: Known): Promise<Played> {
  if (commit.derived) return { violations: known.keepsEntries ? [nameOlderFormat(commit.sha, ENTRIES)] : [] };
  const entries = commit.entries.filter(hasProof);
  try {
    const after = applyEntries(before, entries);
    const pages = await known.days.listPages(commit, entries, after, known.last);
    const files = [...listChangedFiles(entries, after), ...pages];
    return { after, violations: compare(commit, files, known) };
  } catch (error) {
    if (error instanceof RepositoryError) throw error;
    const says = error instanceof Error ? error.message : String(error);
    return { violations: [{ code: "ENTRY_IMPOSSIBLE", says, commit: commit.sha }] };
  }
}

/** Only entries that were derived have none. */
const hasProof = (entry: PastEntry): entry is LedgerEntry =>
  entry.kind !== "intent" || entry.proof !== undefined;

function compare(
  { sha, files }: ReadCommit,
  expected: ReturnType<typeof listChangedFiles>,
  { blobs, isWhole }: Known,
): Violation[] {
  const changed = new Map(files.map(({ path, blob }) => [path, blob]));
  const wanted = new Set(expected.map(({ path }) => path));
  const forged = expected
    .filter(({ path, text }) => {
      const blob = changed.has(path) ? changed.get(path) : blobs.get(path);
      // Of a range, the files that it does not change are not known.
      if (blob === undefined) return isWhole;
      return blob === null || !hasId(blob, "blob", Buffer.from(text));
    })
    .map(({ path }) => path);
  const strange = files.map(({ path }) => path).filter((path) => !wanted.has(path));
  return [...forged, ...strange].map((path): Violation => {
    if (path === FORMAT && changed.get(path) === null) return nameOlderFormat(sha, path);
    return {
      code: isPage(path) ? "PAGE_FORGED" : "STATE_FORGED",
      says: `${path} is not what the entries of this commit make of the commit before`,
      commit: sha,
    };
  });
}

const nameOlderFormat = (commit: string, path: string): Violation => ({
  code: "STATE_FORGED",
  says: `${path} is gone: the ledger never goes back to an older format`,
  commit,
});
