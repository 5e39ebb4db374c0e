import type { LedgerState } from "../../core/ledger/ledger.ts";
import type { LedgerEntry } from "../../core/ledger/ledger-entry.ts";
import { listEarlier, renderPages } from "../../core/pages/pages.ts";
import { findFile, readObjects } from "../objects/objects.ts";
import type { Store } from "../process/store.ts";
import type { LedgerFile } from "./files.ts";
import { places } from "./places.ts";

/** The pages of a commit that comes after `from`: `state` is the one after the entries. */
export async function listPages(
  store: Store,
  from: string | null,
  entries: readonly LedgerEntry[],
  state: LedgerState,
): Promise<LedgerFile[]> {
  const known = written.get(store);
  const paths = listEarlier(entries, places);
  const own = known !== undefined && known.commit === from ? known.texts : new Map<string, string>();
  const rest = paths.filter((path) => !own.has(path));
  const texts = new Map([...own, ...(await readPages(store, from, rest))]);
  return renderPages({ entries, state, earlier: (path) => texts.get(path) }, places);
}

/** What was written last, which the next commit is likely to follow. */
const written = new WeakMap<
  Store,
  { readonly commit: string; readonly texts: ReadonlyMap<string, string> }
>();

/** To be called with the commit that these pages are in. */
export function rememberPages(
  store: Store,
  commit: string,
  entries: readonly LedgerEntry[],
  pages: readonly LedgerFile[],
): void {
  const paths = listEarlier(entries, places);
  const own = pages.filter(({ path }) => paths.includes(path));
  written.set(store, { commit, texts: new Map(own.map(({ path, text }) => [path, text])) });
}

/** What a commit has at these places. */
export async function readPages(
  store: Store,
  from: string | null,
  paths: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  if (from === null) return texts;
  for (const path of paths) {
    const text = await readText(store, from, path);
    if (text !== undefined) texts.set(path, text);
  }
  return texts;
}

async function readText(store: Store, commit: string, path: string): Promise<string | undefined> {
  const file = await findFile(store, commit, path);
  if (file === undefined) return undefined;
  const [bytes] = await readObjects(store, [file.blob], "blob");
  return bytes?.toString("utf8");
}

/** Does this commit have pages? A ledger gets its first ones with the first commit after the update. */
export const hasPages = async (store: Store, commit: string): Promise<boolean> =>
  (await findFile(store, commit, places.overview)) !== undefined;
