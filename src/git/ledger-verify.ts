import { readGit } from "./command.ts";
import { isAncestor } from "./history.ts";
import { readObjects } from "./objects.ts";
import { readLine } from "./quick-history.ts";
import { inspectCommit } from "./signed-commit.ts";
import type { Store } from "./store.ts";

interface Question {
  readonly store: Store;
  /** Without one, signatures are not looked at. */
  readonly publicKey: string | undefined;
  /** Verified before; null to begin at the root. */
  readonly from: string | null;
  readonly tip: string;
}

export interface Verdict {
  /** The newest commit of an unbroken signed line; `from` when nothing after it is. */
  readonly verified: string | null;
  /** Why `tip` is not that commit; undefined when it is. */
  readonly reason?: string;
}

/** How far the ledger can be believed. Throws `RepositoryError` only when the clone cannot be read. */
export async function verifyLine({ store, publicKey, from, tip }: Question): Promise<Verdict> {
  if (tip === from) return { verified: from };
  if (from !== null && !(await isAncestor(store, from, tip))) {
    return { verified: from, reason: `the ledger was at ${from}, and ${tip} does not continue it` };
  }
  const shas = await listAfter(store, from, tip);
  const commits = await readObjects(store, shas, "commit");
  // How long the verified line is that ends in each commit: whatever a merge brings in stands beside it.
  const lengths = new Map<string | null, number>([[from, 0]]);
  let newest = from;
  let reason: string | undefined;
  for (const [index, sha] of shas.entries()) {
    const { parents, signed } = inspectCommit(commits[index] ?? Buffer.alloc(0), publicKey);
    const length = lengths.get(parents[0] ?? null);
    const fault = nameFault(sha, parents, signed, publicKey);
    if (length === undefined || fault !== undefined) {
      reason ??= fault ?? `${sha} does not continue the ledger`;
      continue;
    }
    lengths.set(sha, length + 1);
    if (length + 1 > (lengths.get(newest) ?? 0)) newest = sha;
  }
  return newest === tip ? { verified: tip } : { verified: newest, ...(reason && { reason }) };
}

/** Every commit that `from` does not have, parents first. */
async function listAfter(store: Store, from: string | null, tip: string): Promise<string[]> {
  const line = await readLine(store, from, tip);
  if (line !== undefined) return line.map(({ sha }) => sha).reverse();
  const range = from === null ? [tip] : [tip, `^${from}`];
  const list = await readGit(store, ["rev-list", "--topo-order", "--reverse", ...range, "--"]);
  return list.split("\n").filter(Boolean);
}

function nameFault(
  sha: string,
  parents: readonly string[],
  signed: boolean,
  publicKey: string | undefined,
): string | undefined {
  if (parents.length > 1) return `${sha} is a merge; the ledger is one line`;
  return signed ? undefined : `${sha} is not signed with the ledger's key ${publicKey}`;
}
