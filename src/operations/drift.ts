import { min } from "date-fns/min";
import { type Entitlement, entitlementKey } from "../core/access/entitlement.ts";
import type { Grant } from "../core/access/grant.ts";
import type { Policy } from "../core/files/policy.ts";
import { type Finding, isError } from "../core/findings/finding.ts";
import { byKindAndName, type Drift, describeRejected, findDrift } from "../core/inventory/drift.ts";
import { grantKey, indexBaselines } from "../core/inventory/inventory.ts";
import { type DoneReview, indexDecisions, indexRejected } from "../core/inventory/review-outcome.ts";
import type { HeldState } from "../core/ledger/ledger.ts";
import { findGrants } from "../core/plan/grant-index.ts";
import type { Listing } from "../core/plan/plan.ts";
import { listNamed } from "../core/policy/pattern.ts";
import type { Provider } from "../core/ports/provider.ts";
import type { Repository } from "../core/ports/repository.ts";
import { askProviders } from "./evidence/list.ts";
import { readRules } from "./evidence/read-rules.ts";
import { readInventory } from "./inventory.ts";
import { readBaselines } from "./standing/read-baselines.ts";
import { readReviews } from "./standing/read-reviews.ts";

interface DriftDeps {
  readonly repository: Repository;
  readonly state: HeldState;
  readonly providers: ReadonlyMap<string, Provider>;
  readonly now: () => Date;
}

/** The drift from git, and what could not be examined. */
export interface DriftReport {
  readonly drift: readonly Drift[];
  /** Of the clone: rules and baselines that cannot be used. */
  readonly findings: readonly Finding[];
  /** Of providers, by name. */
  readonly failures: ReadonlyMap<string, unknown>;
  /** How many entitlements could be examined. */
  readonly looked: number;
}

/**
 * Examines every entitlement that a policy offers or the ledger knows, and all access that a review rejected. Changes nothing. Compares with the clone: the policies and
 * `inventory/` on its default branch.
 */
export async function detectDrift({ repository, state, providers, now }: DriftDeps): Promise<DriftReport> {
  const tip = await repository.defaultTip();
  const [rules, inventory, { reviews, findings: unread }] = await Promise.all([
    readRules(repository, tip),
    readBaselines(repository, tip),
    readReviews(repository, tip),
  ]);
  const { asked, findings } = chooseEntitlements(rules.policies, state, providers);
  const { listings, failures } = await askProviders(asked, providers);
  const baselines = inventory.files.map(({ baseline }) => baseline);
  const findRejection = indexRejected(reviews);
  const found = findDrift(state, listings, { isInBaseline: indexBaselines(baselines), findRejection }, now());
  const beyond = await findBeyond(reviews, { findRejection, asked, providers });
  const drift = [...found, ...beyond.drift].toSorted(byKindAndName);
  const traced = await traceGrants(drift, listings, providers);
  return {
    drift: traced.drift,
    findings: [...rules.findings.filter(isError), ...inventory.findings, ...unread, ...findings],
    failures: new Map([...failures, ...beyond.failures, ...traced.failures]),
    looked: [...asked].reduce((sum, [name, { length }]) => sum + (listings.has(name) ? length : 0), 0),
  };
}

/** Skips ended entitlements that the configuration no longer names, and providers that keep nothing. Reports held or offered ones that it does not know. */
function chooseEntitlements(
  policies: readonly Policy[],
  state: HeldState,
  providers: ReadonlyMap<string, Provider>,
): { asked: Map<string, Entitlement[]>; findings: Finding[] } {
  const records = [...state.holdings.values()];
  const due = [
    ...policies.flatMap(listOffered),
    ...records.filter(({ held }) => held !== "no").map(({ entitlement }) => entitlement),
  ];
  const past = records.filter(({ held }) => held === "no").map(({ entitlement }) => entitlement);
  const check = (entitlement: Entitlement): readonly Finding[] =>
    providers.get(entitlement.provider)?.check(entitlement) ?? [];
  const isPastKnown = (entitlement: Entitlement): boolean =>
    providers.has(entitlement.provider) && check(entitlement).length === 0;
  const asked = new Map<string, Map<string, Entitlement>>();
  const findings = new Map<string, readonly Finding[]>();
  for (const entitlement of [...due, ...past.filter(isPastKnown)]) {
    const key = entitlementKey(entitlement);
    const mistakes = check(entitlement);
    if (mistakes.length > 0) findings.set(key, mistakes);
    else
      asked.set(
        entitlement.provider,
        (asked.get(entitlement.provider) ?? new Map<string, Entitlement>()).set(key, entitlement),
      );
  }
  const keeping = [...asked].filter(([name]) => providers.get(name)?.byLease !== true);
  return {
    asked: new Map(keeping.map(([provider, entitlements]) => [provider, [...entitlements.values()]])),
    findings: [...findings.values()].flat(),
  };
}

