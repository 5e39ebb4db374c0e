import { matchPolicies } from "../decision/rules/policy.ts";
import { type CodeOwners, findOwners } from "../files/codeowners.ts";
import type { Policy } from "../files/policy.ts";
import { parseRequestPath } from "../files/request.ts";
import type { PastRequest } from "./past-request.ts";
import type { ReplayedRules, RulesPair } from "./replay.ts";

/**
 * Tells of which requests the two sets of rules may think differently, by the ledger alone: a change of one policy need not decide everything
 * again. True where that cannot be told. What `automatic` lets through depends on other requests too.
 */
export function createAffected({ before, after }: RulesPair): (request: PastRequest) => boolean {
  const sides = [before, after];
  const isEverything = [
    sides.map(({ settings }) => settings),
    sides.map(listMarks),
    sides.map(({ rotas }) => [...(rotas ?? [])].toSorted(([a], [b]) => (a < b ? -1 : 1))),
  ].some((pair) => !areSame(pair));
  const hasSameOwners = areSame(sides.map(({ codeowners }) => codeowners?.lines.map(({ text }) => text)));
  const textOf = createTexts();
  return ({ path, entitlements }) => {
    if (isEverything || entitlements === undefined) return true;
    if (!hasSameOwners && !areSame(sides.map(({ codeowners }) => ownersOf(codeowners, path)))) return true;
    const folder = parseRequestPath(path)?.team ?? "";
    return entitlements.some((asked) => {
      const [old = [], now = []] = sides.map(({ policies }) => matchPolicies(policies, folder, asked));
      return (
        [...old, ...now].some(({ automatic }) => automatic !== undefined) ||
        !areSame([old, now].map((each) => each.map(textOf)))
      );
    });
  };
}

const areSame = ([one, other]: readonly unknown[]): boolean => JSON.stringify(one) === JSON.stringify(other);

/** A role that any policy marks as sensitive counts everywhere. */
const listMarks = ({ policies }: ReplayedRules): unknown[] =>
  policies.flatMap(({ entitlements }) => entitlements.filter(({ sensitive }) => sensitive !== undefined));

const ownersOf = (codeowners: CodeOwners | undefined, path: string) =>
  codeowners && findOwners(codeowners, path)?.owners;

/** Each policy is written out once. */
function createTexts(): (policy: Policy) => string {
  const texts = new Map<Policy, string>();
  return (policy) => {
    const text = texts.get(policy) ?? JSON.stringify(policy);
    texts.set(policy, text);
    return text;
  };
}
