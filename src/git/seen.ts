import { readRef } from "./objects/refs.ts";
import { runGit } from "./process/command.ts";
import type { Remote, Store } from "./process/store.ts";

/** Brings a branch of the server into the clone as it is now, beside the branches that the rounds read. Answers its tip; undefined: there is none. */
export async function fetchSeen(store: Store, remote: Remote, branch: string): Promise<string | undefined> {
  const seen = `refs/hallpass/seen/${branch}`;
  const fetched = await runGit(
    store,
    ["fetch", "--no-tags", "--refmap=", "--", remote.url, `+refs/heads/${branch}:${seen}`],
    { remote, allow: [128] },
  );
  return fetched.exitCode === 0 ? readRef(store, seen) : undefined;
}
