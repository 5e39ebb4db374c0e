import type { Person } from "../access/lease.ts";
import { type Decision, decide } from "../decision/decision.ts";
import { listEarlier } from "../decision/earlier.ts";
import { listEarlierGrants } from "../decision/earlier-grants.ts";
import type { Evidence, RepositoryRules } from "../decision/evidence.ts";
import { recallExtended } from "../decision/recall.ts";
import { accountsOf } from "../decision/rules/people.ts";
import { matchPolicies } from "../decision/rules/policy.ts";
import type { Parsed } from "../document/document.ts";
import { listLeased } from "../duties/beside.ts";
import { findHolder } from "../duties/holder.ts";
import { type AccessRequest, parseRequestPath } from "../files/request.ts";
import type { Settings } from "../files/settings.ts";
import type { LedgerState } from "../ledger/ledger.ts";
import { organizationOf } from "../rehearsal/organization.ts";
import { supposePull } from "../rehearsal/suppose-pull.ts";
import { createLetThrough } from "./let-through.ts";
import { compareDecisions, type Difference, explainDifference, type Unmet } from "./outcome.ts";
import type { PastRequest } from "./past-request.ts";
import { supposePeople } from "./suppose-people.ts";
import { listObserved, type Serving, supposeTeams } from "./suppose-teams.ts";

/** A request that the proposed rules would have decided differently. */
export interface ChangedDecision {
  /** `<team>/<name>`. */
  readonly request: string;
  readonly pull: number;
  readonly at: Date;
  readonly subject: string;
  /** It was granted then; else it was refused. */
  readonly granted: boolean;
  readonly difference: Difference;
  /** Why the stricter of the two decisions does not let the request pass. */
  readonly because: readonly Unmet[];
}

/** Two sets of rules without mistakes. */
export interface RulesPair {
  readonly before: ReplayedRules;
  readonly after: ReplayedRules;
}

export type ReplayedRules = Pick<RepositoryRules, "policies" | "rotas" | "codeowners" | "findings"> & {
  readonly settings: Settings;
};

/** One set of rules while a history is replayed under it. */
interface Side {
  readonly rules: Evidence["rules"];
  readonly letThrough: ReturnType<typeof createLetThrough>;
}

/**
 * Decides past requests again under two sets of rules, oldest first. Both are told the same, so that only the rules make a difference: what
 * history does not hold is supposed alike on both sides.
 */
export function createReplay(
  { before, after }: RulesPair,
  state: LedgerState,
  requests: readonly PastRequest[],
) {
  const people = supposePeople([before.settings, after.settings], requests);
  const observed = listObserved(state);
  const organization = organizationOf(before.codeowners) ?? "";
  const sides = {
    before: standFor(before, people.before),
    after: standFor(after, people.after),
  };
  const byLogin = new Map(people.before.people.map(({ id, login }) => [login.toLowerCase(), { id, login }]));
  const unknown = new Set<string>();
  return {
    /** undefined: both decide alike. */
    judge(request: PastRequest, parsed: Parsed<AccessRequest>): ChangedDecision | undefined {
      const cast = castPeople(request, parsed.value, byLogin);
      const serving = { before: serve(request, parsed, before), after: serve(request, parsed, after) };
      const supposed = supposeTeams({ ...request, ...cast }, serving, {
        observed,
        standIns: people.standIns,
      });
      for (const slug of supposed.unknown) unknown.add(slug);
      const pull = supposePull({ ...request, ...cast, organization, parsed });
      const common = { ...pull, teams: supposed.teams, ...recallExtended(state, parsed.value) };
      const known = { request, state, ...cast };
      const old = decideUnder(sides.before, serving.before, common, known);
      const now = decideUnder(sides.after, serving.after, common, known);
      const difference = compareDecisions(old, now);
      return (
        difference && {
          ...{ request: request.id, pull: request.pull, at: request.at, subject: cast.subject.login },
          ...{ granted: request.leases.length > 0, difference },
          because: explainDifference(difference, old, now),
        }
      );
    },
    /** Slugs of teams by which the proposed rules admit people, and of which nobody knows who was in them. */
    listUnknownTeams: (): string[] => [...unknown].sort(),
  };
}

const standFor = ({ policies, rotas, codeowners, findings }: ReplayedRules, settings: Settings): Side => ({
  rules: {
    ...{ commit: "", adopted: true, ids: { policies: "", codeowners: "", settings: "" } },
    ...{ policies, codeowners, findings, settings, ...(rotas && { rotas }) },
  },
  letThrough: createLetThrough(),
});

function serve({ path }: PastRequest, { value }: Parsed<AccessRequest>, rules: ReplayedRules): Serving {
  const folder = parseRequestPath(path)?.team ?? "";
  const policies = (value?.entitlements ?? []).flatMap((asked) =>
    matchPolicies(rules.policies, folder, asked),
  );
  return { policies: [...new Set(policies)], codeowners: rules.codeowners };
}

interface Cast {
  readonly requester: Person;
  readonly subject: Person;
}

/** The name of the file's subject, because GitHub knew the account by it then. An unknown person is nobody's account. */
function castPeople(
  { subject, requester }: PastRequest,
  request: AccessRequest | undefined,
  byLogin: ReadonlyMap<string, Person>,
): Cast {
  const login = request?.subject ?? subject?.login ?? "";
  const id = subject?.id ?? byLogin.get(login.toLowerCase())?.id ?? 0;
  const named = { id, login };
  return { subject: named, requester: requester === undefined || requester.id === id ? named : requester };
}

interface Known extends Cast {
  readonly request: PastRequest;
  readonly state: LedgerState;
}

function decideUnder(
  { rules, letThrough }: Side,
  { policies }: Serving,
  common: Omit<Evidence, "rules">,
  { request, state, subject }: Known,
): Decision {
  const accounts = accountsOf(rules.settings, subject.id);
  const isRepeated = policies.some(
    ({ concurrency, coolDown, when, automatic }) =>
      (concurrency ?? coolDown ?? when ?? automatic?.when) !== undefined,
  );
  const { brokenGlass } = listEarlierGrants(state, {
    ...{ id: request.id, pull: request.pull, accounts, policies: [], at: request.at },
  });
  const principal = request.leases[0]?.principal ?? subject.login;
  const decision = decide({
    ...common,
    rules,
    externalIdentity: { nameId: principal, scimUserName: principal },
    letThrough: { automatic: letThrough.list(request.at), brokenGlass },
    beside: {
      others: rules.settings?.duties?.length ? listBesideThen(state, rules.settings, subject, request) : [],
      granted: [],
    },
    earlier: isRepeated ? listBefore(state, rules.settings, subject, request) : [],
  });
  letThrough.note(request, decision);
  return decision;
}

/** The leases that this person had been given by then. */
const listBefore = (
  state: LedgerState,
  settings: Settings | undefined,
  subject: Person,
  { id, at }: PastRequest,
) => listEarlier(state, settings, subject, id).filter(wasGivenBefore(state, at));

/** What else this person had by then. */
const listBesideThen = (
  state: LedgerState,
  settings: Settings,
  subject: Person,
  { id: request, at: now }: PastRequest,
) =>
  listLeased(state, { holder: findHolder(settings, subject.id), request, now }).filter(
    wasGivenBefore(state, now),
  );

const wasGivenBefore =
  ({ seen }: LedgerState, at: Date) =>
  ({ request }: { readonly request: string }): boolean => {
    const since = seen.get(request)?.at;
    return since !== undefined && since < at;
  };
