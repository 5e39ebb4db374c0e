import { runGit } from "./command.ts";
import type { Remote, Store } from "./store.ts";

export const trackingRef = (branch: string): string => `refs/remotes/origin/${branch}`;
export const pullRef = (pull: number): string => `refs/pull/${pull}/head`;

interface Wanted {
  readonly defaultBranch: string;
  readonly ledgerBranch: string;
  readonly pulls: readonly number[];
}

/** One git process for all of it. Throws `RepositoryError` when the default branch or the connection fails, or when the ledger was rewritten. */
export async function fetchRefs(store: Store, remote: Remote, wanted: Wanted): Promise<void> {
  const { defaultBranch, ledgerBranch, pulls } = wanted;
  const refspecs = [
    `+refs/heads/${defaultBranch}:${trackingRef(defaultBranch)}`,
    // No plus sign: a ledger that no longer continues the one known here is refused, and the known one stays.
    optional(`refs/heads/${ledgerBranch}`, trackingRef(ledgerBranch)),
    ...pulls.map((pull) => `+${optional(pullRef(pull), pullRef(pull))}`),
  ];
  const flags = ["--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", "--no-auto-maintenance"];
  // Nothing is pruned: what has vanished from the server is still the last thing verified here.
  const args = ["fetch", ...flags, "--refmap=", "--stdin", "--", remote.url];
  await runGit(store, args, { remote, input: `${refspecs.join("\n")}\n`, timeoutMs: 120_000 });
}

/** A pattern that matches this ref: git fails on a missing ref, and takes a pattern without a match as it comes. */
function optional(from: string, to: string): string {
  const star = (ref: string) => `${ref.slice(0, -1)}*${ref.slice(-1)}`;
  return `${star(from)}:${star(to)}`;
}
