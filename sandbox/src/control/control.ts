import type { Role, SamlLevel, TeamPrivacy } from "../accounts.ts";
import type { Behaviour } from "../behaviour.ts";
import type { BrowserEdit, ProposedEdit } from "../browser-edit.ts";
import type { RequestFault } from "../faults.ts";
import type { Lag, LaggingRead } from "../lagging.ts";
import type { SandboxLogin } from "../login.ts";
import type { ReleaseOrder } from "../webhooks.ts";
import type { WorkflowState } from "../workflow.ts";
import type { Forgery, ForgeryAnswer } from "./forgery.ts";

/**
 * Changes a test can make to the world around the app: actions of people on GitHub's pages, and actions of GitHub itself. An owner of
 * the organisation makes the changes of people and teams, and they send GitHub's webhooks. Methods throw for an unknown name.
 * Repositories are named without their owner; the default is the first.
 */
export interface Control {
  /** Renames an account. The old login is free at once; id, token, reviews and memberships stay. */
  renameLogin(login: string, newLogin: string): void;
  /** Renames the organisation. Its repositories are also found under the old login. */
  renameOrganization(newLogin: string): void;
  /** A stranger registers a free login: another id and token, outside the organisation. */
  registerLogin(login: string): SandboxLogin;
  /** Adds a person to the organisation, by default as "member". Also changes the role. */
  addMember(login: string, role?: "admin" | "member"): void;
  /** Removes a person from the organisation, its teams and its private repositories. */
  removeMember(login: string): void;
  /** Suspends an account: its tokens are refused, and GitHub does not show it. */
  suspendLogin(login: string): void;
  unsuspendLogin(login: string): void;
  setTwoFactor(login: string, enabled: boolean): void;
  requireTwoFactor(required: boolean): void;
  /** "Propose changes" of a new file on GitHub's pages: to a branch, or to a fork for readers. */
  editInBrowser(login: string, edit: BrowserEdit, repository?: string): Promise<ProposedEdit>;
  /** Allows or forbids forks of a private repository. */
  allowForking(allowed: boolean, repository?: string): void;
  /** Gives a person a role of their own in a repository; "none" removes it. */
  setCollaborator(login: string, role: Role, repository?: string): void;
  /** Returns the team's id. */
  createTeam(slug: string, parent?: string): { id: number };
  renameTeam(slug: string, newSlug: string): void;
  /** Also deletes the teams below it. */
  deleteTeam(slug: string): void;
  /** A person outside the organisation is only invited. */
  addToTeam(slug: string, login: string, role?: "member" | "maintainer"): void;
  removeFromTeam(slug: string, login: string): void;
  setTeamPermission(slug: string, role: Role, repository?: string): void;
  setTeamPrivacy(slug: string, privacy: TeamPrivacy): void;
  /** Makes a role of the organisation, and returns its id. */
  createOrganizationRole(role: NewOrganizationRole): { id: number };
  /** Whether an identity provider alone decides who is in the team: the API refuses changes then. */
  synchronizeTeam(slug: string, synchronized: boolean): void;
  /**
   * Sets the identity of a login at the identity provider, and replaces an earlier one. null makes an identity that no account has
   * linked.
   */
  linkSaml(login: string | null, identity: SamlIdentity): void;
  /** Unlinks the account. The identity stays. */
  unlinkSaml(login: string): void;
  /** Sets the level of single sign-on. At "enterprise", the organisation shows no identity provider. */
  moveSaml(level: SamlLevel): void;
  /** Freezes the answers of these reads at the current state. */
  lag(lag: Lag): void;
  /** Ends the lag of these reads; without a list, of all. */
  catchUp(reads?: readonly LaggingRead[]): void;
  /** Delivers an earlier event again: by default the latest, under its own guid or a new one. */
  redeliver(id?: string, options?: { freshGuid?: boolean | undefined }): void;
  /** Holds webhooks back from now on. */
  holdWebhooks(): void;
  /**
   * Delivers the held webhooks "as sent" (by default) or "reversed", or fails them ("dropped") until redelivered. With ids, only these
   * are delivered, in this order, and the others stay held.
   */
  releaseWebhooks(order?: ReleaseOrder | readonly string[]): void;
  /** Makes the next webhooks fail until redelivered: this many, or all without a number. 0 ends it. */
  dropWebhooks(count?: number): void;
  /** Delivers the next webhooks twice under one guid: this many, or all without a number. 0 ends it. */
  duplicateWebhooks(count?: number): void;
  /** Sends the first app a forged webhook and returns its answer. */
  deliverForged(forgery: Forgery): Promise<ForgeryAnswer>;
  /** Adds a fault and returns its id. A request that matches several faults meets the oldest. */
  failRequests(fault: RequestFault): { id: number };
  /** Ends a fault, or all of them, and closes the requests that wait. */
  stopFailing(id?: number): void;
  /** Closes every connection except the control's without an answer, and fails every webhook until redelivered. */
  beginOutage(): void;
  endOutage(): void;
  /** Changes GitHub's behaviour where it is uncertain. */
  behave(behaviour: Partial<Behaviour>): void;
  /** Shifts the `Date` of answers by this many seconds. */
  clockSkew(seconds: number): void;
  /** Moves GitHub's clock forward. All of GitHub follows: the `Date` of answers, new times, and tokens that expire. */
  moveClock(seconds: number): void;
  /** Sets the permissions of workflows, in a repository or, with null, in the organisation. */
  setWorkflowPermissions(settings: WorkflowPermissions, repository?: string | null): void;
  /** Sets a secret of a repository or, with null, of the organisation for all its repositories. */
  addSecret(name: string, repository?: string | null): void;
  removeSecret(name: string, repository?: string | null): void;
  /** Sets the organisation's plan: "free", "team", "enterprise". */
  setPlan(name: string): void;
  /** Sets the branches that may deploy to an environment; without patterns, all may. */
  addEnvironment(name: string, branches?: readonly string[], repository?: string): void;
  /** Sets what a job waits for in an environment. */
  guardEnvironment(name: string, guard: EnvironmentGuard, repository?: string): void;
  /** Starts a workflow run that deploys to an environment, and returns its id. An app is named by its slug and `[bot]`. */
  startRun(run: StartedRun, repository?: string): Promise<{ id: number }>;
  /** Starts a run again. It keeps its id and its event. */
  startRunAgain(id: number, login: string, repository?: string): void;
  /** A person approves the deployment of a run. */
  reviewRun(id: number, login: string, repository?: string): void;
  cancelRun(id: number, repository?: string): void;
  /** Notes that the schedule ran a workflow of the default branch to its end: the name of its file, and how it ended. */
  endScheduledRun(file: string, conclusion: "success" | "failure", repository?: string): Promise<void>;
  setWorkflowState(file: string, activity: WorkflowState, repository?: string): Promise<void>;
  /** Generates another private key of an App, by default the first one's. All its keys sign in. */
  generateAppKey(slug?: string): Promise<{ privateKey: string }>;
  /** Deletes a private key of an App: it signs in no longer. */
  deleteAppKey(privateKey: string, slug?: string): void;
  /** Replaces the secret that an App's webhooks are signed with, from the next delivery on. */
  setWebhookSecret(secret: string, slug?: string): void;
  /** The comments of the apps' answers about a run, oldest first. */
  listRunComments(id: number, repository?: string): readonly string[];
}

export interface SamlIdentity {
  readonly nameId?: string | undefined;
  readonly scimUserName?: string | undefined;
}

export interface NewOrganizationRole {
  readonly name: string;
  /** The role that it gives in every repository. */
  readonly baseRole?: Exclude<Role, "none"> | undefined;
  readonly permissions?: readonly string[] | undefined;
}

export interface EnvironmentGuard {
  /** The slugs of apps with protection rules. */
  readonly apps?: readonly string[] | undefined;
  /** The logins of people who may approve. */
  readonly reviewers?: readonly string[] | undefined;
  readonly waitMinutes?: number | undefined;
}

export interface StartedRun {
  readonly environment: string;
  readonly login: string;
  /** `workflow_dispatch` by default. */
  readonly event?: string | undefined;
}

export interface WorkflowPermissions {
  readonly mayApprove?: boolean | undefined;
  readonly defaultPermissions?: "read" | "write" | undefined;
}
