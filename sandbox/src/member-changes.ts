import type { Account } from "./accounts.ts";
import { HttpError } from "./http/error.ts";
import { sendMemberEvent, sendRenamedEvent } from "./organization-events.ts";
import { loginPattern } from "./seed-schema.ts";
import { findAccount, type State } from "./state.ts";
import { removeFromTeam } from "./team-changes.ts";

/** Adds a person to the organisation, or changes their role in it. */
export function addMember(state: State, sender: Account, account: Account, role: "admin" | "member"): void {
  const known = state.organization.members.has(account.id);
  state.organization.members.set(account.id, role);
  if (!known) sendMemberEvent(state, sender, account, role, "member_added");
}

/** Removes a person from the organisation, and so from its teams and private repositories. */
export function removeMember(state: State, sender: Account, account: Account): void {
  const role = state.organization.members.get(account.id);
  if (role === undefined) throw new HttpError(404, "Not Found");
  for (const team of state.teams) removeFromTeam(state, sender, team, account);
  for (const repository of state.repositories) {
    if (repository.private) repository.collaborators.delete(account.id);
  }
  for (const { holders } of state.organization.roles) holders.delete(account.id);
  state.organization.members.delete(account.id);
  sendMemberEvent(state, sender, account, role, "member_removed");
}

/** Renames an account. The old login is free at once; id, tokens, reviews and memberships stay. */
export function renameLogin(state: State, account: Account, login: string): void {
  if (login.toLowerCase() !== account.login.toLowerCase()) requireFreeLogin(state, login);
  account.login = login;
}

/**
 * Renames the organisation. "Renaming an organization": links and pushes to its repositories are redirected, and requests for the old
 * name of the organisation itself find nothing.
 */
export function renameOrganization(state: State, sender: Account, login: string): void {
  const { account, formerLogins } = state.organization;
  const from = account.login;
  if (login.toLowerCase() !== from.toLowerCase()) requireFreeLogin(state, login);
  formerLogins.push(from);
  account.login = login;
  sendRenamedEvent(state, sender, from);
}

/** A new account outside the organisation. */
export function registerLogin(state: State, login: string): Account {
  requireFreeLogin(state, login);
  const account: Account = { id: state.nextId(), login, name: login, type: "User" };
  state.people.push(account);
  return account;
}

function requireFreeLogin(state: State, login: string): void {
  if (!new RegExp(loginPattern).test(login)) {
    const expected = "letters, digits and single hyphens, 39 at most, and a managed user's _CODE at the end";
    throw new HttpError(422, `"${login}" is not a valid login: ${expected}.`);
  }
  if (findAccount(state, login) !== undefined) {
    throw new HttpError(422, `The login ${login} is taken: rename its holder first.`);
  }
}
