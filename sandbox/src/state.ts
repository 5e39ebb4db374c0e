import type { Account, App, Organization, Team } from "./accounts.ts";
import type { ActionsSettings } from "./actions-settings.ts";
import type { Behaviour } from "./behaviour.ts";
import type { Faults } from "./faults.ts";
import type { Lags } from "./lagging.ts";
import type { MadeApp } from "./made-app.ts";
import type { Repository } from "./model.ts";
import type { RequestLog } from "./requests.ts";
import type { SecondaryLimits } from "./secondary-limits.ts";
import type { Tokens } from "./tokens.ts";
import type { OwnPage } from "./web/own-page.ts";
import { webFlow } from "./web-flow.ts";
import type { Webhooks } from "./webhooks.ts";

/** A lower limit at which GitHub truncates an answer, for tests. */
export interface Limits {
  /** The entries of a recursive tree. */
  readonly treeEntries: number;
  /** The largest page, whatever a request asks for; undefined for GitHub's own 100. */
  readonly pageSize: number | undefined;
}

/** All state of a sandbox. Git objects and refs are on disk; the rest lives as long as the process. */
export interface State {
  /** The URL of the sandbox, without a slash at the end. */
  readonly url: string;
  readonly clock: () => Date;
  /** Moves the clock forward, by milliseconds. */
  readonly advance: (milliseconds: number) => void;
  readonly startedAt: Date;
  /** The folder of the bare repositories. */
  readonly directory: string;
  readonly nextId: () => number;
  readonly organization: Organization;
  /** All accounts of people, in the organisation or not. */
  readonly people: Account[];
  /** The ids of suspended accounts. */
  readonly suspended: Set<number>;
  readonly teams: Team[];
  readonly apps: App[];
  /** The ids of apps that are not installed on any repository. */
  readonly uninstalled: Set<number>;
  /** Apps that were just made from a manifest, by the code that their maker takes them with. */
  readonly madeApps: Map<string, MadeApp>;
  readonly repositories: Repository[];
  readonly actions: ActionsSettings;
  readonly tokens: Tokens;
  /** The token that opens `/_control/`. */
  readonly controlToken: string;
  /** Opens the pages for browsers. */
  readonly webKey: string;
  /** The pages beside GitHub's. */
  readonly ownPages: OwnPage[];
  readonly limits: Limits;
  /** GitHub's behaviour where it is uncertain. */
  behaviour: Behaviour;
  readonly secondaryLimits: SecondaryLimits;
  /** The reads that answer an earlier state. */
  readonly lags: Lags<State>;
  /** The current faults. */
  readonly faults: Faults;
  /** The shift of the `Date` of answers, in seconds. */
  skewSeconds: number;
  readonly requests: RequestLog;
  readonly webhooks: Webhooks;
}

/** Person, bot or organisation by login; GitHub compares logins without case. */
export function findAccount(state: State, login: string): Account | undefined {
  return listAccounts(state).find((account) => account.login.toLowerCase() === login.toLowerCase());
}

/** Person, bot or organisation by id. */
export function findAccountById(state: State, id: number): Account | undefined {
  return listAccounts(state).find((account) => account.id === id);
}

const listAccounts = (state: State): Account[] => [
  ...state.people,
  ...state.apps.map((app) => app.bot),
  state.organization.account,
  webFlow,
];

/** A team by slug, without case. */
export function findTeam(state: State, slug: string): Team | undefined {
  return state.teams.find((team) => team.slug === slug.toLowerCase());
}

/** Every repository, forks included. */
export const listRepositories = (state: State): Repository[] =>
  state.repositories.flatMap((repository) => [repository, ...repository.forks]);

/** A repository by owner and name, without case. */
export function findRepository(state: State, owner: string, name: string): Repository | undefined {
  return listRepositories(state).find(
    (repository) =>
      repository.owner.login.toLowerCase() === owner.toLowerCase() &&
      repository.name.toLowerCase() === name.toLowerCase(),
  );
}
