import { createHash, randomUUID } from "node:crypto";
import { lstat, mkdir, open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { isAncestor } from "../objects/history.ts";
import type { Store } from "../process/store.ts";
import type { Pin } from "./read.ts";

interface Verified {
  readonly store: Store;
  readonly publicKey: string;
  /** A folder of this account alone, outside every clone. */
  readonly folder: string;
  readonly findTip: () => Promise<string | undefined>;
}

/**
 * Remembers up to which commit this account verified a clone's ledger with this key, so that the next command continues from there. The
 * file lies outside the clone, in a folder only this account may write to: write access to the clone, or to refs that a mirror fetches,
 * cannot make a commit count as verified. If another account could have written the file or its folder, or the branch does not descend
 * from that commit, the ledger is verified from its root.
 */
export function verifiedTip({ store, publicKey, folder, findTip }: Verified): Pin {
  const name = createHash("sha256")
    .update(JSON.stringify([store.directory, publicKey]))
    .digest("hex");
  const file = join(folder, name);
  return {
    async read() {
      const kept = await readOwn(folder, file).catch(() => undefined);
      const tip = kept === undefined ? undefined : await findTip();
      if (kept === undefined || tip === undefined) return undefined;
      return (await isAncestor(store, kept, tip).catch(() => false)) ? kept : undefined;
    },
    async move(to) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const draft = `${file}.${randomUUID()}`;
      const handle = await open(draft, "wx", 0o600);
      try {
        await handle.writeFile(`${to}\n`);
      } finally {
        await handle.close();
      }
      await rename(draft, file);
    },
  };
}

async function readOwn(folder: string, file: string): Promise<string | undefined> {
  for (const path of [folder, file]) if (!(await isOwn(path))) return undefined;
  const text = await readFile(file, "latin1");
  return /^[0-9a-f]{40}\n$/u.test(text) ? text.trim() : undefined;
}

/** Only this account, or root, can have written it. Links are not followed. */
async function isOwn(path: string): Promise<boolean> {
  const { uid, mode } = await lstat(path);
  const isPlain = (mode & 0o170000) === 0o040000 || (mode & 0o170000) === 0o100000;
  return isPlain && uid === process.getuid?.() && (mode & 0o022) === 0;
}
