import { mkdir, open, readFile, rename } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { parseEntry, serializeEntry } from "../core/entry-document.ts";
import type { LedgerEntry } from "../core/ledger.ts";
import type { Journal } from "../core/ports/journal.ts";
import { workInTurn } from "./in-turn.ts";

/** A journal in a file of JSON lines. One process owns the file. */
export function fileJournal(path: string): Journal {
  const file = resolve(path);
  const inTurn = workInTurn();
  return {
    append: (entries) => inTurn(() => append(file, entries)),
    read: () => inTurn(async () => (await readLines(file)).map(parse)),
    drop: (count) => inTurn(() => drop(file, count)),
  };
}

async function append(file: string, entries: readonly LedgerEntry[]): Promise<void> {
  const whole = (await readWhole(file)).length;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const handle = await open(file, "a", 0o600);
  try {
    // What a crash left of a line must not become the beginning of the next one.
    await handle.truncate(whole);
    await handle.appendFile(join(entries.map(serializeEntry)));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await syncFolder(file);
}

async function drop(file: string, count: number): Promise<void> {
  const lines = await readLines(file);
  if (count > lines.length)
    throw new Error(`The journal has ${lines.length} entries; ${count} cannot be dropped.`);
  const next = `${file}.next`;
  const handle = await open(next, "w", 0o600);
  try {
    await handle.writeFile(join(lines.slice(count)));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(next, file);
  await syncFolder(file);
}

/** Whole lines only: the last one is torn when its end is missing, and then its append was never answered. */
async function readWhole(file: string): Promise<Buffer> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return Buffer.alloc(0);
    throw error;
  });
  return bytes.subarray(0, bytes.lastIndexOf(10) + 1);
}

const readLines = async (file: string): Promise<string[]> =>
  (await readWhole(file)).toString("utf8").split("\n").slice(0, -1);

function parse(line: string, index: number): LedgerEntry {
  try {
    return parseEntry(line);
  } catch (cause) {
    throw new Error(`Line ${index + 1} of the journal cannot be read. Keep the file and look into it.`, {
      cause,
    });
  }
}

const join = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join("");

/** A new name in a folder is on disk only when the folder is. */
async function syncFolder(file: string): Promise<void> {
  const folder = await open(dirname(file), "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
