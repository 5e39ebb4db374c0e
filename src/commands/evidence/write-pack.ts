import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { writeBundle } from "../../git/past/bundle.ts";
import type { Store } from "../../git/process/store.ts";
import { writeFiles } from "../output/write-files.ts";
import { CannotAnswerError, UsageError } from "../runner/failure.ts";
import type { Pack } from "./read-pack.ts";
import { writeSums } from "./seal.ts";

export const BUNDLE = "history.bundle";

/**
 * Makes the folder and writes all of it: the files, the history and the hashes; or leaves no folder. Throws `UsageError` for a folder that
 * cannot be, and `CannotAnswerError` for one that cannot be made or written.
 */
export async function writePack(store: Store, branch: string, pack: Pack, folder: string): Promise<void> {
  await makeFolder(folder);
  try {
    await writeFiles(folder, pack.files);
    await writeBundle(store, listRefs(branch, pack), join(folder, BUNDLE));
    await writeSums(folder, [...pack.files.map(({ path }) => path), BUNDLE]);
  } catch (cause) {
    // Half a pack could be taken for a whole one.
    await rm(folder, { recursive: true, force: true });
    throw new CannotAnswerError(
      "FAILED",
      `--out ${folder} cannot be written: ${describe(cause)}. It was removed again.`,
      "Correct that, then run this again.",
      { cause },
    );
  }
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
    throw explainFolder(path, cause);
  }
}

/** Errors of mkdir(2) that another `--out` avoids. */
const OF_THE_NAME = ["EEXIST", "ENOENT", "ENOTDIR", "ENAMETOOLONG", "ELOOP", "EINVAL"];

/** A name that cannot be used is a mistake in the arguments; a disk that cannot be written is none. */
export function explainFolder(path: string, cause: unknown): UsageError | CannotAnswerError {
  const says = `--out ${path} cannot be made: ${describe(cause)}.`;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  if (OF_THE_NAME.includes(code))
    return new UsageError(`${says} Name a folder that is not there yet.`, { cause });
  return new CannotAnswerError("FAILED", says, "Name a folder where this account may write.", { cause });
}

const describe = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));
