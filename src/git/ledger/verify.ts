import type { Commit } from "../../core/files/file-change.ts";
import { isAncestor } from "../objects/history.ts";
import { readObjects } from "../objects/objects.ts";
import { inspectCommit } from "../objects/signed-commit.ts";
import { eachObject } from "../process/each-object.ts";
import { eachRecord } from "../process/each-record.ts";
import { requireObjectId } from "../process/object-id.ts";
import type { Store } from "../process/store.ts";
import { readLine } from "../walk/history.ts";
import { orAskGit } from "../walk/left-to-git.ts";

interface Question {
  readonly store: Store;
  /** Without one, signatures are not looked at. */
  readonly publicKey: string | undefined;
  /** Verified before; null to begin at the root. */
  readonly from: string | null;
  readonly tip: string;
}

export interface LineCheck {
  /** The newest commit of an unbroken signed line; `from` when nothing after it is. */
  readonly verified: string | null;
  /** Why `tip` is not that commit; undefined when it is. */
  readonly reason?: string;
}

/** Finds the last commit of the ledger that can be trusted. Throws `RepositoryError` only where the clone cannot be read. */
export async function verifyLine({ store, publicKey, from, tip }: Question): Promise<LineCheck> {
  if (tip === from) return { verified: from };
  if (from !== null && !(await isAncestor(store, from, tip))) {
    return { verified: from, reason: `the ledger was at ${from}, and ${tip} does not continue it` };
  }
  // The length of the verified line up to each commit. Commits that a merge brings in are not on it.
  const lengths = new Map<string | null, number>([[from, 0]]);
  let newest = from;
  let reason: string | undefined;
  const judge = (bytes: Buffer, sha: string): void => {
    const { parents, signed } = inspectCommit(bytes, publicKey);
    const length = lengths.get(parents[0] ?? null);
    const fault = nameFault(sha, parents, signed, publicKey);
    if (length === undefined || fault !== undefined) {
      reason ??= fault ?? `${sha} does not continue the ledger`;
      return;
    }
    lengths.set(sha, length + 1);
    if (length + 1 > (lengths.get(newest) ?? 0)) newest = sha;
  };
  await eachAfter(store, from, tip, judge);
  return newest === tip ? { verified: tip } : { verified: newest, ...(reason && { reason }) };
}

/** Every commit that `from` does not have, parents first. */
async function eachAfter(
  store: Store,
  from: string | null,
  tip: string,
  visit: (bytes: Buffer, sha: string) => void,
): Promise<void> {
  const line = await orAskGit<readonly Commit[] | undefined>(
    () => readLine(store, from, tip),
    async () => undefined,
  );
  if (line !== undefined) {
    const shas = line.map(({ sha }) => sha).reverse();
    for (const [index, bytes] of (await readObjects(store, shas, "commit")).entries())
      visit(bytes, shas[index] ?? "");
    return;
  }
  const range = from === null ? [tip] : [tip, `^${requireObjectId(from)}`];
  const args = ["rev-list", "--topo-order", "--reverse", ...range, "--"];
  const shas = eachRecord(store, args, (record) => record.toString("latin1"), "\n");
  await eachObject(store, "commit", shas, (sha) => sha, visit);
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
