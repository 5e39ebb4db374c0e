import type { Role, SamlLevel, TeamPrivacy } from "../accounts.ts";
import type { Behaviour } from "../behaviour.ts";
import type { BrowserEdit, ProposedEdit } from "../browser-edit.ts";
import type { RequestFault } from "../faults.ts";
import type { Lag, LaggingRead } from "../lagging.ts";
import type { SandboxLogin } from "../login.ts";
import type { ReleaseOrder } from "../webhooks.ts";
import type { Forgery, ForgeryAnswer } from "./forgery.ts";

/**
 * What a test may do to the world behind the app's back: the things people do on GitHub's pages, and the things GitHub
 * does by itself. Changes of people and teams are made by an owner of the organisation and send the webhooks GitHub
 * sends. Throws when something named is not there. Repositories are named without their owner; the first by default.
 */
export interface Control {
  /** The old login is free at once; id, token, reviews and memberships stay. */
  renameLogin(login: string, newLogin: string): void;
  /** The organisation has another login; its repositories are found under the old one too. */
  renameOrganization(newLogin: string): void;
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
  /** "Propose changes" of a new file on GitHub's pages: to a branch, or to a fork by those who may only read. */
  editInBrowser(login: string, edit: BrowserEdit, repository?: string): Promise<ProposedEdit>;
  /** Whether people may fork a private repository. */
  allowForking(allowed: boolean, repository?: string): void;
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
  /** Where single sign-on is configured. On the enterprise, the organisation shows no identity provider to anybody. */
  moveSaml(level: SamlLevel): void;
  /** From now on these reads answer what is true at this moment. */
  lag(lag: Lag): void;
  /** These reads answer the truth again; without a list all do. */
  catchUp(reads?: readonly LaggingRead[]): void;
  /** Delivers again what was delivered: the latest by default, under its own guid or a fresh one. */
  redeliver(id?: string, options?: { freshGuid?: boolean | undefined }): void;
  /** Webhooks wait from now on. */
  holdWebhooks(): void;
  /**
   * Those that waited are delivered "as sent" (by default), "reversed", or "dropped": failed, until redelivered. With
   * ids only these are, in this order, and the others wait on.
   */
  releaseWebhooks(order?: ReleaseOrder | readonly string[]): void;
  /** The next so many webhooks, or all from now on, fail until redelivered; 0 ends it. */
  dropWebhooks(count?: number): void;
  /** The next so many webhooks, or all from now on, arrive twice under one guid; 0 ends it. */
  duplicateWebhooks(count?: number): void;
  /** Sends the first app a webhook GitHub did not make and tells what it answered. */
  deliverForged(forgery: Forgery): Promise<ForgeryAnswer>;
  /** Requests like these go wrong from now on. Answers the fault's id. Of several faults the oldest is met first. */
  failRequests(fault: RequestFault): { id: number };
  /** Ends a fault, or all of them; what is still unanswered is closed. */
  stopFailing(id?: number): void;
  /** Every connection but the control's is closed unanswered, and every webhook fails until redelivered. */
  beginOutage(): void;
  endOutage(): void;
  /** From now on GitHub behaves like this where that is not certain. */
  behave(behaviour: Partial<Behaviour>): void;
  /** The `Date` of answers is off by so many seconds. */
  clockSkew(seconds: number): void;
  /** What workflows may do by themselves, in a repository or, with null, as the organisation allows. */
  setWorkflowPermissions(settings: WorkflowPermissions, repository?: string | null): void;
  /** Of a repository or, with null, of the organisation, for all its repositories. */
  addSecret(name: string, repository?: string | null): void;
  removeSecret(name: string, repository?: string | null): void;
  /** What the organisation pays for: "free", "team", "enterprise". */
  setPlan(name: string): void;
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
