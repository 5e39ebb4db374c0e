import { describeEntitlement, entitlementKey } from "../access/entitlement.ts";
import { type Finding, mistake } from "../findings/finding.ts";
import { listOwning } from "../policy/approval-steps.ts";
import { createOverlaps, listShared, type Overlaps } from "../policy/pattern.ts";
import { CODEOWNERS_PATHS, type CodeOwners, describeOwner, findOwners, type Owner } from "./codeowners.ts";
import type { Policy, TeamRef } from "./policy.ts";
import type { Settings } from "./settings.ts";

/** Rules as they stand together in one commit or one folder. */
export interface RulesAtCommit {
  readonly policies: readonly Policy[];
  readonly codeowners: CodeOwners | undefined;
  readonly settings: Settings | undefined;
}

/** Facts about the organisation and the repository. Offline, none is known. */
export interface Surroundings {
  /** Login of the organisation: a team of another one is another team. */
  readonly organization?: string;
  /** Rule files that are there, beside those that always matter. */
  readonly ruleFiles?: readonly string[];
}

/** A conflict between rules that are well-formed each, and its effect. */
export interface Conflict {
  readonly code: "FOLDER_OWNED" | "RULES_OWNED" | "POLICY_AMBIGUOUS";
  /** The folder of access-requests/; absent for the rules themselves. */
  readonly folder?: string;
  /** Names of the policies that conflict; absent for the rules themselves. */
  readonly policies?: readonly string[];
  readonly message: string;
  readonly stops: string;
  readonly fix: string;
}

/** An example path, for any file that may be added to a folder. */
const ANY_FILE = "hallpass-any-file.yaml";
const MEND = "in .github/CODEOWNERS: the last line that matches decides";

/** Every conflict between policies, CODEOWNERS and settings. Rules that cannot be read are not judged here. */
export function findConflicts(rules: RulesAtCommit, around: Surroundings = {}): Conflict[] {
  const overlaps = createOverlaps();
  return [
    ...judgeRuleOwners(rules, around),
    ...listFolders(rules).flatMap((folder) => judgeFolder(folder, rules, around)),
    ...listFolders(rules).flatMap((folder) => judgeOffers(folder, rules, overlaps)),
  ];
}

/** The conflict as a finding about a set of rules. */
export const toFinding = ({ code, message, stops, fix }: Conflict): Finding =>
  mistake(code, `${message} ${stops}`, fix);

/** The folders that policies serve. */
export const listFolders = ({ policies }: Pick<RulesAtCommit, "policies">): string[] =>
  [...new Set(policies.flatMap(({ folders }) => folders))].sort();

/** Doctor looks at these too, and stops grants; `attestation: reported` has it report alone. */
const stopsFor = (settings: Settings | undefined, what: string): string =>
  settings?.attestation === "reported"
    ? `This stops ${what}.`
    : `This stops every grant, in all folders, until it is corrected.`;

/** All of them, because one later line of CODEOWNERS is enough to take a single file out of the right hands. */
function judgeRuleOwners({ codeowners, settings }: RulesAtCommit, around: Surroundings): Conflict[] {
  if (codeowners === undefined) return [];
  const teams = settings?.rules?.approvals.teams;
  const places = ["policies/", ".github/"].map((folder) => ({ path: `${folder}${ANY_FILE}`, name: folder }));
  const files = [...CODEOWNERS_PATHS, ...(around.ruleFiles ?? [])].map((path) => ({ path, name: path }));
  const named = new Map([...places, ...files].map((place) => [place.path, place]));
  return [...named.values()].flatMap(({ path, name }) =>
    listAstray(codeowners, path, teams, around).map((who) => ({
      code: "RULES_OWNED" as const,
      message: `${describeAstray(who, name, teams)}.`,
      stops: stopsFor(settings, "changes of the rules"),
      fix: `Give ${name} to ${teams === undefined ? "a team" : describeTeams(teams)} alone ${MEND}.`,
    })),
  );
}

