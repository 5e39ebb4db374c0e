import { CODEOWNERS_PATHS, findSecond, parseCodeowners } from "../files/codeowners.ts";
import { isPolicyPath, type Policy, parsePolicy } from "../files/policy.ts";
import { findConflicts, toFinding } from "../files/rule-conflicts.ts";
import { parseSettings, SETTINGS_PATH } from "../files/settings.ts";
import { type Finding, isError } from "../findings/finding.ts";
import type { RulesText } from "./addition.ts";

/** Every mistake of these rules: of each file, and of all together. What `hallpass check` finds in a clone. */
export function judgeRules(rules: RulesText, organization: string): Finding[] {
  const ownersPath = findOwnersPath(rules);
  const owners =
    ownersPath === undefined ? undefined : parseCodeowners(rules.get(ownersPath) ?? "", ownersPath);
  const settings = parseSettings(rules.get(SETTINGS_PATH) ?? "", SETTINGS_PATH);
  const parsed = readPolicies(rules);
  const alone = [...parsed, settings, ...(owners === undefined ? [] : [owners])].flatMap(
    ({ findings }) => findings,
  );
  const policies = parsed.flatMap(({ value }) => value ?? []);
  const together = findConflicts(
    { policies, codeowners: owners, settings: settings.value },
    { organization },
  );
  const second = findSecond(CODEOWNERS_PATHS.filter((path) => rules.has(path)));
  return [...alone, ...second, ...together.map(toFinding)].filter(isError);
}

/** The CODEOWNERS that GitHub reads. */
export const findOwnersPath = (rules: RulesText): string | undefined =>
  CODEOWNERS_PATHS.find((path) => rules.has(path));

/** The policies without mistakes. */
export const listPolicies = (rules: RulesText): Policy[] =>
  readPolicies(rules).flatMap(({ value }) => value ?? []);

const readPolicies = (rules: RulesText) =>
  [...rules].filter(([path]) => isPolicyPath(path)).map(([path, text]) => parsePolicy(text, path));
