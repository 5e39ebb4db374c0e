import { createLocks } from "../../../src/lanes/one-at-a-time.ts";
import { createRecheckSchedule } from "../../../src/operations/memory/recheck-schedule.ts";
import type { Deps } from "../../../src/operations/round/deps.ts";
import {
  unusedGitHub,
  unusedIdentities,
  unusedJournal,
  unusedLedger,
  unusedReplies,
  unusedRepository,
  unusedReverts,
} from "../unused.ts";
import { silent } from "./log.ts";

type Port = "repository" | "replies" | "github" | "ledger" | "journal" | "identities" | "reverts";

/** Of a port, the questions that a test answers; of everything else, the value. */
export type DepsParts = Partial<Omit<Deps, Port>> & { readonly [Name in Port]?: Partial<Deps[Name]> };

/**
 * Whole dependencies from the parts that a test cares about. Each port throws for the questions that the test does not answer; a test
 * without providers has none, and time stands still unless it gives a clock.
 */
export const depsWith = (parts: DepsParts = {}): Deps => ({
  providers: new Map(),
  locks: createLocks(),
  rechecks: createRecheckSchedule(),
  log: silent,
  now: () => new Date(0),
  pin: { id: 77, defaultBranch: "main", visibility: "private" },
  trustedCommit: "t",
  stops: () => [],
  notifiers: [],
  ...parts,
  repository: { ...unusedRepository, ...parts.repository },
  github: { ...unusedGitHub, ...parts.github },
  ledger: { ...unusedLedger, ...parts.ledger },
  journal: { ...unusedJournal, ...parts.journal },
  identities: { ...unusedIdentities, ...parts.identities },
  reverts: { ...unusedReverts, ...parts.reverts },
  replies: { ...unusedReplies, ...parts.replies },
});
