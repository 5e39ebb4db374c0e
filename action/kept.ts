import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { LedgerView } from "../src/core/ports/ledger.ts";
import { keepLedger, restoreLedger } from "../src/git/ledger/kept.ts";
import { explain } from "./print.ts";

const FILE = "ledger.bundle";

/** An unusable copy is reported, and the Action reads the ledger itself. */
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

/** Keeps the ledger for the next run. A failure is reported and does not stop endings. */
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
