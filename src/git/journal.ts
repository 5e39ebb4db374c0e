import { mkdir, open, readFile, rename } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { parseEntry, serializeEntry } from "../core/entry-document.ts";
import type { JournalEntry } from "../core/ledger-entry.ts";
import type { Journal } from "../core/ports/journal.ts";
import { workInTurn } from "./in-turn.ts";

interface Line {
  /** With its newline. */
  readonly bytes: Buffer;
  /** undefined when it cannot be read. */
  readonly entry: JournalEntry | undefined;
}

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * A journal in a file of JSON lines. One process owns the file. A line that is no entry is moved to `<path>.bad` and never stops
 * the rest: what it told is found again by planning.
 */
export function fileJournal(path: string): Journal {
  const file = resolve(path);
  const inTurn = workInTurn();
  return {
    append: (entries) => inTurn(() => append(file, entries)),
    read: () => inTurn(() => read(file)),
    drop: (count) => inTurn(() => drop(file, count)),
  };
}

async function append(file: string, entries: readonly JournalEntry[]): Promise<void> {
  const whole = (await readWhole(file)).length;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  // What a crash left of a line must not become the beginning of the next one.
  await write(file, "a", Buffer.from(join(entries.map(serializeEntry))), whole);
  await syncFolder(file);
}

async function read(file: string): Promise<JournalEntry[]> {
  const lines = await readLines(file);
  // A disk that takes nothing more must stop no ending; the next read tries again.
  await setAside(file, lines).catch(() => {});
  return lines.flatMap(({ entry }) => (entry === undefined ? [] : [entry]));
}

async function drop(file: string, count: number): Promise<void> {
  const good = await setAside(file, await readLines(file));
  if (count > good.length)
    throw new Error(`The journal has ${good.length} entries; ${count} cannot be dropped.`);
  await replace(file, good.slice(count));
}

/** Moves the lines that are no entries to the file beside, and returns the others. A crash in between repeats them there, and loses none. */
async function setAside(file: string, lines: readonly Line[]): Promise<readonly Line[]> {
  const good = lines.filter(({ entry }) => entry !== undefined);
  if (good.length === lines.length) return good;
  const bad = lines.filter(({ entry }) => entry === undefined);
  await write(`${file}.bad`, "a", Buffer.concat(bad.map(({ bytes }) => bytes)));
  await syncFolder(file);
  await replace(file, good);
  return good;
}

async function replace(file: string, lines: readonly Line[]): Promise<void> {
  const next = `${file}.next`;
  await write(next, "w", Buffer.concat(lines.map(({ bytes }) => bytes)));
  await rename(next, file);
  await syncFolder(file);
}

async function write(file: string, flags: "a" | "w", bytes: Buffer, from?: number): Promise<void> {
  const handle = await open(file, flags, 0o600);
  try {
    if (from !== undefined) await handle.truncate(from);
    await handle.appendFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Whole lines only: the last one is torn when its end is missing, and then its append was never answered. */
async function readWhole(file: string): Promise<Buffer> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return Buffer.alloc(0);
    throw error;
  });
  return bytes.subarray(0, bytes.lastIndexOf(10) + 1);
}

async function readLines(file: string): Promise<Line[]> {
  const bytes = await readWhole(file);
  const lines: Line[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(10, at) + 1;
    const line = bytes.subarray(at, end);
    lines.push({ bytes: line, entry: parse(line) });
    at = end;
  }
  return lines;
}

function parse(line: Buffer): JournalEntry | undefined {
  try {
    return parseEntry(strict.decode(line.subarray(0, -1)));
  } catch {
    return undefined;
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
