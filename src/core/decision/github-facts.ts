import type { Person } from "../access/lease.ts";
import type { ChildTeams } from "../access/team.ts";

export interface Account extends Person {
  readonly type: "User" | "Bot";
}

/** One commit of a pull request, with the accounts that GitHub links to its e-mail addresses; undefined = no account. */
export interface PullCommit {
  readonly sha: string;
  readonly author: Person | undefined;
  readonly committer: Person | undefined;
  /** Committed by GitHub itself, in the browser. A GitHub Enterprise Server's own committer often has no account. */
  readonly inBrowser?: boolean;
  /** GitHub verified its signature, with a key of the committer's account. */
  readonly isVerified?: boolean;
  /** It merges the default branch into the pull request's, as "Update branch" does. */
  readonly updates?: true;
}

/** A person's names at the identity provider of the organisation. */
export interface ExternalIdentity {
  readonly nameId?: string;
  readonly scimUserName?: string;
}

export interface PullRequest {
  readonly number: number;
  readonly title: string;
  readonly state: "open" | "closed";
  readonly draft: boolean;
  /** When it was opened, by GitHub's clock; absent: GitHub does not tell. */
  readonly createdAt?: Date;
  readonly author: Account;
  readonly head: { readonly sha: string; readonly ref: string; readonly repositoryId: number };
  readonly base: { readonly ref: string; readonly repositoryId: number };
  /** Ids of the people and teams whose review is requested; absent: none. */
  readonly requested?: { readonly people: readonly number[]; readonly teams: readonly number[] };
  /** Names of its labels, for what Hallpass shows: nothing is decided by them; absent: none. */
  readonly labels?: readonly string[];
  /** Issues that GitHub closes when it is merged, by its title and description; absent: none. */
  readonly closes?: readonly number[];
  /** Set when GitHub calls it merged. No proof of review: see "How a grant is proven" in docs/security.md. */
  readonly merged?: { readonly at: Date; readonly commit: string };
}

/** When a pull request last began to be what it is, by GitHub's record of its events. */
export interface Turns {
  /** Its base was changed. */
  readonly retargetedAt?: Date;
  /** It was opened again, or was a draft until then. */
  readonly openedAt?: Date;
}

export interface Review {
  readonly id: number;
  readonly reviewer: Account;
  readonly state: "APPROVED" | "CHANGES_REQUESTED" | "COMMENTED" | "DISMISSED" | "PENDING";
  /** The head the reviewer saw. */
  readonly commit: string | undefined;
  readonly submittedAt: Date;
  /** For a dismissed review: the time, its state until then, and the person who dismissed it; absent if GitHub does not tell. */
  readonly dismissed?: Dismissal;
}

export interface Dismissal {
  readonly at: Date;
  readonly was: "APPROVED" | "CHANGES_REQUESTED";
  /** Absent when GitHub does not tell: the account is gone. */
  readonly by?: Account;
}

/** An issue or a pull request, as something to wait for. */
export interface Task {
  readonly number: number;
  readonly closed: boolean;
  /** Every time it was closed, oldest first, also when it was opened again since; absent when GitHub does not tell. */
  readonly closes?: readonly Date[];
}

/** A comment on a pull request or an issue. */
export interface Comment {
  /** Its own; absent where it is known from a record of GitHub's webhooks alone. */
  readonly id?: number;
  /** Of the pull request or issue. */
  readonly number: number;
  readonly author: Account;
  readonly body: string;
  readonly at: Date;
  /** Edited since, by its author or by another person with write access. */
  readonly edited: boolean;
  /** GitHub counts the author among the organisation's members and the repository's collaborators. A hint: it may keep silent of a member. */
  readonly member?: true;
}

/** The members of a team that count: of its child teams too where the rules say so. */
export const membersOf = <M extends Person>(
  team: { readonly members: readonly M[]; readonly children?: ChildTeams<M> },
  { includeChildTeams }: { readonly includeChildTeams?: boolean },
): readonly M[] =>
  includeChildTeams === true ? [...team.members, ...(team.children?.members ?? [])] : team.members;

export interface RepositoryFacts {
  readonly id: number;
  /** Login of the organisation. */
  readonly owner: string;
  readonly defaultBranch: string;
  readonly private: boolean;
  /** The address of its page, for links; absent: there are none. */
  readonly page?: string;
}
