import { CODEOWNERS_PATHS, describeOwner, findOwners, type Owner } from "../codeowners.ts";
import { isError } from "../finding.ts";
import type { InstallationFacts } from "../installation.ts";
import type { TeamRef } from "../policy.ts";
import { type Examination, enumerate, examine } from "./examination.ts";

/** A file nobody has: stands for whatever may be added to a folder. */
const ANY_FILE = "hallpass-doctor.yaml";

const MEND = "Ask the owners of .github/ to mend .github/CODEOWNERS in a pull request";

/** Whoever decides about a path is who the policies say it is. */
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
    ...examineFolders(facts),
  ];
}

/** All of them, because one later line of CODEOWNERS is enough to take a single file out of everybody's hands. */
function examineRuleOwners(facts: InstallationFacts): Examination {
  const places = ["policies/", ".github/"].map((folder) => `${folder}${ANY_FILE}`);
  const paths = [...new Set([...places, ...CODEOWNERS_PATHS, ...facts.ruleFiles])];
  const teams = facts.rules.settings?.rules?.approvals.teams;
  const astray = paths.flatMap((path) => judgeOwners(facts, path, teams));
  return examine(
    {
      code: "RULES_OWNED",
      name: "Owners of the rules",
      should: `policies/, .github/ and ${CODEOWNERS_PATHS.join(", ")} owned by ${teams === undefined ? "teams" : describeTeams(teams)} alone`,
      fix: `${MEND}, with a last line for each of /policies/, /.github/, /CODEOWNERS and /docs/CODEOWNERS.`,
    },
    { right: astray.length === 0, is: enumerate(astray) || "as it should be" },
  );
}

/** One line for each folder that policies serve. */
function examineFolders(facts: InstallationFacts): Examination[] {
  const { policies } = facts.rules;
  const folders = [...new Set(policies.flatMap((policy) => policy.folders))].sort();
  return folders.map((folder) => {
    const path = `access-requests/${folder}/`;
    const serving = policies.filter((policy) => policy.folders.includes(folder));
    const astray = serving.flatMap(({ name, approvals }) =>
      judgeOwners(facts, `${path}${ANY_FILE}`, approvals.teams).map((fault) => `${fault} (policy ${name})`),
    );
    const teams = serving.flatMap(({ approvals }) => approvals.teams);
    return examine(
      {
        code: "FOLDER_OWNED",
        name: `Owners of ${path}`,
        should: `${describeTeams(teams)} alone, as the policies say`,
        fix: `${MEND}, with a line for /${path}; or the policies.`,
      },
      { right: astray.length === 0, is: enumerate(astray) || "as the policies say" },
    );
  });
}

/** What is wrong with a path's owners; nothing when all of them are such teams. */
function judgeOwners(
  { rules: { codeowners }, github: { repository } }: InstallationFacts,
  path: string,
  teams: readonly TeamRef[] | undefined,
): string[] {
  const owners = codeowners === undefined ? [] : (findOwners(codeowners, path)?.owners ?? []);
  if (owners.length === 0) return [`nobody owns ${path}`];
  const organization = repository.name.split("/")[0]?.toLowerCase();
  const isMeant = (owner: Owner): boolean =>
    owner.kind === "team" &&
    owner.org === organization &&
    (teams === undefined || teams.some(({ slug }) => slug === owner.slug));
  return owners.filter((owner) => !isMeant(owner)).map((owner) => `${describeOwner(owner)} owns ${path}`);
}

const describeTeams = (teams: readonly TeamRef[]): string =>
  [...new Set(teams.map(({ slug }) => slug))].join(" or ");
