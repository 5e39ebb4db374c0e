import { subDays } from "date-fns/subDays";
import type { Entitlement } from "../access/entitlement.ts";
import { endOf, type Lease, type Person } from "../access/lease.ts";
import { parseDuration } from "../text/duration.ts";
import { ConditionHistory, ConditionPerson, ConditionRequest, type Values } from "./language.ts";

/** What is known of a request when a condition is judged: before its grant, or long after it. */
export interface Known {
  readonly id: string;
  readonly folder: string;
  readonly request: {
    readonly reason: string;
    readonly duration: string;
    readonly start?: string | undefined;
    readonly extends?: string | undefined;
    readonly breakGlass?: boolean | undefined;
    readonly entitlements: readonly Entitlement[];
  };
  readonly isSensitive: (entitlement: Entitlement) => boolean;
  readonly requester: Person;
  readonly subject: Person;
  /** When the access begins. */
  readonly time: Date;
  /** The policy whose condition it is. */
  readonly policy: string;
  /** The subject's leases, without those of this request; undefined: not known. */
  readonly earlier: readonly Lease[] | undefined;
}

export const valuesOf = (known: Known): Values => ({
  request: new ConditionRequest({
    id: known.id,
    folder: known.folder,
    reason: known.request.reason,
    durationMs: parseDuration(known.request.duration),
    planned: known.request.start !== undefined,
    extension: known.request.extends !== undefined,
    emergency: known.request.breakGlass === true,
    entitlements: known.request.entitlements.map((entitlement) => ({
      ...entitlement,
      sensitive: known.isSensitive(entitlement),
    })),
  }),
  requester: new ConditionPerson(known.requester),
  subject: new ConditionPerson(known.subject),
  time: known.time,
  history: known.earlier && countEarlier(known.earlier, known),
});

/** Counts requests, not roles. Access that was ended before it began was not had. */
function countEarlier(leases: readonly Lease[], { policy, time }: Known): ConditionHistory {
  const had = leases.filter(
    (lease) => lease.policy?.name === policy && lease.startsAt < endOf(lease) && lease.startsAt <= time,
  );
  const countSince = (from: Date): number =>
    new Set(had.filter(({ startsAt }) => startsAt > from).map(({ request }) => request)).size;
  return new ConditionHistory({
    day: countSince(subDays(time, 1)),
    week: countSince(subDays(time, 7)),
    month: countSince(subDays(time, 30)),
    first: had.length === 0,
  });
}
