import { MAX_SETTINGS_BYTES, parseSettings, SETTINGS_PATH } from "../../core/files/settings.ts";
import type { HeldState } from "../../core/ledger/ledger.ts";
import type { LedgerView } from "../../core/ports/ledger.ts";
import type { Repository } from "../../core/ports/repository.ts";
import { openHoldings, openTip } from "../../git/ledger/ledger.ts";
import { readPastLedger } from "../../git/ledger/past.ts";
import { readPublicKey } from "../../git/objects/sshsig.ts";
import type { Store } from "../../git/process/store.ts";
import { openRepository, openStore } from "../../git/repository.ts";
import { CannotAnswerError, UsageError } from "../runner/failure.ts";
import { stateFolder } from "./state-folder.ts";

/** How far the ledger of a clone could be verified. */
export interface CloneTip extends Omit<LedgerView, "state"> {
  /** The key signed the tip of the branch, and everything before it. */
  readonly verified: boolean;
  /** Absent: none is known. */
  readonly publicKey?: string;
  /** A warning for people, with a line's end after each line; empty when there is none. */
  readonly warning: string;
}

/** The ledger of a clone, as far as it could be verified. */
export interface CloneLedger extends CloneTip {
  readonly state: HeldState;
}

/** Throws `UsageError` for an invalid key, and `CannotAnswerError` without a repository. */
export async function readCloneLedger(
  dir: string | undefined = ".",
  key: string | undefined,
): Promise<CloneLedger> {
  const { publicKey, store } = await chooseKey(dir, key);
  const view = await (await openHoldings(readOptions(dir, store, publicKey))).read();
  return { ...view, ...judgeView(view, publicKey) };
}

/**
 * The same without what the ledger holds. `branch`: the default branch, where the clone does not say. `open`: `openBareTip` for a caller
 * that looks at the format by itself.
 */
export async function readCloneTip(
  dir: string | undefined = ".",
  key: string | undefined,
  branch?: string,
  open = openTip,
): Promise<CloneTip & { readonly store: Store }> {
  const { publicKey, store } = await chooseKey(dir, key, branch);
  const { state: _, ...view } = await (await open(readOptions(dir, store, publicKey))).read();
  return { ...view, ...judgeView(view, publicKey), store };
}

async function chooseKey(dir: string, key: string | undefined, branch?: string) {
  if (key !== undefined) requireKey(key);
  const store = await requireClone(dir);
  return { store, publicKey: key ?? (await findPublicKey(dir, branch)) };
}

const readOptions = (dir: string, store: Store, publicKey: string | undefined) => ({
  dir,
  store,
  memory: stateFolder(process.env),
  ...(publicKey !== undefined && { publicKey }),
});

const judgeView = (view: Omit<LedgerView, "state">, publicKey: string | undefined) => ({
  verified: view.tip !== null && publicKey !== undefined && view.untrusted === undefined,
  ...(publicKey !== undefined && { publicKey }),
  warning: warn(view, publicKey),
});

/** The ledger of a clone at a time in the past, and now. */
export interface CloneHistory extends CloneLedger {
  /** By the newest commit that was fetched and verified. */
  readonly latest: HeldState;
}

/**
 * Like `readCloneLedger`, at the given time, which has passed. Throws `CannotAnswerError` for one before the ledger began.
 */
export async function readCloneHistory(
  dir: string | undefined,
  key: string | undefined,
  at: Date | undefined,
): Promise<CloneHistory> {
  const ledger = await readCloneLedger(dir, key);
  if (ledger.tip === null || at === undefined) return { ...ledger, latest: ledger.state };
  const past = await readPastLedger(dir ?? ".", ledger.tip, at);
  if (past === undefined)
    throw new CannotAnswerError(
      "BEFORE_LEDGER",
      `The ledger begins after ${at.toISOString()}: it does not say what was held then.`,
      "Give a later --at.",
    );
  return { ...ledger, ...past, latest: ledger.state };
}

