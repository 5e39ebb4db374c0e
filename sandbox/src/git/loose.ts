import { createHash, randomUUID } from "node:crypto";
import { link, mkdir, readFile, unlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { deflateSync, inflateSync } from "node:zlib";
import type { Store } from "./run.ts";

/** A git object. */
export interface GitObject {
  readonly type: string;
  readonly bytes: Buffer;
}

/** Git reads larger objects, because reading them here would block all other requests. */
const mostBytes = 1024 * 1024;

/**
 * A loose object. Recent objects are loose (gitrepository-layout), so most are read without starting git.
 * Undefined for an object that is packed, big or missing: ask git.
 */
export async function readLoose(store: Store, sha: string): Promise<GitObject | undefined> {
  for (const folder of objectFolders(store)) {
    const file = await readFile(placeOf(folder, sha)).catch(() => undefined);
    const object = file && unpack(file);
    if (object !== undefined) return object;
  }
  return undefined;
}

/** Stores an object like `git hash-object -w`, and returns its id. */
export async function writeLoose(store: Store, type: string, content: Buffer | string): Promise<string> {
  const bytes = Buffer.from(content);
  const whole = Buffer.concat([Buffer.from(`${type} ${bytes.length}\0`), bytes]);
  const sha = createHash("sha1").update(whole).digest("hex");
  const [folder = ""] = objectFolders(store);
  const place = placeOf(folder, sha);
  await mkdir(dirname(place), { recursive: true });
  const draft = join(folder, `tmp_obj_${randomUUID()}`);
  await writeFile(draft, deflateSync(whole), { mode: 0o444 });
  await link(draft, place).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  await unlink(draft);
  return sha;
}

/** The folder for new objects, then the folders of the others. */
function objectFolders({ directory, env }: Store): string[] {
  const quarantine = env?.GIT_OBJECT_DIRECTORY;
  return [...(quarantine === undefined ? [] : [quarantine]), join(directory, "objects")];
}

const placeOf = (folder: string, sha: string): string => join(folder, sha.slice(0, 2), sha.slice(2));

function unpack(file: Buffer): GitObject | undefined {
  try {
    const whole = inflateSync(file, { maxOutputLength: mostBytes });
    const end = whole.indexOf(0);
    const [type = ""] = whole.toString("latin1", 0, end).split(" ");
    return { type, bytes: whole.subarray(end + 1) };
  } catch {
    return undefined;
  }
}
