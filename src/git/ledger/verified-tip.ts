import { createHash } from "node:crypto";
import { isAncestor } from "../objects/history.ts";
import { ownFolder } from "../process/own-folder.ts";
import type { Store } from "../process/store.ts";
import type { Pin } from "./read.ts";

interface Verified {
  readonly store: Store;
  readonly publicKey: string;
  /** A folder of this account alone, outside every clone. */
  readonly folder: string;
}

/**
 * Remembers up to which commit this account verified a clone's ledger with this key, so that the next command continues from there. The
 * file lies outside the clone, in a folder only this account may write to: write access to the clone, or to refs that a mirror fetches,
 * cannot make a commit count as verified. If another account could have written the file or its folder, or the branch does not descend
 * from that commit, the ledger is verified from its root.
 */
export function verifiedTip({ store, publicKey, folder }: Verified): Pin {
  const name = createHash("sha256")
    .update(JSON.stringify([store.directory, publicKey]))
    .digest("hex");
  const files = ownFolder(folder);
  return {
    async read(tip) {
      const kept = parse(await files.read(name));
      if (kept === undefined || tip === undefined) return undefined;
      // The answer of most commands: asking git whether a long line continues itself would read all of it.
      if (kept === tip) return kept;
      return (await isAncestor(store, kept, tip).catch(() => false)) ? kept : undefined;
    },
    move: (to) => files.write(name, Buffer.from(`${to}\n`, "latin1")),
  };
}

function parse(bytes: Buffer | undefined): string | undefined {
  const text = bytes?.toString("latin1") ?? "";
  return /^[0-9a-f]{40}\n$/u.test(text) ? text.trim() : undefined;
}
