import { isAncestor } from "../../objects/history.ts";
import type { OwnFolder } from "../../process/own-folder.ts";
import type { Store } from "../../process/store.ts";
import { eachEntriesCommit } from "../commits.ts";
import {
  type Head,
  type Numbered,
  readEntries,
  readHead,
  readNames,
  writeFile,
  writeHead,
} from "./segments.ts";
import { type Sorted, sortEntry, sortedFrom } from "./sort.ts";

/** Entries in memory, before they are written. */
const MOST_WAITING = 20_000;

/** A file of a part with fewer entries is written anew with the next ones. */
const FULL = 1000;

/**
 * The index up to `tip`: the one that is there, or continued from that where the ledger continues it, or a new one. `again`: what is
 * there is not to be used. Throws `IndexError` for a damaged one, `RepositoryError` for a ledger of a format that is not known, and what node:fs throws where nothing can be written.
 */
export async function buildIndex(
  store: Store,
  folder: OwnFolder,
  tip: string,
  again: boolean,
): Promise<Head> {
  const kept = again ? undefined : await readHead(folder);
  if (kept?.tip === tip) return kept;
  const isContinued = kept !== undefined && (await isAncestor(store, kept.tip, tip).catch(() => false));
  const head = await continueIndex(store, folder, tip, isContinued ? kept : undefined);
  await writeHead(folder, head);
  return head;
}

async function continueIndex(
  store: Store,
  folder: OwnFolder,
  tip: string,
  before: Head | undefined,
): Promise<Head> {
  const sorted = sortedFrom(before && (await readNames(folder, before.names)));
  const parts = new Map(before?.parts);
  let { entries, began, derived } = before ?? { entries: 0, began: undefined, derived: 0 };
  let written = entries;
  for await (const batch of eachEntriesCommit(store, { from: before?.tip ?? null, to: tip })) {
    for (const commit of batch) {
      began ??= commit.at;
      if (commit.derived) derived++;
      for (const entry of commit.entries) sortEntry(sorted, entries++, entry);
    }
    if (entries - written < MOST_WAITING) continue;
    await writeParts(folder, sorted, parts);
    written = entries;
  }
  await writeParts(folder, sorted, parts);
  const { people } = sorted;
  return { tip, entries, began, derived, names: await writeFile(folder, { people }), parts };
}

async function writeParts(
  folder: OwnFolder,
  { parts: waiting }: Sorted,
  parts: Map<number, readonly string[]>,
): Promise<void> {
  for (const [part, more] of waiting) {
    const files = parts.get(part) ?? [];
    const last = await readLast(folder, files);
    const kept = last.length === 0 ? files : files.slice(0, -1);
    parts.set(part, [...kept, await writeFile(folder, [...last, ...more])]);
  }
  waiting.clear();
}

/** The entries of the last file, if there is room in it. */
async function readLast(folder: OwnFolder, files: readonly string[]): Promise<readonly Numbered[]> {
  const name = files.at(-1);
  const entries = name === undefined ? [] : await readEntries(folder, name);
  return entries.length < FULL ? entries : [];
}
