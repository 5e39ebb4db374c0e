import type { HeldState } from "../../core/ledger/ledger.ts";
import { readGit } from "../process/command.ts";
import { requireObjectId } from "../process/object-id.ts";
import { openStore } from "../repository.ts";
import { readHoldingsAt } from "./tree.ts";

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
