import { gitEmail } from "../accounts.ts";
import { editInBrowser } from "../browser-edit.ts";
import {
  addMember,
  registerLogin,
  removeMember,
  renameLogin,
  renameOrganization,
} from "../member-changes.ts";
import type { State } from "../state.ts";
import { issuePersonToken } from "../tokens.ts";
import type { Control } from "./control.ts";
import { findOwner, requirePerson, requireRepository } from "./find.ts";

type PeopleControl = Pick<
  Control,
  | "renameLogin"
  | "renameOrganization"
  | "registerLogin"
  | "addMember"
  | "removeMember"
  | "suspendLogin"
  | "unsuspendLogin"
  | "setTwoFactor"
  | "requireTwoFactor"
  | "setCollaborator"
  | "editInBrowser"
  | "allowForking"
>;

/** Logins and members of the organisation. */
export const controlPeople = (state: State): PeopleControl => ({
  renameLogin: (login, newLogin) => renameLogin(state, requirePerson(state, login), newLogin),
  renameOrganization: (login) => renameOrganization(state, findOwner(state), login),
  registerLogin: (login) => {
    const account = registerLogin(state, login);
    return { id: account.id, token: issuePersonToken(state.tokens, account), email: gitEmail(account) };
  },
  addMember: (login, role = "member") =>
    addMember(state, findOwner(state), requirePerson(state, login), role),
  removeMember: (login) => removeMember(state, findOwner(state), requirePerson(state, login)),
  suspendLogin: (login) => {
    state.suspended.add(requirePerson(state, login).id);
  },
  unsuspendLogin: (login) => {
    state.suspended.delete(requirePerson(state, login).id);
  },
  setTwoFactor: (login, enabled) => {
    const { id } = requirePerson(state, login);
    if (enabled) state.organization.withoutTwoFactor.delete(id);
    else state.organization.withoutTwoFactor.add(id);
  },
  requireTwoFactor: (required) => {
    state.organization.twoFactorRequired = required;
  },
  editInBrowser: (login, edit, name) =>
    editInBrowser(state, requireRepository(state, name), requirePerson(state, login), edit),
  allowForking: (allowed, name) => {
    requireRepository(state, name).allowForking = allowed;
  },
  setCollaborator: (login, role, name) => {
    const { collaborators } = requireRepository(state, name);
    const { id } = requirePerson(state, login);
    if (role === "none") collaborators.delete(id);
    else collaborators.set(id, role);
  },
});
