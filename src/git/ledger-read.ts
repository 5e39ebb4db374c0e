import { emptyLedger, type LedgerState } from "../core/ledger.ts";
import { readGit } from "./command.ts";
import { RepositoryError } from "./error.ts";
import { isAncestor } from "./history.ts";
import { type LedgerFile, readState } from "./ledger-files.ts";
import { listFiles, readObjects } from "./objects.ts";
import { inspectCommit } from "./signed-commit.ts";
import type { Store } from "./store.ts";

export interface LedgerView {
  readonly tip: string | null;
  readonly state: LedgerState;
}

interface Source {
  readonly store: Store;
  readonly findTip: () => Promise<string | undefined>;
  /** Without one, signatures are not looked at: only for showing, never for granting. */
  readonly publicKey: string | undefined;
}

/**
 * Reads the ledger at its tip, remembering what it has verified. Throws when a commit is unsigned, signed by another key or a merge,
 * and when the tip no longer descends from one seen before.
 */
export function ledgerReader(source: Source): () => Promise<LedgerView> {
  const texts = new Map<string, string>();
  let last: LedgerView = { tip: null, state: emptyLedger };
  return async () => {
    const tip = (await source.findTip()) ?? null;
    if (tip === last.tip) return last;
    if (tip === null) throw refuse(`the ledger was at ${last.tip} and is gone`);
    await verifyHistory(source, last.tip, tip);
    last = { tip, state: readState(await readLedgerFiles(source.store, tip, texts)) };
    return last;
  };
}

async function verifyHistory({ store, publicKey }: Source, from: string | null, tip: string): Promise<void> {
  if (from !== null && !(await isAncestor(store, from, tip))) {
    throw refuse(`the ledger was at ${from}, and ${tip} does not continue it`);
  }
  const range = from === null ? [tip] : [tip, `^${from}`];
  const shas = (await readGit(store, ["rev-list", ...range, "--"])).split("\n").filter(Boolean);
  const commits = await readObjects(store, shas, "commit");
  for (const [index, bytes] of commits.entries()) {
    const { parents, signed } = inspectCommit(bytes, publicKey);
    if (parents.length > 1) throw refuse(`${shas[index]} is a merge; the ledger is one line`);
    if (!signed) throw refuse(`${shas[index]} is not signed with the ledger's key ${publicKey}`);
  }
}

/** Texts are kept by blob id, so that a sweep reads only what is new. */
async function readLedgerFiles(store: Store, tip: string, texts: Map<string, string>): Promise<LedgerFile[]> {
  const files = await listFiles(store, tip, "");
  const odd = files.find(({ mode }) => mode !== "100644");
  if (odd !== undefined) throw refuse(`${odd.path} has mode ${odd.mode}; the ledger has plain files only`);
  const unread = [...new Set(files.map(({ blob }) => blob))].filter((blob) => !texts.has(blob));
  const blobs = await readObjects(store, unread, "blob");
  for (const [index, blob] of unread.entries()) texts.set(blob, blobs[index]?.toString("utf8") ?? "");
  return files.map(({ path, blob }) => ({ path, text: texts.get(blob) ?? "" }));
}

const refuse = (detail: string) => new RepositoryError({ command: "rev-list", detail, retryable: false });
