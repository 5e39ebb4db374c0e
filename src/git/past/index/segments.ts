import { createHash } from "node:crypto";
import { deserialize, serialize } from "node:v8";
import type { PastEntry } from "../../../core/audit/ledger-commit.ts";
import type { OwnFolder } from "../../process/own-folder.ts";

/** An entry with its number in the ledger's order. */
export type Numbered = readonly [number: number, entry: PastEntry];

/** What the entries up to a commit of the ledger were sorted into. */
export interface Head {
  readonly tip: string;
  readonly entries: number;
  readonly began: Date | undefined;
  readonly derived: number;
  /** The file of the `Names`. */
  readonly names: string;
  /** By part, the files of its entries, oldest first. A file is named by the SHA-256 of its bytes. */
  readonly parts: ReadonlyMap<number, readonly string[]>;
}

/** Which parts have entries about whom. */
export interface Names {
  /** By login in small letters, numeric id, and account at the provider. */
  readonly people: ReadonlyMap<string, ReadonlySet<number>>;
}

/** The index is damaged, or not all of it is there: build it again. */
export class IndexError extends Error {
  override readonly name = "IndexError";
}

const HEAD = "head";

/** `undefined`: there is none that can be read. */
export async function readHead(folder: OwnFolder): Promise<Head | undefined> {
  const bytes = await folder.read(HEAD);
  if (bytes === undefined) return undefined;
  const body = bytes.subarray(DIGEST_BYTES);
  const isWhole = createHash("sha256").update(body).digest().equals(bytes.subarray(0, DIGEST_BYTES));
  return isWhole ? (revive(body) as Head | undefined) : undefined;
}

/** `undefined`: a later version of Node wrote it. */
function revive(bytes: Buffer): unknown {
  try {
    return deserialize(bytes);
  } catch {
    return undefined;
  }
}

const DIGEST_BYTES = 32;

/** Makes the index that this head names the one that counts, and removes what it does not need. */
export async function writeHead(folder: OwnFolder, head: Head): Promise<void> {
  const body = serialize(head);
  await folder.write(HEAD, Buffer.concat([createHash("sha256").update(body).digest(), body]));
  await folder.keepOnly(new Set([HEAD, head.names, ...[...head.parts.values()].flat()]));
}

/** Answers the file's name. */
export async function writeFile(folder: OwnFolder, value: Names | readonly Numbered[]): Promise<string> {
  const bytes = serialize(value);
  const name = createHash("sha256").update(bytes).digest("hex");
  await folder.write(name, bytes);
  return name;
}

/** Throws `IndexError`. */
export const readNames = async (folder: OwnFolder, name: string): Promise<Names> =>
  (await readWhole(folder, name)) as Names;

/** Throws `IndexError`. */
export const readEntries = async (folder: OwnFolder, name: string): Promise<readonly Numbered[]> =>
  (await readWhole(folder, name)) as readonly Numbered[];

async function readWhole(folder: OwnFolder, name: string): Promise<unknown> {
  const bytes = await folder.read(name);
  const isWhole = bytes !== undefined && createHash("sha256").update(bytes).digest("hex") === name;
  const value = isWhole ? revive(bytes) : undefined;
  if (value === undefined)
    throw new IndexError(`The file ${name} of the ledger's index is missing or damaged.`);
  return value;
}
