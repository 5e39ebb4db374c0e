import type { Basis } from "../access/basis.ts";
import type { Entitlement } from "../access/entitlement.ts";
import { LATE_AFTER_MS } from "../access/lateness.ts";
import type { AppliedPolicy, Person } from "../access/lease.ts";
import type { Story, StoryPart } from "../audit/stories.ts";

/** Planned, and still to come; given back on time or early; given back late; or held past its end. */
export type SpanState = "held" | "ended" | "late" | "overdue";

/** The time in which somebody held one entitlement by one request. */
export interface Span {
  readonly request: string;
  readonly pull: number;
  readonly subject: Person;
  readonly entitlement: Entitlement;
  readonly approvers: readonly Person[];
  readonly basis?: Basis;
  readonly policy?: AppliedPolicy;
  readonly from: Date;
  /** Of access that is held: its planned end, or now where that has passed. */
  readonly to: Date;
  readonly state: SpanState;
}

/** Every span of these requests. Parts that were never granted have none. */
export const listSpans = (stories: readonly Story[], now: Date): Span[] =>
  stories.flatMap(({ parts }) => parts.flatMap((part) => describeSpan(part, now) ?? []));

function describeSpan(part: StoryPart, now: Date): Span | undefined {
  const { lease, entitlement, grantedAt } = part;
  if (grantedAt === undefined) return undefined;
  const { request, pull, subject, approvers, basis, policy } = lease;
  return {
    ...{ request, pull, subject, entitlement, approvers },
    ...(basis && { basis }),
    ...(policy && { policy }),
    from: grantedAt,
    ...describeEnd(part, now),
  };
}

function describeEnd({ end, lease }: StoryPart, now: Date): Pick<Span, "to" | "state"> {
  if (end === undefined) return { to: lease.endsAt, state: "held" };
  if (end.continued === true) return { to: end.planned, state: "ended" };
  if (end.actual === undefined) return { to: now, state: "overdue" };
  const lateMs = end.actual.getTime() - end.planned.getTime();
  return { to: end.actual, state: lateMs > LATE_AFTER_MS ? "late" : "ended" };
}
