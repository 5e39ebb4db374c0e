import { readGit } from "../process/command.ts";
import type { Store } from "../process/store.ts";

/** The last commit of the first-parent line up to `tip` that is not later than this time; undefined where all are. */
export async function findCommitAt(store: Store, tip: string, time: Date): Promise<string | undefined> {
  const seconds = Math.floor(time.getTime() / 1000);
  const args = ["rev-list", "--first-parent", `--before=${seconds}`, "--max-count=1", tip];
  return (await readGit(store, args)) || undefined;
}