/** The ledger of a clone, to act on. Throws `CannotAnswerError` without a key or a verified commit. */
export async function readVerifiedLedger(
  dir: string,
  { publicKey }: { readonly publicKey?: string },
): Promise<LedgerView<HeldState>> {
  await requireClone(dir);
  const key = publicKey ?? (await findPublicKey(dir));
  if (key === undefined)
    throw new CannotAnswerError(
      "LEDGER_KEY_UNKNOWN",
      `The ledger's key is unknown: ${SETTINGS_PATH} gives no readable one.`,
      "Use --key.",
    );
  const view = await (await openHoldings({ dir, publicKey: key, memory: stateFolder(process.env) })).read();
  if (view.tip === null) throw describeUnusable(view);
  return view;
}

/** The content of a clone. `branch`: the default branch, where the clone does not say. */
export const openCloneRepository = (dir: string, branch?: string): Promise<Repository> =>
  openRepository({ dir, ...(branch !== undefined && { defaultBranch: branch }) });

/** Throws `UsageError` for an invalid key. */
export function requireKey(key: string): void {
  if (readPublicKey(key) !== undefined) return;
  throw new UsageError(`--key ${key} is not an Ed25519 public key. It begins with "ssh-ed25519 AAAA".`);
}

/** Throws `CannotAnswerError` with git's message if there is no repository, or git does not trust it. */
async function requireClone(dir: string): Promise<Store> {
  return openStore(dir).catch((cause: unknown) => {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new CannotAnswerError(
      "CLONE_UNREADABLE",
      `${dir} cannot be read as a clone: ${why.trimEnd().replace(/\.?$/u, ".")}`,
      "Name the clone of the access repository with --repository DIR.",
      { cause },
    );
  });
}

const NO_LEDGER = "This clone has no branch access-ledger.";
const FETCH_LEDGER = `If it is one of the access repository and the ledger has begun, fetch it:
  git fetch origin access-ledger:refs/remotes/origin/access-ledger
Else name the clone with --repository DIR.`;

/** The error for a ledger without a verified commit. */
const describeUnusable = (view: LedgerView<HeldState>): CannotAnswerError =>
  view.untrusted === undefined
    ? new CannotAnswerError("LEDGER_MISSING", NO_LEDGER, FETCH_LEDGER)
    : new CannotAnswerError(
        "LEDGER_UNTRUSTED",
        describeUntrusted(view, view.untrusted),
        "Give the right key with --key, or run hallpass doctor.",
      );

const describeUntrusted = (
  { tip }: Pick<LedgerView, "tip">,
  untrusted: NonNullable<LedgerView["untrusted"]>,
): string =>
  `The ledger's tip ${untrusted.tip} is not trusted: ${untrusted.reason}.\n` +
  `Shown is ${tip === null ? "nothing: no commit of it is verified" : `the last verified commit, ${tip}`}.`;

const UNVERIFIED = `Signatures of the ledger were not verified: ${SETTINGS_PATH} gives no readable key. Use --key.\n`;

function warn(view: Omit<LedgerView, "state">, publicKey: string | undefined): string {
  const { tip, untrusted } = view;
  const unverified = tip !== null && publicKey === undefined ? UNVERIFIED : "";
  if (untrusted !== undefined) return `${describeUntrusted(view, untrusted)}\n${unverified}`;
  return tip === null ? `${NO_LEDGER} ${FETCH_LEDGER}\n` : unverified;
}

/** `undefined` if the clone has no default branch or no readable settings: the holdings are shown all the same. */
async function findPublicKey(dir: string, defaultBranch?: string): Promise<string | undefined> {
  const repository = await openCloneRepository(dir, defaultBranch);
  const tip = await repository.defaultTip().catch(() => undefined);
  const file = tip === undefined ? undefined : await repository.findFile(tip, SETTINGS_PATH);
  if (file === undefined || file.size > MAX_SETTINGS_BYTES) return undefined;
  const source = await repository.readBlob(file.blob, MAX_SETTINGS_BYTES);
  return parseSettings(source, SETTINGS_PATH).value?.ledger.publicKey;
}
