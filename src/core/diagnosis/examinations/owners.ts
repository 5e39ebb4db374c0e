import { CODEOWNERS_PATHS } from "../../files/codeowners.ts";
import { type Conflict, describeTeams, findConflicts, listFolders } from "../../files/rule-conflicts.ts";
import { listUnowned } from "../../files/unowned.ts";
import { isError } from "../../findings/finding.ts";
import { listOwning } from "../../policy/approval-steps.ts";
import { type Examination, enumerate, examine } from "../examination.ts";
import type { InstallationFacts } from "../installation.ts";

const MEND = "Ask the owners of .github/ to correct .github/CODEOWNERS in a pull request";

/** CODEOWNERS and policies name the same approvers for each path. */
export function examineOwners(facts: InstallationFacts): Examination[] {
  const { rules, ownersErrors } = facts;
  const mistakes = rules.findings.filter(isError);
  const [first] = mistakes;
  return [
    examine(
      {
        code: "RULES_READABLE",
        name: "Policies, CODEOWNERS and settings",
        should: "all of them readable, one CODEOWNERS file",
        fix: first?.fix ?? "",
      },
      {
        right: first === undefined,
        is:
          enumerate(
            mistakes.map(
              ({ message, place }) =>
                `${place === undefined ? "" : `${place.file}:${place.line}: `}${message}`,
            ),
          ) || "readable",
      },
    ),
    examine(
      {
        code: "CODEOWNERS_ERRORS",
        name: "CODEOWNERS as GitHub reads it",
        should: "no errors: GitHub skips such a line",
        fix: `Open .github/CODEOWNERS on github.com: it marks the lines. ${MEND}; a team needs write here (Settings → Collaborators and teams).`,
      },
      {
        right: ownersErrors.length === 0,
        is: enumerate(ownersErrors.map(({ message }) => message)) || "no errors",
      },
    ),
    examineRuleOwners(facts),
    ...examineSpeaking(facts),
    ...examineFolders(facts),
  ];
}

function examineRuleOwners(facts: InstallationFacts): Examination {
  const teams = facts.rules.settings?.rules?.approvals.teams;
  const astray = listConflicts(facts).filter(({ code }) => code === "RULES_OWNED");
  return examine(
    {
      code: "RULES_OWNED",
      name: "Owners of the rules",
      should: `policies/, .github/ and ${CODEOWNERS_PATHS.join(", ")} owned by ${teams === undefined ? "teams" : describeTeams(teams)} alone`,
      fix: `${MEND}, with a last line for each of /policies/, /.github/, /CODEOWNERS and /docs/CODEOWNERS.`,
    },
    answer(facts, astray, "as it should be"),
  );
}

/** Advice only: neither of them is a rule. Without a readable CODEOWNERS file, more than that is wrong. */
const examineSpeaking = ({ rules: { codeowners } }: InstallationFacts): Examination[] => {
  if (codeowners === undefined) return [];
  const unowned = listUnowned(codeowners);
  return [
    examine(
      {
        code: "PATH_UNOWNED",
        name: "Owners of inventory/ and ACCESS.md",
        should: "the owners of the rules: one accepts standing access, people follow the links of the other",
        fix: `${MEND}, with a line for ${unowned.join(" and ")}. hallpass add writes it too.`,
        advice: true,
      },
      {
        right: unowned.length === 0,
        is: unowned.length === 0 ? "owned" : `nobody owns ${unowned.join(" and ")}`,
      },
    ),
  ];
};

/** One line for each folder that policies serve. */
function examineFolders(facts: InstallationFacts): Examination[] {
  const conflicts = listConflicts(facts);
  return listFolders(facts.rules).flatMap((folder) => {
    const path = `access-requests/${folder}/`;
    const serving = facts.rules.policies.filter((policy) => policy.folders.includes(folder));
    const of = (code: Conflict["code"]) =>
      conflicts.filter((conflict) => conflict.folder === folder && conflict.code === code);
    return [
      examine(
        {
          code: "FOLDER_OWNED",
          name: `Owners of ${path}`,
          should: `${describeTeams(serving.flatMap(({ approvals }) => listOwning(approvals)))} alone, as the policies say`,
          fix: `${MEND}, with a line for /${path}; or the policies.`,
        },
        answer(facts, of("FOLDER_OWNED"), "as the policies say"),
      ),
      ...examineOffers(path, of("POLICY_AMBIGUOUS")),
    ];
  });
}

/** Advice only: it affects only requests for entitlements that two policies offer. */
const examineOffers = (path: string, conflicts: readonly Conflict[]): Examination[] =>
  conflicts.length === 0
    ? []
    : [
        examine(
          {
            code: "POLICY_AMBIGUOUS",
            name: `Policies of ${path}`,
            should: "each entitlement offered by one of them",
            fix: "Ask the owners of policies/ to take it out of one of them.",
            advice: true,
          },
          { right: false, is: enumerate(conflicts.map(({ message, stops }) => `${message} ${stops}`)) },
        ),
      ];

const listConflicts = ({ rules, github: { repository }, ruleFiles }: InstallationFacts): Conflict[] => {
  const [organization = ""] = repository.name.split("/");
  return findConflicts(rules, { organization, ruleFiles });
};

/** Without a readable CODEOWNERS file, no path has an owner. */
const answer = ({ rules }: InstallationFacts, conflicts: readonly Conflict[], right: string) =>
  rules.codeowners === undefined
    ? { right: false, is: "no owners: CODEOWNERS cannot be read" }
    : { right: conflicts.length === 0, is: enumerate(conflicts.map(({ message }) => message)) || right };
