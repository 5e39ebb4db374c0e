import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { writeBundle } from "../../git/past/bundle.ts";
import type { Store } from "../../git/process/store.ts";
import { writeFiles } from "../output/write-files.ts";
import { UsageError } from "../runner/failure.ts";
import type { Pack } from "./read-pack.ts";
import { writeSums } from "./seal.ts";

export const BUNDLE = "history.bundle";

/** Makes the folder and writes all of it: the files, the history and the hashes. Throws `UsageError` where the folder cannot be made. */
export async function writePack(store: Store, branch: string, pack: Pack, folder: string): Promise<void> {
  await makeFolder(folder);
  await writeFiles(folder, pack.files);
  await writeBundle(store, listRefs(branch, pack), join(folder, BUNDLE));
  await writeSums(folder, [...pack.files.map(({ path }) => path), BUNDLE]);
}

const listRefs = (branch: string, { head, ledger }: Pack) => [
  { name: `refs/heads/${branch}`, commit: head },
  { name: "refs/heads/access-ledger", commit: ledger },
];

/** For this account alone: it names people and reasons. A folder that is there may hold an older pack, whose files would mix with it. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`--out ${path} cannot be made: ${why}. Name a folder that is not there yet.`, {
      cause,
    });
  }
}
