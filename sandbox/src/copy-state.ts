import type { Account, ExternalIdentity, Team } from "./accounts.ts";
import type { PullRequest, Repository, Review } from "./model.ts";
import type { State } from "./state.ts";

/**
 * A copy of GitHub's state that later changes do not touch. It shares git refs and objects with the original, and copies only the data
 * beside git.
 */
export function copyState(state: State): State {
  const accounts = new Map<Account, Account>();
  // One copy per account, so that all mentions of a person stay the same object.
  const copyAccount = (account: Account): Account => {
    const copy = accounts.get(account) ?? { ...account };
    accounts.set(account, copy);
    return copy;
  };
  const teams = copyTeams(state.teams, copyAccount);
  const copyTeam = (team: Team): Team => teams.get(team) ?? { ...team };
  const { organization } = state;
  return {
    ...state,
    organization: {
      ...organization,
      account: copyAccount(organization.account),
      formerLogins: [...organization.formerLogins],
      members: new Map(organization.members),
      withoutTwoFactor: new Set(organization.withoutTwoFactor),
      roles: organization.roles.map((role) => ({ ...role, holders: new Set(role.holders) })),
      invitations: organization.invitations.map((invitation) => ({
        ...invitation,
        account: copyAccount(invitation.account),
        inviter: copyAccount(invitation.inviter),
      })),
      identities: organization.identities.map(
        (identity): ExternalIdentity => ({
          ...identity,
          account: identity.account && copyAccount(identity.account),
        }),
      ),
    },
    people: state.people.map(copyAccount),
    suspended: new Set(state.suspended),
    teams: state.teams.map(copyTeam),
    repositories: state.repositories.map((repository) => copyRepository(repository, copyAccount, copyTeam)),
  };
}

type Copy<Thing> = (thing: Thing) => Thing;

function copyTeams(teams: readonly Team[], copyAccount: Copy<Account>): Map<Team, Team> {
  const copies = new Map<Team, Team>();
  for (const team of teams) {
    copies.set(team, {
      ...team,
      members: team.members.map(copyAccount),
      maintainers: new Set(team.maintainers),
      invited: team.invited.map(copyAccount),
    });
  }
  for (const copy of copies.values()) {
    copy.parent = copy.parent && copies.get(copy.parent);
    copy.children = copy.children.flatMap((child) => copies.get(child) ?? []);
  }
  return copies;
}

function copyRepository(
  repository: Repository,
  copyAccount: Copy<Account>,
  copyTeam: Copy<Team>,
): Repository {
  const { pulls, issues, checkRuns, comments, activities } = repository;
  return {
    ...repository,
    owner: copyAccount(repository.owner),
    merging: { ...repository.merging },
    formerNames: [...repository.formerNames],
    labels: [...repository.labels],
    forks: [...repository.forks],
    ruleSuites: [...repository.ruleSuites],
    teams: new Map(repository.teams),
    collaborators: new Map(repository.collaborators),
    invitations: [...repository.invitations],
    pulls: pulls.map((pull) => copyPull(pull, copyAccount, copyTeam)),
    checkRuns: checkRuns.map((run) => ({ ...run })),
    issues: issues.map((issue) => ({
      ...issue,
      author: copyAccount(issue.author),
      edits: [...issue.edits],
      turns: [...issue.turns],
    })),
    comments: comments.map((comment) => ({
      ...comment,
      author: copyAccount(comment.author),
      edits: [...comment.edits],
    })),
    activities: activities.map((activity) => ({ ...activity, actor: copyAccount(activity.actor) })),
  };
}

function copyPull(pull: PullRequest, copyAccount: Copy<Account>, copyTeam: Copy<Team>): PullRequest {
  const { author, merged, reviews, requestedPeople, requestedTeams } = pull;
  return {
    ...pull,
    author: copyAccount(author),
    headOwner: copyAccount(pull.headOwner),
    labels: [...pull.labels],
    retargets: [...pull.retargets],
    turns: [...pull.turns],
    merged: merged && { ...merged, by: copyAccount(merged.by) },
    reviews: reviews.map((review): Review => ({ ...review, author: copyAccount(review.author) })),
    requestedPeople: requestedPeople.map(copyAccount),
    requestedTeams: requestedTeams.map(copyTeam),
  };
}
