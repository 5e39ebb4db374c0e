import type { LedgerView } from "../../core/ports/ledger.ts";
import { createLane } from "../../lanes/one-at-a-time.ts";
import { isAncestor } from "../objects/history.ts";
import type { Store } from "../process/store.ts";
import type { Contents } from "./tree.ts";
import { type LineCheck, verifyLine } from "./verify.ts";

/** Keeps the last verified commit for the next process. */
export interface Pin {
  /** `tip`: of the branch, now. */
  read(tip: string | undefined): Promise<string | undefined>;
  move(to: string): Promise<void>;
}

interface Source<State> {
  readonly store: Store;
  readonly contents: Contents<State>;
  readonly findTip: () => Promise<string | undefined>;
  /** Without one, signatures are not checked: only to show a ledger, never to grant. */
  readonly publicKey: string | undefined;
  /** Without one, every process verifies from the root. */
  readonly pin?: Pin;
}

export interface LedgerReader<State> {
  /** The ledger at its newest verified commit. A later commit that is unsigned, signed by another key, a merge or a rewrite is named, and not read. */
  read(): Promise<LedgerView<State>>;
  /** Takes a commit that this process signed and the server accepted as verified. */
  trust(sha: string): Promise<void>;
}

export function ledgerReader<State>(source: Source<State>): LedgerReader<State> {
  const { store, contents, publicKey, pin } = source;
  const inTurn = createLane();
  let known: LedgerView<State> = { tip: null, state: contents.none };
  let verified: string | null = null;
  let pinned: string | null = null;
  const load = async (sha: string | null) => {
    if (sha === null || sha === known.tip) return;
    known = { tip: sha, state: await readFrom(store, contents, known, sha) };
  };
  const advance = async (sha: string | null) => {
    verified = sha;
    if (sha === null || sha === pinned) return;
    // A full disk must not stop revocations; the next read tries again.
    const moved = await pin?.move(sha).then(
      () => true,
      () => false,
    );
    if (moved) pinned = sha;
  };
  const read = async (): Promise<LedgerView<State>> => {
    const found = await source.findTip();
    verified ??= (await pin?.read(found)) ?? null;
    await load(verified);
    // Without the branch, the last verified ledger still counts.
    const tip = found ?? verified;
    if (tip === null) return known;
    const { reason } = await verify(tip).catch((error: unknown) => {
      if (known.tip === null) throw error;
      return { reason: `it cannot be verified: ${error instanceof Error ? error.message : String(error)}` };
    });
    return reason === undefined ? known : { ...known, untrusted: { tip, reason } };
  };
  const verify = async (tip: string): Promise<LineCheck> => {
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

/** The whole ledger once, and then only what later commits changed. */
const readFrom = <State>(
  store: Store,
  contents: Contents<State>,
  { tip, state }: LedgerView<State>,
  sha: string,
): Promise<State> =>
  tip === null ? contents.readAt(store, sha) : contents.readAfter(store, { tip, state }, sha);
