import { readGit, runGit } from "./command.ts";
import { RepositoryError } from "./error.ts";
import { GIT_MEMORY } from "./start-git.ts";
import type { Remote, Store } from "./store.ts";

export const trackingRef = (branch: string): string => `refs/remotes/origin/${branch}`;
export const pullRef = (pull: number): string => `refs/pull/${pull}/head`;

interface Wanted {
  readonly defaultBranch: string;
  readonly ledgerBranch: string;
  readonly pulls: readonly number[];
}

interface Refspec {
  readonly from: string;
  readonly to: string;
  /** The server may not have it. Then the last seen version stays. */
  readonly optional: boolean;
}

/**
 * One git process for all of it, and two more while the ledger or a pull head is missing from the server.
 * Throws `RepositoryError` when the default branch or the connection fails.
 */
export async function fetchRefs(store: Store, remote: Remote, wanted: Wanted): Promise<void> {
  const refspecs = listRefspecs(wanted);
  try {
    await fetchExactly(store, remote, refspecs);
  } catch (error) {
    if (!(error instanceof RepositoryError) || !/couldn't find remote ref/.test(error.message)) throw error;
    const there = await listRemoteRefs(store, remote, refspecs);
    const present = refspecs.filter(({ from, optional }) => !optional || there.has(from));
    if (present.length === refspecs.length) throw error;
    await fetchExactly(store, remote, present);
  }
}

function listRefspecs({ defaultBranch, ledgerBranch, pulls }: Wanted): Refspec[] {
  return [
    { from: `refs/heads/${defaultBranch}`, to: trackingRef(defaultBranch), optional: false },
    { from: `refs/heads/${ledgerBranch}`, to: trackingRef(ledgerBranch), optional: true },
    ...pulls.map((pull) => ({ from: pullRef(pull), to: pullRef(pull), optional: true })),
  ];
}

/** Full names and no patterns: everyone who can push a branch could choose what a pattern matches. */
async function fetchExactly(store: Store, remote: Remote, refspecs: readonly Refspec[]): Promise<void> {
  // Forced, also for the ledger: its reader knows its last verified commit, and a branch that an operator restored must arrive here.
  const lines = refspecs.map(({ from, to }) => `+${from}:${to}\n`);
  const flags = ["--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", "--no-auto-maintenance"];
  // No pruning: a ref that vanished from the server is still the last version verified here.
  const args = ["fetch", ...flags, "--refmap=", "--stdin", "--", remote.url];
  await runGit(store, args, {
    remote,
    input: lines.join(""),
    timeoutMs: 120_000,
    memory: 2 * GIT_MEMORY,
  });
}

/** `ls-remote` also answers refs that only end in the name; the caller looks its own up. */
async function listRemoteRefs(
  store: Store,
  remote: Remote,
  refspecs: readonly Refspec[],
): Promise<ReadonlySet<string | undefined>> {
  const names = refspecs.map(({ from }) => from);
  const text = await readGit(store, ["ls-remote", "--refs", "--", remote.url, ...names], { remote });
  return new Set(text.split("\n").map((row) => row.split("\t")[1]));
}
