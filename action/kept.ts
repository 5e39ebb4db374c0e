import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { LedgerView } from "../src/core/ports/ledger.ts";
import { keepLedger, restoreLedger } from "../src/git/ledger/kept.ts";
import { explain } from "./print.ts";

const FILE = "ledger.bundle";

/** What cannot be used is told, and keeps nobody from reading the ledger itself. */
export async function restoreKept(
  stateDir: string,
  dir: string,
): Promise<{ readonly kept: string | undefined; readonly problems: string[] }> {
  try {
    return { kept: await restoreLedger(dir, join(stateDir, FILE)), problems: [] };
  } catch (error) {
    return { kept: undefined, problems: [`The ledger kept in state-dir cannot be used. ${explain(error)}`] };
  }
}

/** For the next run. What cannot be kept is told, and stops no ending. */
export async function keep(
  stateDir: string,
  dir: string,
  { tip }: Pick<LedgerView, "tip">,
): Promise<string[]> {
  try {
    await mkdir(stateDir, { recursive: true, mode: 0o700 });
    if (tip !== null) await keepLedger(dir, tip, join(stateDir, FILE));
    return [];
  } catch (error) {
    return [`The ledger could not be kept in state-dir for the next run. ${explain(error)}`];
  }
}
