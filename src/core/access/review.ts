import type { Person } from "./lease.ts";

/** A review that counted as an approval. */
export interface CountedReview {
  /** GitHub's. */
  readonly id: number;
  readonly reviewer: Person;
  /** The head the reviewer saw. */
  readonly commit: string;
  readonly at: Date;
}
