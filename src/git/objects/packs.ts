import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Log } from "../../core/ports/log.ts";
import { runGit } from "../process/command.ts";
import type { Store } from "../process/store.ts";

const MAX_PACKS = 50;
const TIMEOUT_MS = 120_000;

/**
 * Puts packs together when there are many: each fetch leaves one. Nothing is pruned, what no ref names any more stays. For after a
 * fetch, and not beside one. Logs a failure, and tries again after as many packs more.
 */
export function packKeeper(store: Store, log: Pick<Log, "warn"> | undefined): () => Promise<void> {
  let limit = MAX_PACKS;
  return async () => {
    const packs = await countPacks(store);
    if (packs <= limit) return;
    try {
      await runGit(store, ["repack", "-d", "--geometric=2", "--quiet"], { timeoutMs: TIMEOUT_MS });
      limit = MAX_PACKS;
    } catch (error) {
      limit = packs + MAX_PACKS;
      const next = `it is tried again at ${limit}. Look at the disk of ${store.directory}.`;
      log?.warn({ step: "repack", packs, err: error }, `${packs} packs could not be put together; ${next}`);
    }
  };
}

/** Without those that git would leave alone: a fetch that was killed may have left its `.keep`. */
async function countPacks({ directory }: Store): Promise<number> {
  const names = new Set(await readdir(join(directory, "objects/pack")).catch(() => []));
  const packs = [...names].filter((name) => name.endsWith(".pack"));
  return packs.filter((name) => !names.has(name.replace(/pack$/u, "keep"))).length;
}
