import type { LedgerState } from "../../core/ledger/ledger.ts";
import type { LedgerEntry } from "../../core/ledger/ledger-entry.ts";
import { listEarlier, renderPages } from "../../core/pages/pages.ts";
import type { LedgerFile } from "../ledger/files.ts";
import { readPages } from "../ledger/pages.ts";
import { places } from "../ledger/places.ts";
import type { Store } from "../process/store.ts";
import type { ReadCommit } from "./commits.ts";

/** Days whose pages are kept: entries may wait for a while until they are written. */
const KEPT = 8;

/** The pages that the commits of a replay should have. Of their earlier texts it keeps the newest, and reads the others. */
export function createDays(store: Store) {
  const texts = new Map<string, string>();
  let isExpected = false;
  return {
    /** The commit before the replay's first has pages. */
    expect(): void {
      isExpected = true;
    },
    /** To be called after a commit that is not what it should be: what it holds is read then. */
    forget: (): void => texts.clear(),
    async listPages(
      { files }: ReadCommit,
      entries: readonly LedgerEntry[],
      state: LedgerState,
      last: string | null,
    ): Promise<LedgerFile[]> {
      const wasExpected = isExpected;
      isExpected ||= files.some(({ path }) => path === places.overview);
      // A commit from before there were pages.
      if (!isExpected) return [];
      const paths = listEarlier(entries, places).filter((path) => path !== places.overview);
      const missing = last === null || !wasExpected ? [] : paths.filter((path) => !texts.has(path));
      for (const [path, text] of await readPages(store, last, missing)) texts.set(path, text);
      const earlier = (path: string): string | undefined =>
        path === places.overview ? (wasExpected ? "" : undefined) : texts.get(path);
      const pages = renderPages({ entries, state, earlier }, places);
      keep(
        texts,
        pages.filter(({ path }) => paths.includes(path)),
      );
      return pages;
    },
  };
}

function keep(texts: Map<string, string>, days: readonly LedgerFile[]): void {
  for (const { path, text } of days) texts.set(path, text);
  for (const path of [...texts.keys()].sort().slice(0, -KEPT)) texts.delete(path);
}
