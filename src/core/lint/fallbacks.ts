import { findOwners } from "../files/codeowners.ts";
import { type Finding, warning } from "../findings/finding.ts";
import { ANY_NAME } from "./folders.ts";
import { placeIn, type RuleFiles } from "./rule-files.ts";

/** Fallback teams that own no folder of their policy, so that their approval would never count. */
export function findIdleFallbacks({ policies, codeowners }: RuleFiles): Finding[] {
  if (codeowners === undefined) return [];
  return policies.flatMap((each) => {
    const { folders, approvals } = each.policy;
    const owners = folders.flatMap(
      (folder) => findOwners(codeowners.owners, `access-requests/${folder}/${ANY_NAME}`)?.owners ?? [],
    );
    return (approvals.fallback?.teams ?? []).flatMap(({ slug }, index) =>
      owners.some((owner) => owner.kind === "team" && owner.slug === slug)
        ? []
        : [
            placeIn(
              each,
              warning(
                "FALLBACK_IDLE",
                `The fallback team ${slug} owns none of the folders ${folders.join(", ")}: its approval would never count.`,
                "Add the team to the folder's line of CODEOWNERS.",
                `/approvals/fallback/teams/${index}`,
              ),
            ),
          ],
    );
  });
}
