import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Store } from "../process/store.ts";

/**
 * A ref that moved lately has a file of its own, which comes before packed refs (git-pack-refs). Every step reads refs: this one starts
 * no process. `undefined`: ask git.
 */
export async function readLoose({ directory }: Store, ref: string): Promise<string | undefined> {
  if (!isPlain(ref)) return undefined;
  const text = await readFile(join(directory, ref), "latin1").catch(() => "");
  return /^[0-9a-f]{40}\n$/u.test(text) ? text.trim() : undefined;
}

const isPlain = (ref: string): boolean => /^refs(?:\/[\w-]+)+$/u.test(ref);

const MAX_PACKED_BYTES = 4 * 1024 * 1024;

/**
 * The same, also of a ref that git packed: null where there is none. Its own file is looked for first, as git removes it only once it is
 * packed. `undefined`: ask git, as for a clone that keeps its refs in tables (gitformat-reftable), whose `refs/heads` is a file.
 */
export async function readStored(store: Store, ref: string): Promise<string | null | undefined> {
  const own = await readLoose(store, ref);
  if (own !== undefined || !isPlain(ref) || !(await isMissing(join(store.directory, ref)))) return own;
  const path = join(store.directory, "packed-refs");
  if (await isMissing(path)) return null;
  const { size } = await stat(path);
  if (size > MAX_PACKED_BYTES) return undefined;
  const text = await readFile(path, "latin1");
  if (!text.includes(` ${ref}\n`)) return null;
  return new RegExp(`^([0-9a-f]{40}) ${ref}$`, "mu").exec(text)?.[1];
}

const isMissing = (path: string): Promise<boolean> =>
  stat(path).then(
    () => false,
    (error: unknown) => error instanceof Error && "code" in error && error.code === "ENOENT",
  );
