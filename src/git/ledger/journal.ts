import { mkdir, open, readFile, rename } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { parseEntry, serializeEntry } from "../../core/ledger/entry-document.ts";
import type { JournalEntry } from "../../core/ledger/ledger-entry.ts";
import type { Journal } from "../../core/ports/journal.ts";
import { createLane } from "../../lanes/one-at-a-time.ts";

/** Called when writing to the file fails, with the error, and when the file holds everything again, with `undefined`. */
export type WriteListener = (error: unknown) => void;

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * A journal in memory and in a file of JSON lines. One process owns the file, and reads it once. A line that is no entry is moved to
 * `<path>.bad` and never stops the rest: planning finds again what it told.
 *
 * A full disk does not stop revocations: entries stay in memory until it has space, and `onWrite` is called. What a crash loses then
 * is found again too: a revocation is repeated, an early end is read again from GitHub.
 */
export function fileJournal(path: string, onWrite: WriteListener = () => undefined): Journal {
  const file = resolve(path);
  const inTurn = createLane();
  let entries: JournalEntry[] = [];
  /** Lines that are no entries and are not moved yet. */
  let bad: readonly Buffer[] = [];
  /** Bytes of the file, all of them lines of `entries`; undefined while the file is not so. */
  let written: number | undefined;
  let isLoaded = false;
  /** Is the file's name in its folder on disk? */
  let isNamed = false;
  let failed: string | undefined;
  /** Entries whose turn to be written has not come: they are written together. */
  let waiting: { readonly entries: JournalEntry[]; readonly done: Promise<void> } | undefined;

  const attempt = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
      if (written === undefined || failed === undefined) return;
      failed = undefined;
      onWrite(undefined);
    } catch (error) {
      const code = codeOf(error);
      if (code !== failed) onWrite(error);
      failed = code;
    }
  };

  const load = async (): Promise<void> => {
    if (isLoaded) return;
    const lines = await readLines(file);
    entries = [...lines.entries, ...entries];
    bad = lines.bad;
    isLoaded = true;
    if (bad.length === 0 && entries.length === lines.entries.length) written = lines.size;
  };

  const writeAll = async (): Promise<void> => {
    await load();
    if (written !== undefined) return;
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await setAside(file, bad);
    bad = [];
    const bytes = toBytes(entries);
    await replace(file, bytes);
    isNamed = true;
    written = bytes.length;
  };

  const writeMore = async (more: readonly JournalEntry[]): Promise<void> => {
    await load();
    if (written === undefined) return;
    const [bytes, from] = [toBytes(more), written];
    // The content of the file is unknown until it is on disk.
    written = undefined;
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    // The rest of a line after a crash must not become the beginning of the next line.
    await write(file, "a", bytes, from);
    if (!isNamed) await syncFolder(file);
    isNamed = true;
    written = from + bytes.length;
  };

  const appendTogether = (): NonNullable<typeof waiting> => {
    const more: JournalEntry[] = [];
    const done = inTurn(async () => {
      waiting = undefined;
      await attempt(() => writeMore(more));
      entries.push(...more);
      if (written === undefined) await attempt(writeAll);
    });
    return { entries: more, done };
  };

  return {
    append: (more) => {
      waiting ??= appendTogether();
      waiting.entries.push(...more);
      return waiting.done;
    },
    read: () =>
      inTurn(async () => {
        await attempt(load);
        if (bad.length > 0 || (isLoaded && written === undefined)) await attempt(writeAll);
        return [...entries];
      }),
    drop: (count) =>
      inTurn(async () => {
        await attempt(load);
        if (count > entries.length)
          throw new Error(`The journal has ${entries.length} entries; ${count} cannot be dropped.`);
        entries.splice(0, count);
        written = undefined;
        await attempt(writeAll);
      }),
  };
}

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : String(error);

/** A crash before the lines are gone from the file repeats them beside it, and loses none. */
async function setAside(file: string, bad: readonly Buffer[]): Promise<void> {
  if (bad.length === 0) return;
  await write(`${file}.bad`, "a", Buffer.concat(bad));
  await syncFolder(file);
}

async function replace(file: string, bytes: Buffer): Promise<void> {
  const next = `${file}.next`;
  await write(next, "w", bytes);
  await rename(next, file);
  await syncFolder(file);
}

async function write(file: string, flags: "a" | "w", bytes: Buffer, from?: number): Promise<void> {
  const handle = await open(file, flags, 0o600);
  try {
    if (from !== undefined) {
      const { size } = await handle.stat();
      if (size < from) throw new Error(`${file} has ${size} bytes; ${from} were written to it.`);
      await handle.truncate(from);
    }
    await handle.appendFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Whole lines only. The last line is torn if its end is missing, and then its append never completed. */
async function readWhole(file: string): Promise<Buffer> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return Buffer.alloc(0);
    throw error;
  });
  return bytes.subarray(0, bytes.lastIndexOf(10) + 1);
}

async function readLines(file: string) {
  const bytes = await readWhole(file);
  const entries: JournalEntry[] = [];
  const bad: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(10, at) + 1;
    const line = bytes.subarray(at, end);
    const entry = parse(line);
    if (entry === undefined) bad.push(line);
    else entries.push(entry);
    at = end;
  }
  return { entries, bad, size: bytes.length };
}

function parse(line: Buffer): JournalEntry | undefined {
  try {
    return parseEntry(strict.decode(line.subarray(0, -1)));
  } catch {
    return undefined;
  }
}

const toBytes = (entries: readonly JournalEntry[]): Buffer =>
  Buffer.from(entries.map((entry) => `${serializeEntry(entry)}\n`).join(""));

/** A new name in a folder is on disk only when the folder is. */
async function syncFolder(file: string): Promise<void> {
  const folder = await open(dirname(file), "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
