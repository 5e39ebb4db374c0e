import { mkdir, rm, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Account } from "./accounts.ts";
import { createStore } from "./git/create.ts";
import { branchRef, listRefs, moveRefs, zeroSha } from "./git/refs.ts";
import type { Store } from "./git/run.ts";
import type { Repository } from "./model.ts";
import type { State } from "./state.ts";

export interface ForkOrder {
  readonly name: string;
  readonly defaultBranchOnly: boolean;
}

/**
 * Gives a person a copy of a repository. As on GitHub the copies share their objects: the source repository finds a commit of a fork by
 * its id, although no branch there leads to it.
 */
export async function forkRepository(
  state: State,
  parent: Repository,
  owner: Account,
  { name, defaultBranchOnly }: ForkOrder,
): Promise<Repository> {
  const id = state.nextId();
  const directory = join(dirname(dirname(parent.store.directory)), "forks", `${id}.git`);
  const store = await createStore(directory, parent.defaultBranch);
  await shareObjects(parent.store, store);
  const prefixes = defaultBranchOnly ? [branchRef(parent.defaultBranch)] : ["refs/heads/", "refs/tags/"];
  const refs = (await Promise.all(prefixes.map((prefix) => listRefs(parent.store, prefix)))).flat();
  const wanted = defaultBranchOnly ? refs.filter((ref) => prefixes.includes(ref.name)) : refs;
  await moveRefs(
    store,
    wanted.map((ref) => ({ ref: ref.name, before: zeroSha, after: ref.sha })),
  );
  const fork: Repository = {
    id,
    owner,
    name,
    formerNames: [],
    private: parent.private,
    archived: false,
    defaultBranch: parent.defaultBranch,
    merging: { squash: true, merge: true, rebase: true },
    allowForking: false,
    parent,
    forks: [],
    topics: [],
    labels: [],
    createdAt: state.clock(),
    store,
    teams: new Map(parent.private ? parent.teams : []),
    collaborators: new Map(),
    invitations: [],
    rulesets: [],
    ruleSuites: [],
    protections: new Map(),
    signed: new Set(),
    pulls: [],
    issues: [],
    checkRuns: [],
    comments: [],
    activities: [],
    // A push to a fork changes pull requests of its parent, so both share one queue.
    exclusively: parent.exclusively,
  };
  parent.forks.push(fork);
  return fork;
}

async function shareObjects(from: Store, to: Store): Promise<void> {
  const objects = join(to.directory, "objects");
  await rm(objects, { recursive: true });
  await mkdir(to.directory, { recursive: true });
  await symlink(join(from.directory, "objects"), objects);
}

/** Deletes a fork. Pull requests from it stay, without a head repository. */
export async function deleteFork(parent: Repository, fork: Repository): Promise<void> {
  parent.forks.splice(parent.forks.indexOf(fork), 1);
  for (const pull of parent.pulls) {
    if (pull.headRepository?.id === fork.id) pull.headRepository = undefined;
  }
  await rm(fork.store.directory, { recursive: true });
}
