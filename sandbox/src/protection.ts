import type { Protection, Repository } from "./model.ts";
import type { Rule, Ruleset } from "./seed.ts";

/** The id of a branch protection in the form of a ruleset. Lists of rulesets leave it out. */
export const protectionId = 0;

/** GitHub's id for the role of administrators. */
const adminRole = 5;

/** The protection of a branch, in the form of a ruleset. */
export function protectionRulesets({ protections }: Repository, branch: string): Ruleset[] {
  const protection = protections.get(branch);
  if (protection === undefined) return [];
  return [
    {
      id: protectionId,
      name: "Branch protection",
      enforcement: "active",
      conditions: { ref_name: { include: ["~ALL"], exclude: [] } },
      bypass_actors: protection.enforceAdmins
        ? []
        : [{ actor_id: adminRole, actor_type: "RepositoryRole", bypass_mode: "always" }],
      rules: rulesOf(protection),
    },
  ];
}

function rulesOf(protection: Protection): Rule[] {
  const { pullRequest, checks } = protection;
  return [
    ...(pullRequest === undefined ? [] : [{ type: "pull_request" as const, parameters: pullRequest }]),
    ...(checks === undefined ? [] : [{ type: "required_status_checks" as const, parameters: checks }]),
    ...(protection.linearHistory ? [{ type: "required_linear_history" as const }] : []),
    ...(protection.signatures ? [{ type: "required_signatures" as const }] : []),
    ...(protection.forcePushes ? [] : [{ type: "non_fast_forward" as const }]),
    ...(protection.deletions ? [] : [{ type: "deletion" as const }]),
  ];
}
