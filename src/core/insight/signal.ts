import type { Entitlement } from "../access/entitlement.ts";
import type { Person } from "../access/lease.ts";
import type { Story } from "../audit/stories.ts";
import type { Thresholds } from "../files/insight-thresholds.ts";
import type { Policy } from "../files/policy.ts";

/** What people may want to look at. A hint with its reason: it accuses nobody, and nothing is decided by it. */
export interface Signal {
  readonly rule: string;
  readonly says: string;
  /** Who or what it is about; absent where it is about more than one. */
  readonly person?: string;
  readonly access?: Entitlement;
  readonly policy?: string;
  /** Pull requests that show it. */
  readonly pulls: readonly number[];
  /** What to do, where there is something. */
  readonly suggestion?: string;
}

/** Access that somebody has without Hallpass, from inventory/ on the default branch. */
export interface Standing extends Entitlement {
  readonly principal: string;
}

/** What the rules look at: requests of a time, and the rules of today. */
export interface InsightInput {
  readonly since: Date;
  readonly until: Date;
  readonly stories: readonly Story[];
  readonly policies: readonly Policy[];
  readonly people: readonly Person[];
  readonly standing: readonly Standing[];
  readonly thresholds: Thresholds;
}

/** One question. */
export interface InsightRule {
  /** A fixed word, for scripts. */
  readonly name: string;
  /** A heading. */
  readonly title: string;
  find(input: InsightInput): Omit<Signal, "rule">[];
}
