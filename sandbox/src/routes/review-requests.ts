import { reads, writes } from "../access.ts";
import type { Account, Team } from "../accounts.ts";
import { sendPullEvent } from "../events.ts";
import { invalid } from "../http/error.ts";
import { repositoryRoute } from "../http/route.ts";
import { userPayload } from "../payloads/account.ts";
import { pullSummaryPayload } from "../payloads/pull.ts";
import { teamPayload } from "../payloads/team.ts";
import { findAccount, findTeam, type State } from "../state.ts";
import { requirePull } from "./pulls.ts";

export const reviewRequestRoutes = [
  repositoryRoute(
    "GET /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers",
    reads("pull_requests"),
  )(({ state, repository, path }) => {
    const pull = requirePull(repository, path("pull_number"));
    return {
      status: 200,
      body: {
        users: pull.requestedPeople.map((account) => userPayload(state, account)),
        teams: pull.requestedTeams.map((team) => teamPayload(state, team)),
      },
    };
  }),

  repositoryRoute(
    "POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers",
    writes("pull_requests"),
  )(async ({ state, repository, actor, path, body }) => {
    const pull = requirePull(repository, path("pull_number"));
    const people = body.texts("reviewers").map((login) => requireReviewer(state, login, pull.author));
    const teams = body.texts("team_reviewers").map((slug) => requireTeam(state, slug));
    pull.requestedPeople = [...new Set([...pull.requestedPeople, ...people])];
    pull.requestedTeams = [...new Set([...pull.requestedTeams, ...teams])];
    for (const person of people) {
      const requested_reviewer = userPayload(state, person);
      await sendPullEvent(state, repository, actor.account, pull, "review_requested", { requested_reviewer });
    }
    for (const team of teams) {
      const requested_team = teamPayload(state, team);
      await sendPullEvent(state, repository, actor.account, pull, "review_requested", { requested_team });
    }
    return { status: 201, body: pullSummaryPayload(state, repository, pull) };
  }),

  repositoryRoute(
    "DELETE /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers",
    writes("pull_requests"),
  )(({ state, repository, path, body }) => {
    const pull = requirePull(repository, path("pull_number"));
    const logins = body.texts("reviewers");
    const slugs = body.texts("team_reviewers");
    pull.requestedPeople = pull.requestedPeople.filter(({ login }) => !logins.includes(login));
    pull.requestedTeams = pull.requestedTeams.filter(({ slug }) => !slugs.includes(slug));
    return { status: 200, body: pullSummaryPayload(state, repository, pull) };
  }),
];

function requireReviewer(state: State, login: string, author: Account): Account {
  const account = findAccount(state, login);
  if (account?.type !== "User") throw invalid("PullRequest", "reviewers", `${login} is not a collaborator`);
  if (account.id === author.id) {
    throw invalid("PullRequest", "reviewers", "Review cannot be requested from pull request author.");
  }
  return account;
}

function requireTeam(state: State, slug: string): Team {
  const team = findTeam(state, slug);
  if (team === undefined) throw invalid("PullRequest", "team_reviewers", `there is no team ${slug}`);
  return team;
}
