import type { IAMClient } from "@aws-sdk/client-iam";
import { type Finding, mistake, warning } from "../../../core/findings/finding.ts";
import type { Calls } from "../../adapter/aws/calls.ts";
import { ProviderError } from "../../adapter/error.ts";
import { type IamConfiguration, peopleOf } from "../configuration.ts";
import { findRole } from "../people.ts";
import { findLasting } from "../powers.ts";
import { hasFreeSessionNames } from "../trust.ts";
import { listBeyond, listNeeded } from "./rights.ts";
import { findSelf } from "./self.ts";
import { filterAllowed, type Question } from "./simulate.ts";

/** Compares the rights of Hallpass's account with what it needs, and says what outlives the configured roles. */
export async function diagnose(
  iam: IAMClient,
  calls: Calls,
  caller: string,
  configuration: IamConfiguration,
): Promise<Finding[]> {
  return [
    ...(await judgeRights(iam, calls, caller, configuration)),
    ...(await judgeRole(iam, calls, configuration)),
    ...judgeTemplates(configuration),
  ];
}

async function judgeRights(
  iam: IAMClient,
  calls: Calls,
  caller: string,
  configuration: IamConfiguration,
): Promise<Finding[]> {
  const { name } = configuration;
  if (/^arn:[\w-]+:iam::\d{12}:root$/u.test(caller))
    return [describeBeyond(name, "everything: it is the root user", "the account")];
  try {
    const self = await findSelf(iam, calls, caller);
    if (self === undefined) return [notChecked(name, "Its user or role was not found.")];
    const partition = caller.split(":")[1] ?? "aws";
    const ask = (question: Question) => filterAllowed(iam, calls, name, self, question);
    const missing: Finding[] = [];
    for (const question of listNeeded(configuration, partition)) {
      const allowed = await ask(question);
      const lacking = question.actions.filter((each) => !allowed.includes(each));
      if (lacking.length > 0) missing.push(describeMissing(name, lacking.join(", "), question.resource));
    }
    const beyond: Finding[] = [];
    for (const question of listBeyond(configuration, partition, self)) {
      const allowed = await ask(question);
      if (allowed.length > 0) beyond.push(describeBeyond(name, allowed.join(", "), question.resource));
    }
    return [...missing, ...beyond, ...(await judgeBoundary(configuration, partition, ask))];
  } catch (error) {
    if (error instanceof ProviderError && error.code === "REFUSED")
      return [notChecked(name, "It may not use iam:SimulatePrincipalPolicy on itself.")];
    throw error;
  }
}

/** A right to write policies is a right to give everything, but for a boundary on those who get them. */
async function judgeBoundary(
  configuration: IamConfiguration,
  partition: string,
  ask: (question: Question) => Promise<string[]>,
): Promise<Finding[]> {
  const write = listNeeded(configuration, partition).find(({ actions }) =>
    actions.some((each) => each.startsWith("iam:Put")),
  );
  if (write === undefined) return [];
  const { resource, actions } = write;
  const unbounded = await ask({ resource, actions: actions.filter((each) => each.startsWith("iam:Put")) });
  if (unbounded.length === 0) return [];
  return [
    warning(
      "IAM_NO_BOUNDARY",
      `Provider "${configuration.name}": Hallpass may give any permission to ${resource}.`,
      "Set a permissions boundary on the people, require it in Hallpass's policy, and name it as boundary in HALLPASS_PROVIDERS (docs/providers/aws-iam.md).",
    ),
  ];
}

/** The role whose sessions get access. */
async function judgeRole(iam: IAMClient, calls: Calls, configuration: IamConfiguration): Promise<Finding[]> {
  const people = peopleOf(configuration);
  if (people.kind !== "Session") return [];
  const { name } = configuration;
  const role = await findRole(iam, calls, people.role).catch(ignoreRefused);
  if (role === "refused") return [];
  if (role === undefined)
    return [
      mistake(
        "IAM_ROLE_NOT_FOUND",
        `Provider "${name}": the account has no role "${people.role}".`,
        "Correct people.role in HALLPASS_PROVIDERS, or create the role.",
      ),
    ];
  if (!hasFreeSessionNames(role.trustPolicy)) return [];
  return [
    mistake(
      "IAM_SESSION_NAMES",
      `Provider "${name}": who may assume the role "${people.role}" may choose the name of the session.`,
      "Let the trust policy require sts:RoleSessionName to equal the caller's own name, or use SAML (docs/providers/aws-iam.md).",
    ),
  ];
}

/** What may not be read is named among the missing rights. */
function ignoreRefused(error: unknown): "refused" {
  if (error instanceof ProviderError && error.code === "REFUSED") return "refused";
  throw error;
}

const judgeTemplates = ({ name, resources }: IamConfiguration): Finding[] =>
  Object.entries(resources).flatMap(([resource, { roles }]) =>
    Object.entries(roles).flatMap(([role, template]) => {
      const lasting = findLasting(template);
      if (lasting.length === 0) return [];
      const some = lasting.length > 5 ? `${lasting.slice(0, 5).join(", ")} and others` : lasting.join(", ");
      return [
        warning(
          "IAM_LASTING_ROLE",
          `Provider "${name}": what a holder of ${resource}/${role} does with ${some} goes on after the end.`,
          "Name smaller actions in HALLPASS_PROVIDERS, or accept it.",
        ),
      ];
    }),
  );

const describeMissing = (provider: string, actions: string, resource: string): Finding =>
  mistake(
    "IAM_RIGHT_MISSING",
    `Provider "${provider}": Hallpass's account may not use ${actions} on ${resource}.`,
    "Give it the policy of docs/providers/aws-iam.md.",
  );

const describeBeyond = (provider: string, actions: string, resource: string): Finding =>
  warning(
    "IAM_EXCESS",
    `Provider "${provider}": Hallpass's account may use ${actions} on ${resource}.`,
    "Give it the policy of docs/providers/aws-iam.md and no other.",
  );

const notChecked = (provider: string, why: string): Finding =>
  warning(
    "IAM_NOT_CHECKED",
    `Provider "${provider}": the rights of Hallpass's account were not compared. ${why}`,
    "Give it the policy of docs/providers/aws-iam.md.",
  );
