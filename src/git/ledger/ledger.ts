import { createPublicKey, type KeyObject } from "node:crypto";
import { resolve } from "node:path";
import type { HeldState, LedgerState } from "../../core/ledger/ledger.ts";
import type { Ledger, LedgerView } from "../../core/ports/ledger.ts";
import { readFirstRef, readRef } from "../objects/refs.ts";
import type { Identity } from "../objects/signed-commit.ts";
import { publicKeyLine, readPublicKey } from "../objects/sshsig.ts";
import { RepositoryError } from "../process/error.ts";
import { trackingRef } from "../process/fetch.ts";
import type { Remote, Store } from "../process/store.ts";
import { ledgerBranchName, openStore } from "../repository.ts";
import { ledgerPin } from "./pin.ts";
import { pushRound } from "./push.ts";
import { ledgerReader, type Pin } from "./read.ts";
import { type Contents, formatAlone, holdingsAlone, nothing, wholeLedger } from "./tree.ts";
import { verifiedTip } from "./verified-tip.ts";
import { verifyLine } from "./verify.ts";
import { writeRound } from "./write.ts";

export interface LedgerOptions extends Remote {
  /** The folder `gitRepository` was given; it fetches for the ledger too. */
  readonly dir: string;
  readonly branch?: string;
  /** Ed25519: signs new commits. Commits with another signature are not trusted. */
  readonly privateKey: KeyObject;
  /** The account that GitHub shows as author. */
  readonly identify: () => Promise<Identity>;
}

/** The ledger as the app has it. */
export function gitLedger(options: LedgerOptions): Ledger {
  const { branch = ledgerBranchName, privateKey } = options;
  const store = { directory: resolve(options.dir) };
  const publicKey = publicKeyLine(createPublicKey(privateKey));
  const findTip = () => readRef(store, trackingRef(branch));
  const reader = ledgerReader({ store, contents: wholeLedger, findTip, publicKey, pin: ledgerPin(store) });
  return {
    read: reader.read,
    append: async (round) => {
      requireTrusted(await reader.read());
      const sha = await writeRound(store, round, options);
      const answer = await pushRound(store, options, { branch, from: round.from, sha });
      if (answer === "behind") return answer;
      await reader.trust(sha);
      return { tip: sha };
    },
  };
}

/** A commit after an untrusted one would be untrusted, too. */
function requireTrusted({ tip, untrusted }: LedgerView): void {
  if (untrusted === undefined) return;
  const detail =
    `the ledger's tip ${untrusted.tip} is not trusted: ${untrusted.reason}. ` +
    `Nothing is written after it; let an operator put the branch back at ${tip ?? "its beginning"}.`;
  throw new RepositoryError({ command: "push", detail, retryable: false });
}

interface ReadOptions {
  /** Any clone: bare, plain, or a folder inside one. */
  readonly dir: string;
  /** Its store, where it is known: to find it starts git. */
  readonly store?: Store;
  /** `ssh-ed25519 AAAA…`. Without it signatures are not checked: enough to show a ledger, never to grant. */
  readonly publicKey?: string;
  readonly branch?: string;
  /** A commit that was verified once and kept where others may write: verified anew, and then the branch has to continue it. */
  readonly kept?: string;
  /** A folder of this account, outside every clone: how far the ledger was verified is remembered there between runs. */
  readonly memory?: string;
}

/** The ledger of any clone. `tip` is null where the clone has no ledger branch. */
export const openLedger = (options: ReadOptions): Promise<Opened<LedgerState>> => open(options, wholeLedger);

/** The holdings alone, to report or end access: half of the files stay unread. */
export const openHoldings = (options: ReadOptions): Promise<Opened<HeldState>> =>
  open(options, holdingsAlone);

/** How far the ledger is verified, and nothing of what it holds. */
export const openTip = (options: ReadOptions): Promise<Opened<null>> => open(options, formatAlone);

/** The same without a look at the format, which the caller has to ask for (`requireFormat`) before it reads anything. */
export const openBareTip = (options: ReadOptions): Promise<Opened<null>> => open(options, nothing);

interface Opened<State> {
  read(): Promise<LedgerView<State>>;
}

async function open<State>(options: ReadOptions, contents: Contents<State>): Promise<Opened<State>> {
  const { dir, publicKey, branch = ledgerBranchName } = options;
  if (publicKey !== undefined && readPublicKey(publicKey) === undefined) {
    throw new Error(`"${publicKey}" is not an Ed25519 public key. It begins with "ssh-ed25519 AAAA".`);
  }
  const store = options.store ?? (await openStore(dir));
  const findTip = () => readFirstRef(store, [trackingRef(branch), `refs/heads/${branch}`]);
  const pin = choosePin(options, store);
  return { read: ledgerReader({ store, contents, findTip, publicKey, ...(pin && { pin }) }).read };
}

function choosePin({ kept, memory: folder, publicKey }: ReadOptions, store: Store): Pin | undefined {
  if (kept !== undefined) return keptPin(store, publicKey, kept);
  if (folder === undefined || publicKey === undefined) return undefined;
  return verifiedTip({ store, publicKey, folder });
}

/** The last kept commit that is signed with the key. The caller keeps the next one. */
const keptPin = (store: Store, publicKey: string | undefined, tip: string): Pin => ({
  read: async () => (await verifyLine({ store, publicKey, from: null, tip })).verified ?? undefined,
  move: async () => {},
});
