import type { State } from "../state.ts";
import {
  addToTeam,
  createTeam,
  deleteTeam,
  removeFromTeam,
  renameTeam,
  setTeamPrivacy,
  setTeamRole,
} from "../team-changes.ts";
import type { Control } from "./control.ts";
import { findOwner, requirePerson, requireRepository, requireTeam } from "./find.ts";

type TeamControl = Pick<
  Control,
  | "createTeam"
  | "renameTeam"
  | "deleteTeam"
  | "addToTeam"
  | "removeFromTeam"
  | "setTeamPermission"
  | "setTeamPrivacy"
  | "synchronizeTeam"
  | "createOrganizationRole"
>;

/** Teams and their members. */
export const controlTeams = (state: State): TeamControl => ({
  createTeam: (slug, parent) => {
    const above = parent === undefined ? undefined : requireTeam(state, parent);
    return { id: createTeam(state, findOwner(state), slug, above).id };
  },
  renameTeam: (slug, newSlug) => renameTeam(state, findOwner(state), requireTeam(state, slug), newSlug),
  deleteTeam: (slug) => deleteTeam(state, findOwner(state), requireTeam(state, slug)),
  addToTeam: (slug, login, role) =>
    addToTeam(state, findOwner(state), requireTeam(state, slug), requirePerson(state, login), role),
  removeFromTeam: (slug, login) =>
    removeFromTeam(state, findOwner(state), requireTeam(state, slug), requirePerson(state, login)),
  setTeamPermission: (slug, role, name) =>
    setTeamRole(state, findOwner(state), requireTeam(state, slug), requireRepository(state, name), role),
  createOrganizationRole: ({ name, baseRole = null, permissions = [] }) => {
    const id = state.nextId();
    state.organization.roles.push({ id, name, baseRole, permissions, holders: new Set() });
    return { id };
  },
  synchronizeTeam: (slug, synchronized) => {
    requireTeam(state, slug).synchronized = synchronized;
  },
  setTeamPrivacy: (slug, privacy) =>
    setTeamPrivacy(state, findOwner(state), requireTeam(state, slug), privacy),
});
