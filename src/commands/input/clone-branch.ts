import { readRemoteHead } from "../../git/objects/refs.ts";
import { openStore } from "../../git/repository.ts";

/** The default branch as the clone knows it; `main` where it knows none, or the folder is no clone. */
export async function findDefaultBranch(root: string): Promise<string> {
  const store = await openStore(root).catch(() => undefined);
  const head = store && (await readRemoteHead(store).catch(() => undefined));
  return head ?? "main";
}
