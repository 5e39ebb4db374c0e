import { resolve } from "node:path";
import type { Log } from "../core/ports/log.ts";
import type { Repository } from "../core/ports/repository.ts";
import { createLane } from "../lanes/one-at-a-time.ts";
import {
  findAddition,
  findMergeBase,
  findRemoval,
  isAncestor,
  listChanging,
  listCommits,
  readCommit,
} from "./objects/history.ts";
import { diffTrees, findFile, findTreeId, listFiles, previewMerge, readBlob } from "./objects/objects.ts";
import { packKeeper } from "./objects/packs.ts";
import { checkBranch, readRef, readRemoteHead } from "./objects/refs.ts";
import { readGit } from "./process/command.ts";
import { RepositoryError } from "./process/error.ts";
import { fetchRefs, pullRef, trackingRef } from "./process/fetch.ts";
import { checkRemote, createFolder, type Remote, type Store } from "./process/store.ts";
import { removeStaleLocks } from "./stale-locks.ts";

export const ledgerBranchName = "access-ledger";

export interface RepositoryOptions extends Remote {
  /** Folder of the bare clone; made when it is not there. */
  readonly dir: string;
  readonly defaultBranch: string;
  readonly ledgerBranch?: string;
  readonly log?: Pick<Log, "warn">;
}

/** A bare clone of the access repository. It fetches only on request. One per folder and process. */
export async function gitRepository(options: RepositoryOptions): Promise<Repository> {
  const { dir, defaultBranch, ledgerBranch = ledgerBranchName } = options;
  checkRemote(options);
  const store = await createFolder(dir);
  await checkBranch(store, defaultBranch);
  await checkBranch(store, ledgerBranch);
  await prepare(store, options.log);
  // Two fetches at once would fail on each other's locks.
  const inTurn = createLane();
  const keepPacks = packKeeper(store, options.log);
  const fetch = (pulls: readonly number[] = []) =>
    inTurn(async () => {
      await fetchRefs(store, options, { defaultBranch, ledgerBranch, pulls: [...new Set(pulls)] });
      await keepPacks();
    });
  return { fetch, ...localReads(store, [trackingRef(defaultBranch)]) };
}

/** Uses an existing clone as it is where the disk is full or read-only: to end access, it is enough to read. */
async function prepare(store: Store, log: RepositoryOptions["log"]): Promise<void> {
  try {
    await removeStaleLocks(store);
    await readGit(store, ["init", "--quiet", "--bare", "--template="]);
  } catch (error) {
    await readGit(store, ["rev-parse", "--is-bare-repository"]).catch(() => {
      throw error;
    });
    log?.warn({ step: "state", err: error }, `${store.directory} cannot be written; it is read as it is`);
  }
}

/** Reads an existing clone as it is. `fetch` throws: the owner of the clone fetches. */
export async function openRepository(options: { dir: string; defaultBranch?: string }): Promise<Repository> {
  const store = await openStore(options.dir);
  const branch = options.defaultBranch ?? (await readRemoteHead(store)) ?? "main";
  await checkBranch(store, branch);
  const fetch = async () => {
    const detail = "This clone is only read. Run `git fetch` in it yourself.";
    throw new RepositoryError({ command: "fetch", detail, retryable: false });
  };
  return { fetch, ...localReads(store, [trackingRef(branch), `refs/heads/${branch}`]) };
}

/** The git directory a folder belongs to. Throws `RepositoryError` when it belongs to none. */
export async function openStore(dir: string): Promise<Store> {
  const directory = resolve(dir);
  // Discovery, and with it git's check of who owns the folder, happens only while GIT_DIR is not set.
  // The common one: a working tree added to a clone keeps neither objects nor remotes' refs in the folder it calls its own.
  const found = await readGit({ directory }, ["rev-parse", "--path-format=absolute", "--git-common-dir"], {
    discover: true,
  });
  return { directory: found };
}

function localReads(store: Store, defaultRefs: readonly string[]): Omit<Repository, "fetch"> {
  return {
    defaultTip: () => readDefaultTip(store, defaultRefs),
    pullHead: (pull) => readRef(store, pullRef(pull)),
    mergeBase: (a, b) => findMergeBase(store, a, b),
    isAncestor: (ancestor, descendant) => isAncestor(store, ancestor, descendant),
    readCommit: (sha) => readCommit(store, sha),
    listCommits: (from, to) => listCommits(store, from, to),
    listChanging: (from, to, paths) => listChanging(store, from, to, paths),
    listFiles: (commit, folder) => listFiles(store, commit, folder),
    findFile: (commit, path) => findFile(store, commit, path),
    treeId: (commit, folder) => findTreeId(store, commit, folder),
    diff: (from, to) => diffTrees(store, from, to),
    previewMerge: (base, head) => previewMerge(store, base, head),
    readBlob: (blob, limit) => readBlob(store, blob, limit),
    findAddition: (tip, path) => findAddition(store, tip, path),
    findRemoval: (tip, path) => findRemoval(store, tip, path),
  };
}

async function readDefaultTip(store: Store, refs: readonly string[]): Promise<string> {
  for (const ref of refs) {
    const tip = await readRef(store, ref);
    if (tip !== undefined) return tip;
  }
  const detail = `none of ${refs.join(", ")} is here. Fetch first, or name the default branch.`;
  throw new RepositoryError({ command: "for-each-ref", detail, retryable: false });
}
