import { type Decision, decide, listFindings } from "../decision/decision.ts";
import type { RepositoryRules } from "../decision/evidence.ts";
import type { Parsed } from "../document/document.ts";
import { type CodeOwners, parseCodeowners } from "../files/codeowners.ts";
import { parseRequest } from "../files/request.ts";
import type { Place } from "../findings/finding.ts";
import { imagine } from "../rehearsal/imagine.ts";
import { organizationOf } from "../rehearsal/organization.ts";
import type { Scene } from "../rehearsal/scene.ts";
import { parseDuration } from "../text/duration.ts";
import { parseInstant } from "../text/instant.ts";
import { DEFAULT_TEST_TIME, type PolicyTest, type PolicyTests } from "./test-file.ts";

/** One case with what was decided. */
export interface TestResult {
  readonly name: string;
  readonly place?: Place;
  readonly decision: Decision;
  /** Each way in which the decision is not the expected one, as a sentence. Empty: the case passed. */
  readonly differences: readonly string[];
}

type Rules = Pick<RepositoryRules, "policies" | "rotas" | "codeowners" | "settings" | "findings">;

/** Where neither CODEOWNERS nor a case names an organisation. */
const ANY_ORGANIZATION = "any-organization";

/** Decides every case under these rules. */
export const runTests = ({ value, locate }: Parsed<PolicyTests>, rules: Rules): TestResult[] =>
  (value?.cases ?? []).map((test, index) => {
    const place = locate(`/cases/${index}`);
    const decision = decide(imagine(setScene(test, value?.given, rules)));
    return {
      name: test.name,
      ...(place && { place }),
      decision,
      differences: compare(test.expect, decision),
    };
  });

function setScene(test: PolicyTest, common: PolicyTests["given"], rules: Rules): Scene {
  const { given = {} } = test;
  const all = { ...common, ...given };
  const organization = organizationOf(rules.codeowners) ?? ANY_ORGANIZATION;
  const owners = { ...common?.owners, ...given.owners };
  const path = `access-requests/${all.folder}/any-request.yaml`;
  // JSON is YAML: the request is read as its file would be.
  const parsed = parseRequest(JSON.stringify({ ...common?.request, ...given.request }), path);
  return {
    rules: { ...rules, codeowners: addOwners(rules.codeowners, owners, organization) },
    ...{ organization, path, parsed },
    at: parseInstant(all.at ?? DEFAULT_TEST_TIME) ?? new Date(Number.NaN),
    waitedMs: all.waited === undefined ? 0 : parseDuration(all.waited),
    requester: all.requester ?? parsed.value?.subject ?? "nobody",
    teams: new Map(Object.entries({ ...common?.teams, ...given.teams })),
    approvals: all.approvals ?? [],
    objections: all.objections ?? [],
    asInMap: all.unlisted ?? [],
  };
}

/** Later lines win: these decide. */
function addOwners(
  codeowners: CodeOwners | undefined,
  owners: Readonly<Record<string, readonly string[]>>,
  organization: string,
): CodeOwners | undefined {
  const folders = Object.entries(owners);
  if (folders.length === 0) return codeowners;
  const text = folders
    .map(([folder, teams]) =>
      [`/access-requests/${folder}/`, ...teams.map((slug) => `@${organization}/${slug}`)].join(" "),
    )
    .join("\n");
  const { lines, findings } = parseCodeowners(text, "owners");
  return {
    findings: [...(codeowners?.findings ?? []), ...findings],
    lines: [...(codeowners?.lines ?? []), ...lines],
  };
}

function compare(expected: PolicyTest["expect"], decision: Decision): string[] {
  const codes = new Set<string>(listFindings(decision).map(({ code }) => code));
  const missing = (expected.codes ?? []).filter((code) => !codes.has(code));
  return [
    ...(decision.status === expected.decision
      ? []
      : [`It is ${decision.status}, and ${expected.decision} was expected.`]),
    ...(missing.length === 0
      ? []
      : [`It does not say ${missing.join(", ")}; it says ${[...codes].join(", ") || "nothing wrong"}.`]),
    ...compareAwaited(expected.waitsFor, decision),
  ];
}

function compareAwaited(expected: readonly string[] | undefined, { awaited }: Decision): string[] {
  if (expected === undefined) return [];
  const logins = awaited?.groups.flatMap(({ people }) => people.map(({ login }) => login)) ?? [];
  const [wanted, found] = [expected, logins].map((list) => [...new Set(list)].sort().join(", ") || "nobody");
  return wanted === found ? [] : [`It waits for ${found}, and ${wanted} was expected.`];
}
