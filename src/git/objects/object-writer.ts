import { createHash, randomUUID } from "node:crypto";
import { chmod, mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { deflateSync } from "node:zlib";
import type { Store } from "../process/store.ts";

/** Puts an object into a file of its own, as `git hash-object -w` does, on disk before anything names it. Tells its id. */
export async function writeObject(
  { directory }: Store,
  type: "blob" | "tree" | "commit",
  content: Buffer | string,
): Promise<string> {
  const bytes = Buffer.from(content);
  const whole = Buffer.concat([Buffer.from(`${type} ${bytes.length}\0`), bytes]);
  const id = createHash("sha1").update(whole).digest("hex");
  const file = join(directory, "objects", id.slice(0, 2), id.slice(2));
  await mkdir(dirname(file), { recursive: true });
  // A name that git clears away when a crash leaves it.
  const draft = join(dirname(file), `tmp_obj_${randomUUID()}`);
  try {
    await writeDurably(draft, deflateSync(whole));
    await chmod(draft, 0o444);
    await rename(draft, file);
  } catch (error) {
    // A disk that is full must not fill with what did not fit.
    await rm(draft, { force: true });
    throw error;
  }
  return id;
}

async function writeDurably(file: string, bytes: Buffer): Promise<void> {
  const handle = await open(file, "wx", 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
