import type { Person } from "./lease.ts";

export interface PullRequest {
  readonly number: number;
  readonly title: string;
  readonly state: "open" | "closed";
  readonly draft: boolean;
  readonly author: Person & { readonly type: "User" | "Bot" };
  readonly head: { readonly sha: string; readonly ref: string; readonly repositoryId: number };
  readonly base: { readonly ref: string; readonly repositoryId: number };
  /** Set when GitHub calls it merged; no proof of review (DESIGN section 5). */
  readonly merged?: { readonly at: Date; readonly commit: string };
}

export interface Review {
  readonly reviewer: Person & { readonly type: "User" | "Bot" };
  readonly state: "APPROVED" | "CHANGES_REQUESTED" | "COMMENTED" | "DISMISSED" | "PENDING";
  /** The head the reviewer saw. */
  readonly commit: string | undefined;
  readonly submittedAt: Date;
}

export interface Team {
  readonly id: number;
  readonly slug: string;
  readonly members: readonly Person[];
}

export interface RepositoryFacts {
  readonly id: number;
  readonly defaultBranch: string;
  readonly private: boolean;
}
