import type { ChangedDecision } from "./replay.ts";

/** What would have been decided differently. */
export interface ReplayReport {
  /** Requests that were decided again. */
  readonly decisions: number;
  /** Oldest first. */
  readonly changes: readonly ChangedDecision[];
  /** Requests whose file is not in the clone. */
  readonly unread: number;
  /** Set where there was no time for all: so many of the newest were left out. */
  readonly left?: number;
  /** Slugs of teams by which the proposed rules admit people, and of which nobody knows who was in them. */
  readonly unknownTeams: readonly string[];
}