function judgeFolder(
  folder: string,
  { policies, codeowners, settings }: RulesAtCommit,
  around: Surroundings,
) {
  if (codeowners === undefined) return [];
  const path = `access-requests/${folder}/`;
  return policies
    .filter(({ folders }) => folders.includes(folder))
    .flatMap(({ name, approvals }) => {
      const teams = listOwning(approvals);
      return listAstray(codeowners, `${path}${ANY_FILE}`, teams, around).map(
        (who): Conflict => ({
          code: "FOLDER_OWNED",
          folder,
          policies: [name],
          message: `${describeAstray(who, path, teams)} (policy "${name}").`,
          stops: stopsFor(settings, `every request in ${path}`),
          fix: `Give /${path} to ${describeTeams(teams)} alone ${MEND}; or change the policy.`,
        }),
      );
    });
}

/** The owners of a path outside these teams; "nobody" if the path has no owner. */
function listAstray(
  codeowners: CodeOwners,
  path: string,
  teams: readonly TeamRef[] | undefined,
  { organization }: Surroundings,
): string[] {
  const owners = findOwners(codeowners, path)?.owners ?? [];
  if (owners.length === 0) return ["nobody"];
  const isMeant = (owner: Owner): boolean =>
    owner.kind === "team" &&
    (organization === undefined || owner.org === organization.toLowerCase()) &&
    (teams === undefined || teams.some(({ slug }) => slug === owner.slug));
  return owners.filter((owner) => !isMeant(owner)).map(describeOwner);
}

const describeAstray = (who: string, path: string, teams: readonly TeamRef[] | undefined): string =>
  `${who} owns ${path}, which ${teams === undefined ? "a team" : describeTeams(teams)} should own`;

export const describeTeams = (teams: readonly TeamRef[]): string =>
  [...new Set(teams.map(({ slug }) => slug))].join(" or ");

/** Pairs of policies that offer the same in a folder: a request for it could be under either. */
function judgeOffers(folder: string, { policies }: RulesAtCommit, overlaps: Overlaps): Conflict[] {
  const serving = policies.filter(({ folders }) => folders.includes(folder));
  const conflicts: Conflict[] = [];
  for (const [index, first] of serving.entries())
    for (const second of serving.slice(index + 1)) {
      if (overlaps.isSpent()) return [...conflicts, explainSpent(folder)];
      const what = listSharedOffers(first, second, overlaps);
      if (what.length > 0) conflicts.push(explainShared(folder, first, second, what));
    }
  return overlaps.isSpent() ? [...conflicts, explainSpent(folder)] : conflicts;
}

function listSharedOffers(first: Policy, second: Policy, overlaps: Overlaps): string[] {
  const found = new Map<string, string>();
  for (const one of first.entitlements)
    for (const other of second.entitlements) {
      if (overlaps.isSpent()) return [];
      for (const role of listShared(one, other, overlaps)) {
        const offer = { provider: one.provider, resource: one.resource, role };
        found.set(entitlementKey(offer), describeEntitlement(offer));
      }
    }
  return [...found.values()];
}

const explainShared = (folder: string, first: Policy, second: Policy, what: readonly string[]): Conflict => ({
  code: "POLICY_AMBIGUOUS",
  folder,
  policies: [first.name, second.name],
  message: `The policies "${first.name}" and "${second.name}" both offer ${what.join("; ")} in "${folder}".`,
  stops: "This stops every request for it there.",
  fix: "Take it out of one of them.",
});

const explainSpent = (folder: string): Conflict => ({
  code: "POLICY_AMBIGUOUS",
  folder,
  message: `The policies of "${folder}" have too many patterns to tell whether two of them offer the same.`,
  stops: "This stops every request there.",
  fix: "Write fewer patterns, or shorter ones, or give the policies folders of their own.",
});
