import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { type Decision, decide } from "../../core/decision/decision.ts";
import { type AccessRequest, parseRequest, parseRequestPath } from "../../core/files/request.ts";
import { imagine } from "../../core/rehearsal/imagine.ts";
import { organizationOf } from "../../core/rehearsal/organization.ts";
import type { Scene } from "../../core/rehearsal/scene.ts";
import { supposeTeams } from "../../core/rehearsal/suppose-teams.ts";
import { supposedRules } from "../../core/rehearsal/supposed-rules.ts";
import {
  type CheckoutRules,
  listRuleFindings,
  readCheckoutRules,
  rotasOf,
} from "../check-files/checkout-rules.ts";
import { readGiven } from "../input/given-file.ts";
import { readTime } from "../input/given-time.ts";
import { readPairs } from "../input/words.ts";
import { describeFinding, toRecord } from "../output/finding-lines.ts";
import { print, printJson } from "../output/terminal.ts";
import { exitCode } from "../runner/exit-codes.ts";
import { UsageError } from "../runner/failure.ts";
import { requireCheckout } from "./checkout.ts";
import type { Given } from "./options.ts";
import { renderTree, toVerdictRecord } from "./tree.ts";

/** Prints the decision about a request file, with pretend approvals. */
export async function explain(given: Given, files: readonly string[]): Promise<number> {
  const [file, ...others] = files;
  if (file === undefined || others.length > 0)
    throw new UsageError("Say which request: hallpass policy explain FILE.");
  const root = await requireCheckout(given.root, file);
  const path = placeOf(file, root, given.folder);
  const parsed = parseRequest(await readGiven(file), file);
  const request = parsed.value;
  if (request === undefined) {
    if (given.json) printJson({ decision: "denied", findings: parsed.findings.map(toRecord), rules: [] });
    else print(`${parsed.findings.map(describeFinding).join("\n")}\n`);
    return exitCode.found;
  }
  const scene = { ...setScene(given, request, await readCheckoutRules(root)), path, parsed };
  const decision = decide(imagine(scene));
  if (given.json) printJson(toJson(decision, scene));
  else print(toText(decision, scene));
  return decision.status === "denied" ? exitCode.found : exitCode.well;
}

/** The path that the request has, or would have, in the access repository. */
function placeOf(file: string, root: string, folder: string | undefined): string {
  const inside = relative(resolve(root), resolve(file)).split(sep).join("/");
  const path = folder === undefined ? inside : `access-requests/${folder}/${basename(file)}`;
  if (parseRequestPath(path) !== undefined) return path;
  throw new UsageError(
    folder === undefined
      ? `${file} does not lie in access-requests/TEAM/ of ${dirname(join(root, "policies"))}. Name the folder it is for with --folder TEAM.`
      : `${path} is no path of a request: use lower-case letters, digits, ".", "_" and "-", and the ending .yaml.`,
  );
}

function setScene(
  given: Given,
  request: AccessRequest,
  checkout: CheckoutRules,
): Omit<Scene, "path" | "parsed"> {
  const requester = given.requester ?? request.subject;
  const approvals = given["approved-by"] ?? [];
  const policies = checkout.policies.flatMap(({ parsed }) => parsed.value ?? []);
  const settings = checkout.settings?.value;
  return {
    rules: {
      ...{ policies, settings, codeowners: checkout.codeowners, rotas: rotasOf(checkout) },
      findings: listRuleFindings(checkout),
    },
    organization: organizationOf(checkout.codeowners) ?? "",
    at: readTime("--at", given.at, new Date()),
    ...{ requester, approvals },
    teams: supposeTeams({
      ...{ policies, requester, approvals, subject: request.subject },
      given: readMembers(given.member),
    }),
    ...(settings && { asInMap: [requester, request.subject, ...approvals] }),
  };
}

const readMembers = (words: readonly string[] | undefined): ReadonlyMap<string, readonly string[]> =>
  new Map(
    [...readPairs("--member", "TEAM=LOGIN,LOGIN", words)].map(([team, logins]) => [team, logins.split(",")]),
  );

function toText(decision: Decision, scene: Scene): string {
  const { path, at, requester, teams, approvals } = scene;
  const members = [...teams].filter(([, people]) => people.length > 0);
  return [
    `${decision.status.toUpperCase()}  ${path}`,
    "",
    renderTree(decision),
    "",
    "Supposed:",
    `  It is ${at.toISOString()}, and ${requester} opens the pull request${approvals.length === 0 ? "" : `; ${approvals.join(", ")} approved it`}.`,
    ...members.map(([team, people]) => `  ${team} has the members ${people.join(", ")}.`),
    "  Met, because only GitHub, the ledger and the providers know them:",
    ...[...supposedRules].map((rule) => `    ${rule}`),
    "",
  ].join("\n");
}

const toJson = (decision: Decision, { path, at, requester, teams, approvals, parsed }: Scene) => ({
  decision: decision.status,
  request: path,
  findings: parsed.findings.map(toRecord),
  rules: decision.verdicts.map(toVerdictRecord),
  approvers: decision.approvers.map(({ login }) => login),
  awaited:
    decision.awaited?.groups.map(({ people, missing }) => ({
      missing,
      people: people.map(({ login }) => login),
    })) ?? [],
  supposed: { at: at.toISOString(), requester, approvals, teams: Object.fromEntries(teams) },
});
