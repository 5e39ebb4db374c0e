import { min } from "date-fns/min";
import { type Entitlement, entitlementKey } from "../core/access/entitlement.ts";
import type { Grant } from "../core/access/grant.ts";
import type { Policy } from "../core/files/policy.ts";
import { type Finding, isError } from "../core/findings/finding.ts";
import { type Drift, findDrift } from "../core/inventory/drift.ts";
import { indexBaselines } from "../core/inventory/inventory.ts";
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
 * Examines every entitlement that a policy offers or the ledger knows, and changes nothing. Compares with the clone: the policies and
 * `inventory/` on its default branch.
 */
export async function detectDrift({ repository, state, providers, now }: DriftDeps): Promise<DriftReport> {
  const tip = await repository.defaultTip();
  const [rules, inventory] = await Promise.all([readRules(repository, tip), readBaselines(repository, tip)]);
  const { asked, findings } = chooseEntitlements(rules.policies, state, providers);
  const { listings, failures } = await askProviders(asked, providers);
  const baselines = inventory.files.map(({ baseline }) => baseline);
  const drift = findDrift(state, listings, indexBaselines(baselines), now());
  const traced = await traceGrants(drift, listings, providers);
  return {
    drift: traced.drift,
    findings: [...rules.findings.filter(isError), ...inventory.findings, ...findings],
    failures: new Map([...failures, ...traced.failures]),
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