/** What a pattern covers is looked at once it was granted. */
const listOffered = ({ entitlements }: Policy): Entitlement[] => listNamed(entitlements);

interface Looking {
  readonly findRejection: ReturnType<typeof indexRejected>;
  readonly asked: ReadonlyMap<string, readonly Entitlement[]>;
  readonly providers: ReadonlyMap<string, Provider>;
}

/** Rejected access that no policy offers and no ledger knows: only a whole inventory tells whether it is held. */
async function findBeyond(
  reviews: readonly DoneReview[],
  { findRejection, asked, providers }: Looking,
): Promise<{ drift: Drift[]; failures: Map<string, unknown> }> {
  const isAsked = (entitlement: Entitlement): boolean =>
    asked.get(entitlement.provider)?.some((each) => entitlementKey(each) === entitlementKey(entitlement)) ===
    true;
  const rejected = [...indexDecisions(reviews).values()].filter(
    ({ decision, line }) => decision === "remove" && !isAsked(line),
  );
  const drift = new Map<string, Drift>();
  const failures = new Map<string, unknown>();
  await Promise.all(
    [...new Set(rejected.map(({ line }) => line.provider))].map(async (name) => {
      try {
        const provider = providers.get(name);
        if (provider === undefined) throw new Error(`The server's configuration has no provider "${name}".`);
        for (const grant of await readInventory(provider)) {
          const rejection = grant.origin === "ours" ? undefined : findRejection(grant);
          if (rejection !== undefined && !isAsked(grant.entitlement))
            drift.set(grantKey(grant), describeRejected(grant, rejection));
        }
      } catch (error) {
        failures.set(name, error);
      }
    }),
  );
  return { drift: [...drift.values()], failures };
}

/** Adds who made a grant if only a whole inventory tells. Asks only providers with drift. */
async function traceGrants(
  drift: readonly Drift[],
  listings: ReadonlyMap<string, Listing>,
  providers: ReadonlyMap<string, Provider>,
): Promise<{ drift: Drift[]; failures: Map<string, unknown> }> {
  const untraced = drift.filter(({ origin, grantedBy }) => origin !== undefined && grantedBy === undefined);
  const names = new Set(untraced.map(({ entitlement }) => entitlement.provider));
  const grants: Grant[] = [];
  const failures = new Map<string, unknown>();
  await Promise.all(
    [...names].map(async (name) => {
      const provider = listings.has(name) ? providers.get(name) : undefined;
      if (provider?.inventory === undefined) return;
      try {
        grants.push(...(await readInventory(provider)));
      } catch (error) {
        failures.set(name, error);
      }
    }),
  );
  return { drift: drift.map((each) => trace(each, findGrants(grants, each.ids))), failures };
}

function trace(drift: Drift, grants: readonly Grant[]): Drift {
  const found = grants.filter(
    ({ origin, entitlement }) =>
      origin === drift.origin && entitlementKey(entitlement) === entitlementKey(drift.entitlement),
  );
  const grantedBy = [...new Set(found.flatMap((grant) => grant.grantedBy ?? []))].toSorted().join(", ");
  const since = found.flatMap((grant) => grant.since ?? []);
  return {
    ...drift,
    ...(grantedBy !== "" && drift.grantedBy === undefined && { grantedBy }),
    ...(since.length > 0 && drift.since === undefined && { since: min(since) }),
  };
}
