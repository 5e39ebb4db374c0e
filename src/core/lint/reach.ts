import { DEFAULT_APPROVAL_COUNT } from "../files/approvals.ts";
import type { Settings } from "../files/settings.ts";
import { type Finding, warning } from "../findings/finding.ts";
import { placeIn, type RuleFiles } from "./rule-files.ts";

/** Policies under which no request can succeed, whatever it says, because of the identity map. */
export function findUnreachable({ policies, settings }: RuleFiles): Finding[] {
  if (settings === undefined) return [];
  const people = settings.people.length;
  return policies.flatMap((each) => {
    const { name, entitlements, approvals } = each.policy;
    const count = approvals.count ?? DEFAULT_APPROVAL_COUNT;
    const strange = entitlements.flatMap(({ provider }, index) =>
      hasAccounts(settings, provider) ? [] : [{ provider, index }],
    );
    return [
      ...strange.map(({ provider, index }) =>
        placeIn(
          each,
          warning(
            "PROVIDER_PEOPLELESS",
            `Nobody in the identity map has an account at "${provider}": no request for it under policy "${name}" can be granted.`,
            "Add accounts under people in .github/hallpass.yaml, or correct the provider's name.",
            `/entitlements/${index}/provider`,
          ),
        ),
      ),
      // The subject is in the map too, and cannot approve.
      ...(people > count
        ? []
        : [
            placeIn(
              each,
              warning(
                "APPROVERS_TOO_FEW",
                `Policy "${name}" needs ${count} ${count === 1 ? "approval" : "approvals"} by people of the identity map, which lists ${people} ${people === 1 ? "person" : "people"}, the subject included.`,
                "Add the approvers under people in .github/hallpass.yaml.",
                "/approvals",
              ),
            ),
          ]),
    ];
  });
}

const hasAccounts = ({ people, externalIdentities = {} }: Settings, provider: string): boolean =>
  Object.hasOwn(externalIdentities, provider) ||
  people.some(({ principals }) => Object.hasOwn(principals, provider));
