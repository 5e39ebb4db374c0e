import { entitlementKey } from "../../core/access/entitlement.ts";
import { findAsker, type NamedSubject } from "../../core/asking/find-asker.ts";
import { listOffers } from "../../core/asking/offers.ts";
import type { RepositoryRules } from "../../core/decision/evidence.ts";
import type { LedgerState } from "../../core/ledger/ledger.ts";
import type { AskPull } from "../../core/ports/asking.ts";
import type { Deps } from "../round/deps.ts";
import { askByApplication, type NotAsked } from "./ask-by-application.ts";
import type { OpenDeps } from "./open-for.ts";
import { readTask, type Task } from "./read-task.ts";

/** An AuthZEN question: the resource's type is a provider, its id a resource there, the action a role. */
export interface AskedQuestion {
  readonly subject: NamedSubject;
  readonly action: { readonly name: string };
  readonly resource: { readonly type: string; readonly id: string };
}

/** Where applications ask for people. */
export interface ApplicationRequests {
  /** Whether a policy offers it, and the subject is a person of the identity map, by the rules of the last round. */
  isOffered(question: AskedQuestion): boolean;
  open(wish: {
    readonly caller: string;
    readonly task: string;
    readonly question: AskedQuestion;
    readonly reason: string;
  }): Promise<AskPull | NotAsked>;
  read(caller: string, task: string): Promise<Task | undefined>;
  /** The numbers of all open pull requests. */
  listOpen(): Promise<readonly number[]>;
}

/** What the last round has read. */
export interface LastRound {
  readonly rules: RepositoryRules;
  readonly state: LedgerState;
}

/** Goes by what the last round has read; before the first it offers nothing. */
export function createApplicationRequests(
  deps: OpenDeps & Pick<Deps, "github" | "now">,
  latest: () => LastRound | undefined,
): ApplicationRequests {
  return {
    isOffered: (question) => {
      const rules = latest()?.rules;
      return (
        rules !== undefined &&
        listOffered(rules).has(entitlementKey(entitlementOf(question))) &&
        askerOf(question, rules) !== undefined
      );
    },
    open: async ({ question, ...wish }) => {
      const rules = latest()?.rules;
      const asker = askerOf(question, rules);
      if (rules === undefined || asker === undefined) return { refused: "The subject is not known." };
      const entitlement = entitlementOf(question);
      return askByApplication(deps, rules, { ...wish, asker, entitlement, at: deps.now() });
    },
    read: async (caller, task) => {
      const state = latest()?.state;
      return state && readTask(deps, state, caller, task);
    },
    listOpen: () => deps.github.listOpenPulls(),
  };
}

/** An application may ask a thousand times a second; the rules change once a week. */
const offered = new WeakMap<RepositoryRules, ReadonlySet<string>>();

function listOffered(rules: RepositoryRules): ReadonlySet<string> {
  const known = offered.get(rules);
  if (known !== undefined) return known;
  const keys = new Set(listOffers(rules.policies).map(({ entitlement }) => entitlementKey(entitlement)));
  offered.set(rules, keys);
  return keys;
}

const entitlementOf = ({ resource, action }: AskedQuestion) => ({
  ...{ provider: resource.type, resource: resource.id, role: action.name },
});

const askerOf = ({ subject, resource }: AskedQuestion, rules: RepositoryRules | undefined) =>
  rules?.settings && findAsker(rules.settings, subject, resource.type);
