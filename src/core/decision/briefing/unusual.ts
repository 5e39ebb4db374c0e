import { compareDesc } from "date-fns/compareDesc";
import { max } from "date-fns/max";
import { min } from "date-fns/min";
import { type Entitlement, entitlementKey } from "../../access/entitlement.ts";
import { hasEnded, type Lease } from "../../access/lease.ts";
import type { Policy } from "../../files/policy.ts";
import type { Hours } from "../../hours/hours-schema.ts";
import { isWithin } from "../../hours/is-within.ts";
import type { LedgerState } from "../../ledger/ledger.ts";
import { findBySubject } from "../../ledger/ledger-index.ts";
import type { Terms } from "../decision.ts";
import type { PolicyChange } from "../evidence.ts";

/** A fact about a request that approvers want to know and no rule forbids. */
export type Unusual =
  /** The subject never had any access through Hallpass. */
  | { readonly kind: "newcomer" }
  /** The subject never had this access. `last`: what they had last on the same resource. */
  | {
      readonly kind: "first";
      readonly entitlement: Entitlement;
      readonly last?: { readonly role: string; readonly at: Date };
    }
  /** Longer than the last time the subject had one of these. */
  | { readonly kind: "longer"; readonly lastMs: number; readonly at: Date }
  /** The subject had each of these, and the last time not these. */
  | { readonly kind: "wider"; readonly entitlements: readonly Entitlement[]; readonly at: Date }
  /** The subject holds it already, or will: through these pull requests. `from`: set while it has not begun. */
  | {
      readonly kind: "holds";
      readonly entitlement: Entitlement;
      readonly from?: Date;
      readonly until: Date;
      readonly pulls: readonly number[];
    }
  /** It begins (`begins`), or was asked for, at a time outside of the hours of a policy. */
  | {
      readonly kind: "hours";
      readonly policy: string;
      readonly hours: Hours;
      readonly begins: boolean;
      readonly at: Date;
    }
  | ({ readonly kind: "policy" } & PolicyChange);

/** Where to look for what is usual. */
export interface Surroundings {
  readonly policies: readonly Pick<Policy, "name" | "hours">[];
  readonly policyChanges: readonly PolicyChange[];
  /** When Hallpass first saw the request. */
  readonly askedAt: Date;
}

type Asked = Pick<Terms, "id" | "subject" | "durationMs" | "extends" | "start"> & {
  readonly entitlements: readonly (Entitlement & { readonly policy?: string })[];
};

/**
 * What is unusual about a request, from the ledger and the changes of policies. The same until one of them changes, so that a text made of
 * it stays the same too: it names times and no spans.
 */
export function listUnusual(
  asked: Asked,
  state: Pick<LedgerState, "holdings">,
  { policies, policyChanges, askedAt }: Surroundings,
  now: Date,
): Unusual[] {
  const leases = findBySubject(state.holdings, asked.subject.id)
    .flatMap(([, record]) => record.leases)
    .filter((lease) => lease.subject.id === asked.subject.id && lease.request !== asked.id);
  const earlier = leases
    .filter((lease) => hasBegun(lease, now))
    .toSorted((a, b) => compareDesc(a.startsAt, b.startsAt));
  return [
    ...listHeld(asked, leases, now),
    ...listFirst(asked, earlier),
    ...compareWithLast(asked, earlier),
    ...listOutOfHours(asked, policies, startOf(asked, leases, now), askedAt),
    ...listChanged(asked, policyChanges),
  ];
}

/** True for access that the subject really had: not for a lease that was ended before its start. */
const hasBegun = ({ startsAt, ended }: Lease, now: Date): boolean =>
  startsAt <= now && (ended === undefined || ended.at > startsAt);

/** A request that extends another one begins when that one ends: both together are no surprise. */
function listHeld(asked: Asked, leases: readonly Lease[], now: Date): Unusual[] {
  const others = leases.filter((lease) => !hasEnded(lease, now) && lease.request !== asked.extends);
  return asked.entitlements.flatMap(({ provider, resource, role }): Unusual[] => {
    const entitlement = { provider, resource, role };
    const held = others.filter((lease) => isOf(lease, entitlement));
    if (held.length === 0) return [];
    const from = min(held.map(({ startsAt }) => startsAt));
    const until = max(held.map(({ endsAt }) => endsAt));
    const pulls = [...new Set(held.map(({ pull }) => pull))];
    return [{ kind: "holds", entitlement, ...(from > now && { from }), until, pulls }];
  });
}

function listFirst({ entitlements }: Asked, earlier: readonly Lease[]): Unusual[] {
  if (earlier.length === 0) return [{ kind: "newcomer" }];
  return entitlements
    .filter((entitlement) => !earlier.some((lease) => isOf(lease, entitlement)))
    .map(({ provider, resource, role }): Unusual => {
      const last = earlier.find(
        (lease) => lease.entitlement.provider === provider && lease.entitlement.resource === resource,
      );
      return {
        kind: "first",
        entitlement: { provider, resource, role },
        ...(last && { last: { role: last.entitlement.role, at: last.startsAt } }),
      };
    });
}

/** Compares with the last request of the subject that gave a part of this. An extension is to be longer, and its total is shown. */
function compareWithLast(asked: Asked, earlier: readonly Lease[]): Unusual[] {
  const of = (lease: Lease) => asked.entitlements.some((entitlement) => isOf(lease, entitlement));
  const last = earlier.find(of);
  if (last === undefined || asked.extends !== undefined) return [];
  const lastMs = last.endsAt.getTime() - last.startsAt.getTime();
  const together = earlier.filter(({ request }) => request === last.request);
  const more = asked.entitlements
    .filter((entitlement) => !together.some((lease) => isOf(lease, entitlement)))
    .filter((entitlement) => earlier.some((lease) => isOf(lease, entitlement)))
    .map(({ provider, resource, role }) => ({ provider, resource, role }));
  return [
    ...(asked.durationMs > lastMs ? [{ kind: "longer" as const, lastMs, at: last.startsAt }] : []),
    ...(more.length > 0 ? [{ kind: "wider" as const, entitlements: more, at: last.startsAt }] : []),
  ];
}

/** The start that was asked for, or the end of what it extends; undefined: it begins at its merge. */
function startOf({ start, extends: extended }: Asked, leases: readonly Lease[], now: Date): Date | undefined {
  const ends = leases
    .filter((lease) => lease.request === extended && !hasEnded(lease, now))
    .map(({ endsAt }) => endsAt);
  return start ?? (ends.length === 0 ? undefined : max(ends));
}

/** By its start where one is known; else by when it was asked. */
function listOutOfHours(
  { entitlements }: Asked,
  policies: Surroundings["policies"],
  start: Date | undefined,
  askedAt: Date,
): Unusual[] {
  const begins = start !== undefined;
  const at = start ?? askedAt;
  return policies
    .filter(({ name }) => entitlements.some(({ policy }) => policy === name))
    .flatMap(({ name, hours }): Unusual[] =>
      hours === undefined || isWithin(hours, at) ? [] : [{ kind: "hours", policy: name, hours, begins, at }],
    );
}

const listChanged = ({ entitlements }: Asked, changes: readonly PolicyChange[]): Unusual[] =>
  changes
    .filter(({ name }) => entitlements.some(({ policy }) => policy === name))
    .map((change) => ({ kind: "policy", ...change }));

const isOf = (lease: Lease, entitlement: Entitlement): boolean =>
  entitlementKey(lease.entitlement) === entitlementKey(entitlement);
