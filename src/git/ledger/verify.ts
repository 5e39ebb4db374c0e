import type { Commit } from "../../core/files/file-change.ts";
import { isAncestor } from "../objects/history.ts";
import { readObjects } from "../objects/objects.ts";
import { inspectAside } from "../objects/signed-commit.ts";
import { askObjects } from "../process/ask-objects.ts";
import { eachRecord } from "../process/each-record.ts";
import { RepositoryError } from "../process/error.ts";
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
  const judge = (sha: string, parents: readonly string[], signed: boolean): void => {
    const length = lengths.get(parents[0] ?? null);
    const fault = nameFault(sha, parents, signed, publicKey);
    if (length === undefined || fault !== undefined) {
      reason ??= fault ?? `${sha} does not continue the ledger`;
      return;
    }
    lengths.set(sha, length + 1);
    if (length + 1 > (lengths.get(newest) ?? 0)) newest = sha;
  };
  for await (const batch of eachAfter(store, from, tip)) {
    const commits = await Promise.all(batch.map(({ bytes }) => inspectAside(bytes, publicKey)));
    for (const [index, { sha }] of batch.entries()) {
      const { parents = [], signed = false } = commits[index] ?? {};
      judge(sha, parents, signed);
    }
  }
  return newest === tip ? { verified: tip } : { verified: newest, ...(reason && { reason }) };
}

interface CommitBytes {
  readonly sha: string;
  readonly bytes: Buffer;
}

/** Every commit that `from` does not have, parents first. */
async function* eachAfter(
  store: Store,
  from: string | null,
  tip: string,
): AsyncGenerator<readonly CommitBytes[], undefined> {
  const line = await orAskGit<readonly Commit[] | undefined>(
    () => readLine(store, from, tip),
    async () => undefined,
  );
  if (line !== undefined) {
    const shas = line.map(({ sha }) => sha).reverse();
    const found = await readObjects(store, shas, "commit");
    return yield found.map((bytes, index) => ({ bytes, sha: shas[index] ?? "" }));
  }
  const range = from === null ? [tip] : [tip, `^${requireObjectId(from)}`];
  const args = ["rev-list", "--topo-order", "--reverse", ...range, "--"];
  const shas = eachRecord(store, args, (record) => requireObjectId(record.toString("latin1")), "\n");
  for await (const batch of askObjects(store, "commit", shas, (sha) => sha))
    yield batch.map(([sha, bytes]) => {
      if (bytes !== undefined) return { sha, bytes };
      const detail = `${sha} is not a commit of this clone`;
      throw new RepositoryError({ command: "cat-file", detail, retryable: false });
    });
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
