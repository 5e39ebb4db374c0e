import type { HeldState } from "../core/ledger.ts";
import { readGit } from "./command.ts";
import { readHoldingsAt } from "./ledger-tree.ts";
import { requireObjectId } from "./object-id.ts";
import { openStore } from "./repository.ts";

export interface PastLedger {
  readonly tip: string;
  readonly state: HeldState;
}

/**
 * The ledger as it was at a time: its newest commit from before, on the line that ends in `tip`. A signature covers the commit's
 * date. undefined: the ledger begins later.
 */
export async function readPastLedger(dir: string, tip: string, time: Date): Promise<PastLedger | undefined> {
  const store = await openStore(dir);
  const seconds = Math.floor(time.getTime() / 1000);
  const range = ["--max-count=1", "--first-parent", `--min-age=${seconds}`, requireObjectId(tip)];
  const sha = (await readGit(store, ["rev-list", ...range, "--"])).trim();
  return sha === "" ? undefined : { tip: sha, state: await readHoldingsAt(store, sha) };
}
