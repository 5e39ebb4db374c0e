import { describeEntitlement, entitlementKey } from "../access/entitlement.ts";
import { type Finding, warning } from "../findings/finding.ts";
import { type PlacedPolicy, placeIn, type RuleFiles } from "./rule-files.ts";

/** Offers that add nothing, because an earlier one in the same policy is the same. */
export const findRepeatedOffers = ({ policies }: RuleFiles): Finding[] => policies.flatMap(judgeOffers);

function judgeOffers(each: PlacedPolicy): Finding[] {
  const seen = new Set<string>();
  return each.policy.entitlements.flatMap(({ provider, resource, roles }, index) =>
    roles.flatMap((role, place) => {
      const offer = { provider, resource, role };
      if (seen.size !== seen.add(entitlementKey(offer)).size) return [];
      return [
        placeIn(
          each,
          warning(
            "OFFER_REPEATED",
            `Policy "${each.policy.name}" offers ${describeEntitlement(offer)} twice.`,
            "Remove one of the two.",
            `/entitlements/${index}/roles/${place}`,
          ),
        ),
      ];
    }),
  );
}

/** Policies that share a name: checks and the ledger name policies by it. */
export function findSharedNames({ policies }: RuleFiles): Finding[] {
  const first = new Map<string, string>();
  return policies.flatMap((each) => {
    const { name } = each.policy;
    const other = first.get(name);
    if (other === undefined) {
      first.set(name, each.path);
      return [];
    }
    return [
      placeIn(
        each,
        warning(
          "POLICY_NAME_SHARED",
          `${each.path} and ${other} are both named "${name}": checks and the ledger cannot tell them apart.`,
          "Give each policy a name of its own.",
          "/name",
        ),
      ),
    ];
  });
}
