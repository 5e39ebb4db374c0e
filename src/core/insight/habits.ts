import { describeEntitlement, entitlementKey } from "../access/entitlement.ts";
import type { Policy } from "../files/policy.ts";
import { parseDuration } from "../text/duration.ts";
import { type Ask, groupBy, listAsks, onePerPull, pullsOf } from "./facts.ts";
import type { InsightRule, Signal } from "./signal.ts";

const DAYS = ["Sundays", "Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays"];

/** One person asks for the same access again and again. */
export const habits: InsightRule = {
  name: "habit",
  title: "Asked for again and again",
  find: ({ stories, policies, thresholds }) =>
    groupBy(listAsks(stories), ({ subject, entitlement }) => `${subject.id} ${entitlementKey(entitlement)}`)
      .filter((asks) => pullsOf(asks).length >= thresholds.often)
      .map((asks) => describeHabit(asks, findTooShort(asks, policies))),
};

function describeHabit(asks: readonly Ask[], tooShort: string | undefined): Omit<Signal, "rule"> {
  const [first] = asks;
  if (first === undefined) throw new Error("A habit has requests.");
  const pulls = pullsOf(asks);
  const { subject, entitlement } = first;
  return {
    says: `${subject.login} asked for ${describeEntitlement(entitlement)} ${pulls.length} times${describeDay(onePerPull(asks))}.`,
    person: subject.login,
    access: entitlement,
    ...(tooShort !== undefined && { policy: tooShort }),
    pulls,
    suggestion:
      "Ask whether a longer duration in the policy, or standing access that is reviewed, would serve better.",
  };
}

/** The policy that gave all of them, where each asked for as long as it allows. */
function findTooShort(asks: readonly Ask[], policies: readonly Policy[]): string | undefined {
  const names = new Set(asks.flatMap(({ policy }) => policy ?? []));
  const policy = policies.find(({ name }) => names.has(name));
  if (policy === undefined || names.size > 1) return undefined;
  const most = parseDuration(policy.duration.maximum);
  return asks.every(({ durationMs }) => durationMs >= most) ? policy.name : undefined;
}

/** Says the day where at least four in five of these pull requests fall on it, by UTC. */
function describeDay(asks: readonly Ask[]): string {
  const [days] = groupBy(asks, ({ at }) => String(at.getUTCDay())).toSorted((a, b) => b.length - a.length);
  const day = days?.[0]?.at.getUTCDay();
  return days === undefined || day === undefined || days.length * 5 < asks.length * 4
    ? ""
    : `, ${days.length} of them on ${DAYS[day]}`;
}
