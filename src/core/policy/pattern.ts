import { LRUCache } from "lru-cache";
import { type Matches, matchesName } from "../text/glob.ts";

/** Does the name of a policy's offer stand for many? `*` in it is any run of characters. */
export const isPattern = (name: string): boolean => name.includes("*");

/** Compares in time of both lengths multiplied, for every pattern. */
export const covers = (pattern: string, name: string): boolean =>
  isPattern(pattern) ? matcherOf(pattern)(name) : pattern === name;

/** Patterns that are compared again and again: those of the policies in force, and of some that are proposed. */
const matchers = new LRUCache<string, Matches>({ max: 1000 });

function matcherOf(pattern: string): Matches {
  const known = matchers.get(pattern) ?? matchesName(pattern);
  matchers.set(pattern, known);
  return known;
}

/** Compares names and patterns, of which a person who may only propose wrote as many as they liked. */
export interface Overlaps {
  /** Is there a name that both cover? True also once too much was compared: nothing is allowed by that. */
  areShared(one: string, other: string): boolean;
  isSpent(): boolean;
}

/** About half a second. */
const MOST_STEPS = 20_000_000;

export function createOverlaps(mostSteps = MOST_STEPS): Overlaps {
  let steps = 0;
  return {
    areShared(one, other) {
      steps += isPattern(one) || isPattern(other) ? one.length * other.length : 1;
      return steps > mostSteps || overlap(one, other);
    },
    isSpent: () => steps > mostSteps,
  };
}

/** Is there a name that both cover? Time grows with both lengths multiplied. */
export function overlap(one: string, other: string): boolean {
  if (!isPattern(one) && !isPattern(other)) return one === other;
  const [a, b] = [[...one], [...other]];
  // reached[j]: a name can end here that the first i characters of one pattern and the first j of the other cover.
  let reached = [true];
  for (const mark of b) reached.push(reached.at(-1) === true && mark === "*");
  for (const mark of a) {
    const next = [mark === "*" && reached[0] === true];
    for (const [j, opposite] of b.entries()) {
      const isStar = mark === "*" || opposite === "*";
      const isReached = isStar ? reached[j + 1] === true || next[j] === true : reached[j] === true;
      next.push(isReached && (isStar || mark === opposite));
    }
    reached = next;
  }
  return reached.at(-1) === true;
}

interface Names {
  readonly provider: string;
  readonly resource: string;
  readonly role: string;
}

interface Offered {
  readonly provider: string;
  readonly resource: string;
  readonly roles: readonly string[];
}

/** Is this one of these offers? */
export const isOfferedBy = (offers: readonly Offered[], { provider, resource, role }: Names): boolean =>
  offers.some(
    (offer) =>
      offer.provider === provider &&
      covers(offer.resource, resource) &&
      offer.roles.some((each) => covers(each, role)),
  );

/** The roles of the first offer that the second one offers too, on a resource that both cover. */
export const listShared = (one: Offered, other: Offered, { areShared }: Overlaps): string[] =>
  one.provider === other.provider && areShared(one.resource, other.resource)
    ? one.roles.filter((role) => other.roles.some((opposite) => areShared(role, opposite)))
    : [];

/** Is there an access that both offer? */
export const shareAccess = (one: Offered, other: Offered, overlaps = createOverlaps()): boolean =>
  listShared(one, other, overlaps).length > 0;

/** Does one of these offers list it as sensitive? */
export const isSensitiveIn = (
  offers: readonly (Offered & { readonly sensitive?: readonly string[] })[],
  entitlement: Names,
): boolean =>
  isOfferedBy(
    offers.map(({ provider, resource, sensitive = [] }) => ({ provider, resource, roles: sensitive })),
    entitlement,
  );

/** The offers that name one access each: what a pattern stands for is not known here. */
export const listNamed = (offers: readonly Offered[]): Names[] =>
  offers.flatMap(({ provider, resource, roles }) =>
    roles
      .filter((role) => !isPattern(role) && !isPattern(resource))
      .map((role) => ({ provider, resource, role })),
  );
