import { isAncestor } from "../../git/objects/history.ts";
import { findCommitAt } from "../../git/past/before.ts";
import type { Store } from "../../git/process/store.ts";
import { type CloneTip, readCloneTip } from "../input/clone-ledger.ts";
import { readSince } from "../input/given-time.ts";
import { CannotAnswerError } from "../runner/failure.ts";
import type { Cursor } from "./cursor.ts";
import type { Given } from "./options.ts";
import type { Tell } from "./tell-once.ts";

/** Throws `CannotAnswerError` without a key: what nobody signed is no record. */
export async function readTip(given: Given, tell: Tell): Promise<CloneTip> {
  const tip = await readCloneTip(given.repository, given.key, given.branch);
  tell(tip.warning);
  if (tip.tip === null || tip.publicKey !== undefined) return tip;
  throw new CannotAnswerError(
    "LEDGER_KEY_UNKNOWN",
    "Unverified entries are not exported: the ledger's key is unknown.",
    "Use --key.",
  );
}

/** The cursor before the first commit after `--since`. */
export async function findStart(store: Store, { since }: Given, tip: string): Promise<Cursor> {
  const time = since === undefined ? undefined : readSince("--since", since, new Date());
  const after = time === undefined ? undefined : await findCommitAt(store, tip, time);
  return { after: after ?? null, entries: 0 };
}

/**
 * Throws `CannotAnswerError` where the ledger does not continue the commit that was sent last: what came in its place is not sent as if nothing
 * had happened, and entries that are gone are no silence.
 */
export async function requireContinued(store: Store, { after }: Cursor, tip: string | null): Promise<void> {
  if (after === null) return;
  const isPart = (commit: string, of: string) => isAncestor(store, commit, of).catch(() => false);
  if (tip !== null && (await isPart(after, tip))) return;
  if (tip === null || (await isPart(tip, after)))
    throw new CannotAnswerError(
      "CURSOR_UNUSABLE",
      `The ledger ${tip === null ? "is gone" : `ends at ${tip}`}, before the commit ${after}, which was exported already: entries were cut off, or this clone was set back.`,
      "Fetch, and run this again. If it still says so, the branch access-ledger was cut back at GitHub: push the commits that a clone or the server still has, and see who set it back. The receiver has the entries.",
    );
  throw new CannotAnswerError(
    "CURSOR_UNUSABLE",
    `The ledger does not continue the commit ${after}, which was exported last: the branch was rewritten, or this is another clone.`,
    "Run hallpass verify. If the ledger is right, give another --cursor: everything is sent again, under the same ids.",
  );
}
