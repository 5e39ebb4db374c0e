import { randomUUID } from "node:crypto";
import {
  type Account,
  type ExternalIdentity,
  gitEmail,
  type Role,
  type Team,
  type TeamPrivacy,
} from "../accounts.ts";
import { actionsOf } from "../actions-settings.ts";
import { HttpError } from "../http/error.ts";
import type { Lag, LaggingRead } from "../lags.ts";
import { addMember, registerLogin, removeMember, renameLogin } from "../member-changes.ts";
import type { Repository } from "../repository.ts";
import type { SandboxLogin } from "../sandbox.ts";
import { findAccount, findTeam, type State } from "../state.ts";
import {
  addToTeam,
  createTeam,
  deleteTeam,
  removeFromTeam,
  renameTeam,
  setTeamPrivacy,
  setTeamRole,
} from "../team-changes.ts";
import { issuePersonToken } from "../tokens.ts";
import type { ReleaseOrder } from "../webhooks.ts";
import { type Forgery, type ForgeryAnswer, sendForgery } from "./forgery.ts";

/**
 * What a test may do to the world behind the app's back: the things people do on GitHub's pages, and the things GitHub
 * does by itself. Changes of people and teams are made by an owner of the organisation and send the webhooks GitHub
 * sends. Throws when something named is not there. Repositories are named without their owner; the first by default.
 */
export interface Control {
  /** The old login is free at once; id, token, reviews and memberships stay. */
  renameLogin(login: string, newLogin: string): void;
  /** A stranger takes a free login: another id, a token of their own, outside the organisation. */
  registerLogin(login: string): SandboxLogin;
  /** Takes somebody into the organisation; "member" unless said otherwise. Also changes the role. */
  addMember(login: string, role?: "admin" | "member"): void;
  /** Out of the organisation, its teams and its private repositories. */
  removeMember(login: string): void;
  /** Every use of the account's tokens is refused, and the account is not shown. */
  suspendLogin(login: string): void;
  unsuspendLogin(login: string): void;
  setTwoFactor(login: string, enabled: boolean): void;
  requireTwoFactor(required: boolean): void;
  /** Gives somebody a role in a repository of their own; "none" takes it away. */
  setCollaborator(login: string, role: Role, repository?: string): void;
  /** Answers the team's id. */
  createTeam(slug: string, parent?: string): { id: number };
  renameTeam(slug: string, newSlug: string): void;
  /** The teams below it too. */
  deleteTeam(slug: string): void;
  /** Somebody outside the organisation is only invited. */
  addToTeam(slug: string, login: string, role?: "member" | "maintainer"): void;
  removeFromTeam(slug: string, login: string): void;
  setTeamPermission(slug: string, role: Role, repository?: string): void;
  setTeamPrivacy(slug: string, privacy: TeamPrivacy): void;
  /** Says what the identity provider knows of a login; null is an identity nobody has linked. Replaces an earlier one. */
  linkSaml(login: string | null, identity: SamlIdentity): void;
  /** The identity stays, with nobody linked to it. */
  unlinkSaml(login: string): void;
  /** From now on these reads answer what is true at this moment. */
  lag(lag: Lag): void;
  /** These reads answer the truth again; without a list all do. */
  catchUp(reads?: readonly LaggingRead[]): void;
  /** Delivers again what was delivered: the latest by default, under its own guid or a fresh one. */
  redeliver(id?: number, options?: { freshGuid?: boolean | undefined }): void;
  /** Webhooks wait from now on. */
  holdWebhooks(): void;
  /** Those that waited are delivered "as sent" (by default), "reversed", or "dropped": failed, until redelivered. */
  releaseWebhooks(order?: ReleaseOrder): void;
  /** Sends the first app a webhook GitHub did not make and tells what it answered. */
  deliverForged(forgery: Forgery): Promise<ForgeryAnswer>;
  /** The `Date` of answers is off by so many seconds. */
  clockSkew(seconds: number): void;
  /** What workflows may do by themselves, in a repository or, with null, as the organisation allows. */
  setWorkflowPermissions(settings: WorkflowPermissions, repository?: string | null): void;
  addSecret(name: string, repository?: string): void;
  removeSecret(name: string, repository?: string): void;
  /** With branch patterns, only those deploy to it; without, every branch does. */
  addEnvironment(name: string, branches?: readonly string[], repository?: string): void;
}

export interface SamlIdentity {
  readonly nameId?: string | undefined;
  readonly scimUserName?: string | undefined;
}

export interface WorkflowPermissions {
  readonly mayApprove?: boolean | undefined;
  readonly defaultPermissions?: "read" | "write" | undefined;
}

