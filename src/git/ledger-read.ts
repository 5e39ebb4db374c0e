import { emptyLedger, type LedgerState } from "../core/ledger.ts";
import type { LedgerView } from "../core/ports/ledger.ts";
import { RepositoryError } from "./error.ts";
import { isAncestor } from "./history.ts";
import { workInTurn } from "./in-turn.ts";
import { type LedgerFile, readState } from "./ledger-files.ts";
import { type Verdict, verifyLine } from "./ledger-verify.ts";
import { listFiles, readObjects } from "./objects.ts";
import type { Store } from "./store.ts";

/** Where the last verified commit is kept, so that the next process begins there. */
export interface Pin {
  read(): Promise<string | undefined>;
  move(to: string): Promise<void>;
}

interface Source {
  readonly store: Store;
  readonly findTip: () => Promise<string | undefined>;
  /** Without one, signatures are not looked at: only for showing, never for granting. */
  readonly publicKey: string | undefined;
  /** Without one, every process verifies from the root. */
  readonly pin?: Pin;
}

export interface LedgerReader {
  /** The ledger at its newest verified commit. A later commit that is unsigned, signed by another key, a merge or a rewrite is named, and not read. */
  read(): Promise<LedgerView>;
  /** Takes a commit this process signed, and the server accepted, as verified. */
  trust(sha: string): Promise<void>;
}

export function ledgerReader(source: Source): LedgerReader {
  const { store, publicKey, pin } = source;
  const texts = new Map<string, string>();
  const inTurn = workInTurn();
  let known: LedgerView = { tip: null, state: emptyLedger };
  let verified: string | null = null;
  let pinned: string | null = null;
  const load = async (sha: string | null) => {
    if (sha === null || sha === known.tip) return;
    known = { tip: sha, state: readState(await readLedgerFiles(store, sha, texts)) };
  };
  const advance = async (sha: string | null) => {
    verified = sha;
    if (sha === null || sha === pinned) return;
    // A full disk must stop no ending; the next read tries again.
    const moved = await pin?.move(sha).then(
      () => true,
      () => false,
    );
    if (moved) pinned = sha;
  };
  const read = async (): Promise<LedgerView> => {
    verified ??= (await pin?.read()) ?? null;
    await load(verified);
    // Without the branch, what was verified is still the ledger.
    const tip = (await source.findTip()) ?? verified;
    if (tip === null) return known;
    const { reason } = await verify(tip).catch((error: unknown) => {
      if (known.tip === null) throw error;
      return { reason: `it cannot be verified: ${error instanceof Error ? error.message : String(error)}` };
    });
    return reason === undefined ? known : { ...known, untrusted: { tip, reason } };
  };
  const verify = async (tip: string): Promise<Verdict> => {
    const verdict = await verifyLine({ store, publicKey, from: verified, tip });
    await load(verdict.verified);
    await advance(verdict.verified);
    return verdict;
  };
  const trust = async (sha: string) => {
    if (verified === null || !(await isAncestor(store, sha, verified))) await advance(sha);
  };
  return { read: () => inTurn(read), trust: (sha) => inTurn(() => trust(sha)) };
}

/** The state at a commit that was verified before. */
export const readStateAt = async (store: Store, sha: string): Promise<LedgerState> =>
  readState(await readLedgerFiles(store, sha, new Map()));

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

const refuse = (detail: string) => new RepositoryError({ command: "ls-tree", detail, retryable: false });
