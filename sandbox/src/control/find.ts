import type { Account, Team } from "../accounts.ts";
import { HttpError } from "../http/error.ts";
import type { Repository } from "../model.ts";
import { findAccount, findTeam, type State } from "../state.ts";

/** The person who would make the change on GitHub's pages. */
export function findOwner(state: State): Account {
  const owner = state.people.find(({ id }) => state.organization.members.get(id) === "admin");
  return owner ?? state.organization.account;
}

/** A person by login; throws for an unknown login. */
export function requirePerson(state: State, login: string): Account {
  const account = findAccount(state, login);
  if (account?.type !== "User") throw new HttpError(404, `There is no person with the login ${login}.`);
  return account;
}

/** A team by slug; throws for an unknown slug. */
export function requireTeam(state: State, slug: string): Team {
  const team = findTeam(state, slug);
  if (team === undefined) throw new HttpError(404, `There is no team ${slug}.`);
  return team;
}

/** A repository by name, by default the first; throws for an unknown name. */
export function requireRepository(state: State, name: string | undefined): Repository {
  const repository =
    name === undefined ? state.repositories[0] : state.repositories.find((known) => known.name === name);
  if (repository === undefined) throw new HttpError(404, `There is no repository ${name ?? "at all"}.`);
  return repository;
}
