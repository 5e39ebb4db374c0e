import type { Account, Team } from "./accounts.ts";

/** A deployment environment, and what a job waits for there. */
export interface Environment {
  readonly id: number;
  readonly name: string;
  readonly createdAt: Date;
  /** The branches that may use it; undefined allows every branch. */
  branches: readonly BranchPolicy[] | undefined;
  /** Protected branches alone may use it. */
  protectedBranches: boolean;
  waitMinutes: number;
  preventSelfReview: boolean;
  reviewers: readonly Reviewer[];
  /** The ids of the apps whose protection rules are on. */
  apps: readonly number[];
}

export interface Reviewer {
  readonly type: "User" | "Team";
  readonly id: number;
}

/** A new environment, where nothing waits. */
export const createEnvironment = (
  given: Pick<Environment, "id" | "name" | "createdAt" | "branches">,
): Environment => ({
  ...given,
  protectedBranches: false,
  waitMinutes: 0,
  preventSelfReview: false,
  reviewers: [],
  apps: [],
});

export interface BranchPolicy {
  readonly id: number;
  readonly pattern: string;
  /** Absent: of branches. */
  readonly type?: "branch" | "tag";
}

/** The people and teams that may approve deployments, as far as they exist. */
export const listReviewers = (
  { people, teams }: { readonly people: readonly Account[]; readonly teams: readonly Team[] },
  { reviewers }: Environment,
): (Account | Team)[] =>
  reviewers.flatMap(({ type, id }) => {
    const found =
      type === "User" ? people.find((person) => person.id === id) : teams.find((team) => team.id === id);
    return found === undefined ? [] : [found];
  });
