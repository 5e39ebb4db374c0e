import { type Conflict, findConflicts, toFinding } from "../files/rule-conflicts.ts";
import type { Finding } from "../findings/finding.ts";
import { findConstants } from "./conditions.ts";
import { findLongDurations } from "./durations.ts";
import { findIdleDuties } from "./duties.ts";
import { findIdleFallbacks } from "./fallbacks.ts";
import { findIdleLines } from "./folders.ts";
import { findRepeatedOffers, findSharedNames } from "./offers.ts";
import { findUnreachable } from "./reach.ts";
import { placeIn, type RuleFiles } from "./rule-files.ts";
import { findContradictoryTeams } from "./teams.ts";

const LINTS = [
  findConflicting,
  findUnreachable,
  findSharedNames,
  findRepeatedOffers,
  findLongDurations,
  findConstants,
  findContradictoryTeams,
  findIdleLines,
  findIdleDuties,
  findIdleFallbacks,
] as const;

/** Everything in well-formed rules that does not do what it seems to: in the order of the files, then of their lines. */
export const lintRules = (rules: RuleFiles): Finding[] =>
  LINTS.flatMap((find) => find(rules)).toSorted(
    (a, b) =>
      (a.place?.file ?? "").localeCompare(b.place?.file ?? "", "en") ||
      (a.place?.line ?? 0) - (b.place?.line ?? 0) ||
      (a.place?.column ?? 0) - (b.place?.column ?? 0),
  );

/** What stops requests or changes of the rules, at the folder of the policy that it concerns. */
function findConflicting(rules: RuleFiles): Finding[] {
  const { codeowners, settings } = rules;
  const policies = rules.policies.map(({ policy }) => policy);
  return findConflicts({ policies, settings, codeowners: codeowners?.owners }).map((conflict) =>
    placeConflict(conflict, rules),
  );
}

function placeConflict(conflict: Conflict, { policies }: RuleFiles): Finding {
  const finding = toFinding(conflict);
  const about = policies.findLast(({ policy }) => conflict.policies?.includes(policy.name));
  if (about === undefined) return finding;
  const index = about.policy.folders.indexOf(conflict.folder ?? "");
  return placeIn(about, { ...finding, at: `/folders/${index}` });
}
