import type { GitHub } from "../../src/core/ports/github.ts";
import type { Identities } from "../../src/core/ports/identities.ts";
import type { Journal } from "../../src/core/ports/journal.ts";
import type { Ledger } from "../../src/core/ports/ledger.ts";
import type { CommandReplies } from "../../src/core/ports/notifier.ts";
import type { Repository } from "../../src/core/ports/repository.ts";
import type { Reverts } from "../../src/core/ports/reverts.ts";

const unused = async (): Promise<never> => {
  throw new Error("Nobody asks for this.");
};

/** A GitHub that a test gives the answers it needs, and that fails for every other question. */
export const unusedGitHub: GitHub = {
  readRepository: unused,
  listOpenPulls: unused,
  readPull: unused,
  listPullsOf: unused,
  listMergedSince: unused,
  listAddedPaths: unused,
  listCommits: unused,
  listMoves: unused,
  listHistory: unused,
  findBlob: unused,
  readTurns: unused,
  isActive: unused,
  readTask: unused,
  listComments: unused,
  readAccount: unused,
  listOwnersErrors: unused,
  listReviews: unused,
  readTeam: unused,
  readTeamRole: unused,
  readCheck: unused,
  writeCheck: unused,
  merge: unused,
  readComment: unused,
};

/** A clone, in the same way. */
export const unusedRepository: Repository = {
  fetch: unused,
  defaultTip: unused,
  pullHead: unused,
  mergeBase: unused,
  isAncestor: unused,
  readCommit: unused,
  listCommits: unused,
  listChanging: unused,
  listFiles: unused,
  findFile: unused,
  treeId: unused,
  diff: unused,
  previewMerge: unused,
  readBlob: unused,
  findAddition: unused,
  findRemoval: unused,
};

/** Revert pull requests, in the same way. */
export const unusedReverts: Reverts = { listOpen: unused, find: unused, push: unused, open: unused };

/** A ledger, in the same way. */
export const unusedLedger: Ledger = { read: unused, append: unused };

/** A journal, in the same way. */
export const unusedJournal: Journal = { append: unused, read: unused, drop: unused };

/** An identity provider, in the same way. */
export const unusedIdentities: Identities = { hasProvider: unused, read: unused };

/** Answers to comments, in the same way. */
export const unusedReplies: CommandReplies = { answer: unused, listAnswered: unused };
