import { readGit } from "../process/command.ts";
import { requireObjectId } from "../process/object-id.ts";
import type { Store } from "../process/store.ts";

/** The commit that a line of a file came with. */
export interface LineOrigin {
  readonly commit: string;
  readonly at: Date;
  /** As the commit names its author: any text. */
  readonly author: string;
  readonly subject: string;
}

/**
 * Since when each line of a file is as it is, by its number from one on: along the first parents, so that a merge is the merge and none of
 * its commits. Throws `RepositoryError` where the commit has no such file.
 */
export async function readLineOrigins(
  store: Store,
  commit: string,
  path: string,
): Promise<ReadonlyMap<number, LineOrigin>> {
  const args = ["blame", "--porcelain", "--first-parent", requireObjectId(commit), "--", path];
  const commits = new Map<string, Record<string, string>>();
  const lines = new Map<number, string>();
  let current: Record<string, string> = {};
  for (const row of (await readGit(store, args)).split("\n")) {
    const [, sha, line] = /^([0-9a-f]{40,64}) \d+ (\d+)(?: \d+)?$/u.exec(row) ?? [];
    if (row.startsWith("\t")) continue;
    if (sha !== undefined && line !== undefined) {
      current = commits.get(sha) ?? {};
      commits.set(sha, current);
      lines.set(Number(line), sha);
    } else {
      const at = row.indexOf(" ");
      if (at > 0) current[row.slice(0, at)] ??= row.slice(at + 1);
    }
  }
  return new Map(
    [...lines].map(([line, sha]) => [
      line,
      {
        commit: sha,
        at: new Date(Number(commits.get(sha)?.["committer-time"]) * 1000),
        author: commits.get(sha)?.author ?? "",
        subject: commits.get(sha)?.summary ?? "",
      },
    ]),
  );
}
