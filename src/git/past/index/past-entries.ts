import { createHash } from "node:crypto";
import type { PastEntry } from "../../../core/audit/ledger-commit.ts";
import { ForeignFolderError, type OwnFolder, ownFolder } from "../../process/own-folder.ts";
import type { Store } from "../../process/store.ts";
import { eachEntriesCommit } from "../commits.ts";
import { buildIndex } from "./build.ts";
import { type Head, IndexError, type Numbered, readEntries, readNames } from "./segments.ts";
import { OTHERS, partsOfPerson, partsOfResource } from "./sort.ts";

/** The entries that a question needs: about the holdings of one resource, or of one person; those about no holding; or all. */
export type Wanted = { readonly resource: string } | { readonly person: string } | "others" | "all";

export interface PastEntries {
  /** In the ledger's order. More may be among them than was wanted. */
  readonly entries: readonly PastEntry[];
  /** The time of the ledger's first commit. */
  readonly began?: Date;
  /** Commits that say only by the state they changed what happened. */
  readonly derived: number;
}

export interface Past {
  readonly store: Store;
  /** A verified commit. */
  readonly tip: string;
  /** The key that verified it; undefined: none did. */
  readonly publicKey: string | undefined;
  /** A folder of this account alone, outside every clone, for the index. */
  readonly folder: string;
}

/** To be raised when entries of the same ledger are read otherwise than before, and when a format is no longer known. */
const VERSION = 2;

/**
 * The ledger's entries up to a verified commit, by an index in a folder of this account. The index is a cache: it counts only for that
 * commit or one that the commit continues, and is built from git where it is missing, damaged, of another key, or could have been
 * written by another account. Where nothing can be written, all of the ledger is read. Throws `RepositoryError` for a ledger of a format
 * that is not known.
 */
export async function readPastEntries(past: Past, wanted: Wanted): Promise<PastEntries> {
  const { store, tip, publicKey } = past;
  const name = createHash("sha256").update(JSON.stringify([VERSION, store.directory, publicKey ?? null]));
  const folder = ownFolder(past.folder, `index-${name.digest("hex")}`);
  for (const again of [false, true])
    try {
      const head = await buildIndex(store, folder, tip, again);
      return { ...describe(head), entries: await choose(folder, head, wanted) };
    } catch (error) {
      if (error instanceof ForeignFolderError) break;
      if (!(error instanceof IndexError) && !isOfDisk(error)) throw error;
    }
  return readAll(past);
}

const isOfDisk = (error: unknown): boolean =>
  error instanceof Error && "syscall" in error && "path" in error && typeof error.path === "string";

const describe = ({ began, derived }: Head) => ({ ...(began && { began }), derived });

async function choose(folder: OwnFolder, head: Head, wanted: Wanted): Promise<PastEntry[]> {
  const parts = (await chooseParts(folder, head, wanted)) ?? head.parts.keys();
  const found: Numbered[] = [];
  for (const part of parts)
    for (const file of head.parts.get(part) ?? [])
      for (const each of await readEntries(folder, file)) found.push(each);
  return found.sort(([a], [b]) => a - b).map(([, entry]) => entry);
}

/** undefined: all of them. */
async function chooseParts(
  folder: OwnFolder,
  head: Head,
  wanted: Wanted,
): Promise<ReadonlySet<number> | undefined> {
  if (wanted === "all") return undefined;
  if (wanted === "others") return new Set([OTHERS]);
  if ("resource" in wanted) return partsOfResource(wanted.resource);
  return partsOfPerson(await readNames(folder, head.names), wanted.person);
}

async function readAll({ store, tip }: Past): Promise<PastEntries> {
  const entries: PastEntry[] = [];
  let [began, derived]: [Date | undefined, number] = [undefined, 0];
  for await (const batch of eachEntriesCommit(store, { from: null, to: tip }))
    for (const commit of batch) {
      began ??= commit.at;
      if (commit.derived) derived++;
      for (const entry of commit.entries) entries.push(entry);
    }
  return { entries, derived, ...(began && { began }) };
}
