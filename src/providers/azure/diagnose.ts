import { type Finding, mistake, warning } from "../../core/findings/finding.ts";
import { ProviderError } from "../adapter/error.ts";
import type { Api } from "../adapter/microsoft/api.ts";
import { findHindrance } from "../adapter/microsoft/policy.ts";
import { at, roleOf } from "./authorization.ts";
import type { AzureConfiguration, Offered } from "./configuration.ts";
import { ofScope } from "./listing.ts";
import { examineRights } from "./rights.ts";
import { findLasting, findPower, findRole } from "./roles.ts";
import { isInstance, isPolicyAssignment } from "./shapes.ts";

/** Whether the application can do what is configured, and no more; and which roles cannot be lent or leave something behind. */
export async function diagnose(
  api: Api,
  configuration: AzureConfiguration,
  offer: readonly Offered[],
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const scopes = new Set(offer.map(({ scope }) => scope));
  for (const scope of scopes)
    findings.push(...(await guard(examineRights(api, configuration.name, scope), scope)));
  for (const offered of offer) {
    const what = `${configuration.name}/${offered.resource}/${offered.name}`;
    findings.push(...(await guard(examine(api, offered, what), what)));
  }
  return findings;
}

async function guard(work: Promise<Finding[]>, what: string): Promise<Finding[]> {
  return work.catch((error: unknown) => {
    if (!(error instanceof ProviderError && error.code === "REFUSED")) throw error;
    return [denied(what)];
  });
}

async function examine(api: Api, offered: Offered, what: string): Promise<Finding[]> {
  const role = await findRole(api, offered);
  if (role === undefined || (await api.list(isInstance, ofScope(offered.scope))) === undefined)
    return [missing(what)];
  const [power, lasting] = [findPower(role), findLasting(role)];
  if (power !== undefined && !offered.allowPower) return [powerful(what, power)];
  return [
    ...(power === undefined ? [] : [lent(what, power)]),
    ...(lasting === undefined ? [] : [leaves(what, lasting)]),
    ...(await examinePolicy(api, offered, what)),
  ];
}

/** What in the role's PIM settings stands in Hallpass's way. */
async function examinePolicy(api: Api, { scope, role }: Offered, what: string): Promise<Finding[]> {
  const policies = (await api.list(isPolicyAssignment, at(scope, "roleManagementPolicyAssignments"))) ?? [];
  const rules = policies
    .filter(({ properties }) => roleOf(properties.roleDefinitionId) === role)
    .flatMap(({ properties }) => properties.effectiveRules ?? []);
  const { limit, asksForMfa } = findHindrance(rules);
  return [...(limit === undefined ? [] : [short(what, limit)]), ...(asksForMfa ? [mfa(what)] : [])];
}

const denied = (what: string): Finding =>
  mistake(
    "AZURE_NO_RIGHT",
    `Azure does not let Hallpass read what it must know before it lends ${what}.`,
    "Give the application the role of docs/providers/azure.md at the scope.",
  );

const missing = (what: string): Finding =>
  mistake(
    "AZURE_NO_ROLE",
    `The role or the scope of ${what} does not exist.`,
    "Write the ids of ones that do.",
  );

const powerful = (what: string, power: string): Finding =>
  mistake(
    "AZURE_POWER",
    `The role of ${what} gives power over access: ${power}.`,
    "Lend another role, or set allowPower for this one.",
  );

const lent = (what: string, power: string): Finding =>
  warning(
    "AZURE_POWER",
    `The role of ${what} gives power over access (${power}), and may be lent (allowPower). Its holder can keep what she has.`,
    "Lend a role without that action.",
  );

const leaves = (what: string, action: string): Finding =>
  warning(
    "AZURE_ROLE_LASTS",
    `The role of ${what} allows ${action}: what its holder makes or reads by it works on after the end.`,
    "Lend a role without that action, and look for keys and identities made during a lease.",
  );

const short = (what: string, limit: string): Finding =>
  warning(
    "AZURE_PIM_LIMIT",
    `The PIM settings of the role of ${what} allow assignments of ${limit} at most. A longer lease is refused.`,
    "Let Hallpass's policies allow no longer leases, or raise the limit in the role's settings.",
  );

const mfa = (what: string): Finding =>
  warning(
    "AZURE_PIM_MFA",
    `The PIM settings of the role of ${what} want multifactor authentication of whoever assigns, which no application can pass.`,
    "Turn off MFA on active assignment in the role's settings. Hallpass's approvals take its place.",
  );