/** The control of a running sandbox. */
export const openControl = (state: State): Control => ({
  ...controlPeople(state),
  ...controlTeams(state),
  ...controlDeliveries(state),
  ...controlActions(state),
  linkSaml: (login, { nameId, scimUserName }) => {
    const account = login === null ? undefined : requirePerson(state, login);
    if (account !== undefined) takeIdentity(state, account);
    state.organization.identities.push({ guid: randomUUID(), nameId, scimUserName, account });
  },
  unlinkSaml: (login) => {
    const identity = takeIdentity(state, requirePerson(state, login));
    if (identity !== undefined) state.organization.identities.push({ ...identity, account: undefined });
  },
  lag: (lag) => state.lags.begin(state, lag),
  catchUp: (reads) => state.lags.end(reads),
  clockSkew: (seconds) => {
    state.skewSeconds = seconds;
  },
});

type PeopleControl = Pick<
  Control,
  | "renameLogin"
  | "registerLogin"
  | "addMember"
  | "removeMember"
  | "suspendLogin"
  | "unsuspendLogin"
  | "setTwoFactor"
  | "requireTwoFactor"
  | "setCollaborator"
>;

const controlPeople = (state: State): PeopleControl => ({
  renameLogin: (login, newLogin) => renameLogin(state, requirePerson(state, login), newLogin),
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
  setCollaborator: (login, role, name) => {
    const { collaborators } = requireRepository(state, name);
    const { id } = requirePerson(state, login);
    if (role === "none") collaborators.delete(id);
    else collaborators.set(id, role);
  },
});

type TeamControl = Pick<
  Control,
  | "createTeam"
  | "renameTeam"
  | "deleteTeam"
  | "addToTeam"
  | "removeFromTeam"
  | "setTeamPermission"
  | "setTeamPrivacy"
>;

const controlTeams = (state: State): TeamControl => ({
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
  setTeamPrivacy: (slug, privacy) =>
    setTeamPrivacy(state, findOwner(state), requireTeam(state, slug), privacy),
});

const controlDeliveries = (
  state: State,
): Pick<Control, "redeliver" | "holdWebhooks" | "releaseWebhooks" | "deliverForged"> => ({
  holdWebhooks: () => state.webhooks.hold(),
  releaseWebhooks: (order = "as sent") => state.webhooks.release(order),
  redeliver: (id, { freshGuid = false } = {}) => {
    const { deliveries } = state.webhooks;
    const delivery = id === undefined ? deliveries.at(-1) : deliveries.find((known) => known.id === id);
    if (delivery === undefined) throw new HttpError(404, `There is no delivery ${id ?? "yet"}.`);
    const guid = freshGuid ? randomUUID() : delivery.guid;
    const headers = { ...delivery.headers, "x-github-delivery": guid };
    state.webhooks.redeliver({ ...delivery, guid, headers });
  },
  deliverForged: (forgery) => sendForgery(state, forgery),
});

const controlActions = (
  state: State,
): Pick<Control, "setWorkflowPermissions" | "addSecret" | "removeSecret" | "addEnvironment"> => {
  const settingsOf = (name: string | undefined) => actionsOf(state.actions, requireRepository(state, name));
  return {
    setWorkflowPermissions: ({ mayApprove, defaultPermissions }, name) => {
      const workflow = name === null ? state.actions.organization : settingsOf(name).workflow;
      workflow.mayApprove = mayApprove ?? workflow.mayApprove;
      workflow.defaultPermissions = defaultPermissions ?? workflow.defaultPermissions;
    },
    addSecret: (secret, name) => {
      settingsOf(name).secrets.set(secret.toUpperCase(), state.clock());
    },
    removeSecret: (secret, name) => {
      settingsOf(name).secrets.delete(secret.toUpperCase());
    },
    addEnvironment: (environment, branches, name) => {
      settingsOf(name).environments.push({
        id: state.nextId(),
        name: environment,
        createdAt: state.clock(),
        branches: branches?.map((pattern) => ({ id: state.nextId(), pattern })),
      });
    },
  };
};

/** Takes away what the identity provider says of an account, and answers it. */
function takeIdentity(state: State, account: Account): ExternalIdentity | undefined {
  const { identities } = state.organization;
  const place = identities.findIndex((identity) => identity.account?.id === account.id);
  return place === -1 ? undefined : identities.splice(place, 1)[0];
}

/** Whoever would do it on GitHub's pages. */
function findOwner(state: State): Account {
  const owner = state.people.find(({ id }) => state.organization.members.get(id) === "admin");
  return owner ?? state.organization.account;
}

function requirePerson(state: State, login: string): Account {
  const account = findAccount(state, login);
  if (account?.type !== "User") throw new HttpError(404, `Nobody has the login ${login}.`);
  return account;
}

function requireTeam(state: State, slug: string): Team {
  const team = findTeam(state, slug);
  if (team === undefined) throw new HttpError(404, `There is no team ${slug}.`);
  return team;
}

function requireRepository(state: State, name: string | undefined): Repository {
  const repository =
    name === undefined ? state.repositories[0] : state.repositories.find((known) => known.name === name);
  if (repository === undefined) throw new HttpError(404, `There is no repository ${name ?? "at all"}.`);
  return repository;
}
