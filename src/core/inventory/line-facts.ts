import type { PlannedLine, PlannedReview } from "./planned-review.ts";

/** What helps to decide about one standing access. It is for people: no rule reads it. */
export interface LineFacts {
  /** Since when `inventory/` has this line, and by which commit. */
  readonly listed?: { readonly at: Date; readonly commit: string; readonly author: string };
  /** Who gave it at the provider, as `inventory/` says. */
  readonly givers: readonly string[];
  /** Since when it is held, as `inventory/` says. */
  readonly since?: string;
  /** Whether it is held now; absent where the provider was not asked. */
  readonly held?: boolean;
  /** By requests, within the time that was looked at. Absent where no ledger could be read. */
  readonly asked?: { readonly own: number; readonly others: number; readonly lastUse?: Date };
}

/** A planned review, with the facts about each line. */
export interface BriefedReview extends PlannedReview {
  readonly lines: readonly (PlannedLine & { readonly facts: LineFacts })[];
}
