import type { Entitlement } from "../access/entitlement.ts";
import type { Person } from "../access/lease.ts";
import { type Story, timeOf } from "../audit/stories.ts";

/** One entitlement of one request, granted or not. */
export interface Ask {
  readonly subject: Person;
  readonly entitlement: Entitlement;
  readonly at: Date;
  readonly durationMs: number;
  readonly approvers: readonly Person[];
  readonly pull: number;
  readonly granted: boolean;
  /** The policy it was given by; absent where it was not, or old entries do not name it. */
  readonly policy?: string;
}

/** Oldest first. Requests without a pull request, or that could not be read, are left out. */
export const listAsks = (stories: readonly Story[]): Ask[] =>
  stories
    .flatMap((story) => (story.parts.length > 0 ? askedAndGranted(story) : askedAlone(story)))
    .toSorted((a, b) => a.at.getTime() - b.at.getTime());

function askedAndGranted(story: Story): Ask[] {
  return story.parts.map(({ lease, entitlement, grantedAt, intendedAt }) => ({
    subject: lease.subject,
    entitlement,
    at: timeOf(story) ?? intendedAt,
    durationMs: lease.endsAt.getTime() - lease.startsAt.getTime(),
    approvers: lease.approvers,
    pull: lease.pull,
    granted: grantedAt !== undefined,
    ...(lease.policy && { policy: lease.policy.name }),
  }));
}

function askedAlone({ record }: Story): Ask[] {
  const asked = record?.asked;
  if (asked === undefined) return [];
  const { subject = asked.requester, entitlements = [], durationMs = 0, at, pull } = asked;
  return entitlements.map((entitlement) => ({
    subject,
    entitlement,
    at,
    durationMs,
    approvers: [],
    pull,
    granted: false,
  }));
}

/** In the order of the first of each group. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

/** The first ask of each pull request. */
export const onePerPull = (asks: readonly Ask[]): Ask[] =>
  groupBy(asks, ({ pull }) => String(pull)).flatMap(([ask]) => ask ?? []);

export const pullsOf = (asks: readonly Pick<Ask, "pull">[]): number[] => [
  ...new Set(asks.map(({ pull }) => pull)),
];
