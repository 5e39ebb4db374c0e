import type { LedgerCommit } from "../../core/audit/ledger-commit.ts";
import { parseEntries } from "../../core/ledger/entry-document.ts";
import { ENTRIES } from "../ledger/layout.ts";
import { requireFormat } from "../ledger/tree.ts";
import { askObjects } from "../process/ask-objects.ts";
import { RepositoryError } from "../process/error.ts";
import type { Store } from "../process/store.ts";
import { entryDeriver } from "./derived.ts";
import { type LedgerRange, type Listed, type ListedChange, listChanges, listLine } from "./list.ts";

/** A commit of the ledger as its entries tell it. */
export type EntriesCommit = Listed & Pick<LedgerCommit, "entries" | "derived">;

/** A commit of the ledger with every file it changed. */
export type ReadCommit = EntriesCommit & ListedChange;

/**
 * The commits of a range, oldest first, in batches. Reads the blobs of entries alone; of commits from before the ledger kept entries, the
 * state that they changed. Signatures are not looked at. Throws `RepositoryError` when the clone cannot be read, and for a format that is
 * not known.
 */
export async function* eachEntriesCommit(
  store: Store,
  range: LedgerRange,
): AsyncGenerator<readonly EntriesCommit[], undefined> {
  await requireFormat(store, range.to);
  yield* readEntries(store, range, listLine(store, range));
}

/** The same with the files that each changed, which takes git several times as long. */
export const eachLedgerCommit = (
  store: Store,
  range: LedgerRange,
): AsyncGenerator<readonly ReadCommit[], undefined> => readEntries(store, range, listChanges(store, range));

async function* readEntries<Commit extends Listed>(
  store: Store,
  { from }: LedgerRange,
  listed: AsyncIterable<readonly Commit[]>,
): AsyncGenerator<readonly (Commit & EntriesCommit)[], undefined> {
  const derive = entryDeriver(store, from);
  for await (const batch of askObjects(store, "blob", listed, ({ sha }) => `${sha}:${ENTRIES}`)) {
    const commits: (Commit & EntriesCommit)[] = [];
    for (const [commit, text] of batch)
      commits.push(
        text === undefined
          ? { ...commit, entries: await derive(commit), derived: true }
          : { ...commit, entries: parse(commit.sha, text.toString("utf8")) },
      );
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
