import { isAncestor } from "../objects/history.ts";
import { readGit } from "../process/command.ts";
import type { Store } from "../process/store.ts";

/** The last commit of the first-parent line up to `tip` that is not later than this time; undefined where all are. */
export async function findCommitAt(store: Store, tip: string, time: Date): Promise<string | undefined> {
  const seconds = Math.floor(time.getTime() / 1000);
  const args = ["rev-list", "--first-parent", `--before=${seconds}`, "--max-count=1", tip];
  return (await readGit(store, args)) || undefined;
}

/**
 * The commit of the default branch at a time: the last that is not dated later, or the one that the ledger's commit of that time names,
 * where this is newer. Who makes a commit of the default branch chooses its date; the ledger is signed.
 */
export async function findHeadAt(
  store: Store,
  { tip, ledger, time }: { readonly tip: string; readonly ledger: string; readonly time: Date },
): Promise<string | undefined> {
  const dated = await findCommitAt(store, tip, time);
  const named = await findNamed(store, ledger);
  const line = (await readGit(store, ["rev-list", "--first-parent", tip])).split("\n");
  if (named === undefined || !line.includes(named)) return dated;
  return dated === undefined || (await isAncestor(store, dated, named)) ? named : dated;
}

/** The commit of the default branch that the ledger named last, up to this commit. */
async function findNamed(store: Store, ledger: string): Promise<string | undefined> {
  const format = "--format=%(trailers:key=Hallpass-Default-Branch,valueonly,separator=%x2C)";
  const which = ["--first-parent", "--grep=^Hallpass-Default-Branch: ", "--max-count=1"];
  const text = await readGit(store, ["log", "--no-show-signature", format, ...which, ledger, "--"]);
  return text.trim() || undefined;
}
