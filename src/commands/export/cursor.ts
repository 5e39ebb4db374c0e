import { randomUUID } from "node:crypto";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { findExposedFolder } from "../../configuration/exposed-files.ts";
import { CannotAnswerError } from "../runner/failure.ts";

/** How far a receiver has the ledger. */
export interface Cursor {
  /** The last commit that it has whole; null: none. */
  readonly after: string | null;
  /** Entries that it has of the commit after that. */
  readonly entries: number;
}

export interface CursorFile {
  /** `undefined`: there is none yet. Throws `CannotAnswerError` for one that cannot be used. */
  read(): Promise<Cursor | undefined>;
  /** All of it is on the disk afterwards, or what was there before. */
  write(cursor: Cursor): Promise<void>;
}

/** `receiver`: a digest that names it. A cursor of another receiver is not used: this one would miss what the other has. */
export function openCursor(path: string, receiver: string): CursorFile {
  return {
    async read() {
      const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT") return undefined;
        throw unusable(path, `cannot be read: ${error.code}`);
      });
      if (text === undefined) return undefined;
      // Whoever can write it could make us skip entries.
      const [exposed] = [path, dirname(path)].flatMap(findExposedFolder);
      if (exposed !== undefined) throw unusable(exposed.path, exposed.how, exposed.fix);
      return parse(path, text, receiver);
    },
    async write({ after, entries }) {
      const folder = dirname(path);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const draft = `${path}.${randomUUID()}`;
      try {
        await writeWhole(draft, `${JSON.stringify({ version: 1, receiver, after, entries })}\n`);
        await rename(draft, path);
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
      await syncFolder(folder);
    },
  };
}

async function writeWhole(path: string, text: string): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** So that the new name is on the disk as well. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function parse(path: string, text: string, receiver: string): Cursor {
  const read = readJson(text);
  const { version, after, entries } = read;
  const isWhole =
    version === 1 &&
    (after === null || (typeof after === "string" && /^[0-9a-f]{40,64}$/u.test(after))) &&
    Number.isSafeInteger(entries) &&
    Number(entries) >= 0;
  if (!isWhole) throw unusable(path, "is no cursor of this version of Hallpass");
  if (read.receiver !== receiver) throw unusable(path, "belongs to another receiver, format or clone");
  return { after, entries: Number(entries) };
}

/** An empty object for what is none. */
function readJson(text: string): Readonly<Record<string, unknown>> & { readonly after?: unknown } {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}

const unusable = (path: string, why: string, fix = ""): CannotAnswerError =>
  new CannotAnswerError(
    "CURSOR_UNUSABLE",
    `The cursor ${path}: ${why}.`,
    fix || "Give another --cursor: everything is sent again then, under the same ids.",
  );
