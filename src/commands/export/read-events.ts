import { type ExportEvent, toEvents } from "../../core/export/event.ts";
import type { Disclosure } from "../../core/export/tell.ts";
import type { HoldingRecord } from "../../core/ledger/holding-record.ts";
import { parseHolding } from "../../core/ledger/ledger-document.ts";
import { readObjects } from "../../git/objects/objects.ts";
import { eachLedgerCommit, type ReadCommit } from "../../git/past/commits.ts";
import type { Store } from "../../git/process/store.ts";
import type { Cursor } from "./cursor.ts";

/** An event, and the cursor once a receiver has it. */
export interface ReadEvent {
  readonly event: ExportEvent;
  readonly cursor: Cursor;
}

/** Commits whose holdings are in memory at once. */
const AT_ONCE = 50;

/** The events after the cursor up to `tip`, in the ledger's order, a few commits at a time. Throws `RepositoryError`. */
export async function* eachEvents(
  store: Store,
  { after, entries }: Cursor,
  tip: string,
  disclosure: Disclosure,
): AsyncGenerator<readonly ReadEvent[], undefined> {
  let before = after;
  let skip = entries;
  for await (const batch of eachLedgerCommit(store, { from: after, to: tip }))
    for (let begin = 0; begin < batch.length; begin += AT_ONCE) {
      const commits = batch.slice(begin, begin + AT_ONCE);
      const holdings = await readHoldings(store, commits);
      const read: ReadEvent[] = [];
      for (const commit of commits) {
        const changed = commit.files.flatMap(({ blob }) => holdings.get(blob ?? "") ?? []);
        const events = toEvents(commit, changed, disclosure);
        const last = events.length - 1;
        for (const [index, event] of events.entries())
          if (index >= skip)
            read.push({
              event,
              cursor:
                index === last ? { after: commit.sha, entries: 0 } : { after: before, entries: index + 1 },
            });
        [before, skip] = [commit.sha, 0];
      }
      yield read;
    }
}

const HOLDING = /^holdings\//u;

/** By blob: what the commits made of the holdings that they changed. */
async function readHoldings(
  store: Store,
  commits: readonly ReadCommit[],
): Promise<ReadonlyMap<string, HoldingRecord>> {
  const blobs = [
    ...new Set(
      commits.flatMap(({ files }) =>
        files.flatMap(({ path, blob }) => (HOLDING.test(path) && blob !== null ? [blob] : [])),
      ),
    ),
  ];
  const texts = await readObjects(store, blobs, "blob");
  return new Map(blobs.map((blob, index) => [blob, parseHolding(texts[index]?.toString("utf8") ?? "")]));
}
