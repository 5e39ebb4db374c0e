import { type Finding, mistake, warning } from "../../core/findings/finding.ts";
import { ProviderError } from "../adapter/error.ts";
import type { GoogleApi } from "../adapter/google/api.ts";
import type { GoogleGroupConfiguration } from "./configuration.ts";
import { findGroup, type Group, isDynamic } from "./groups.ts";
import { listMembers, type Member } from "./members.ts";

const PAGE = "docs/providers/google-group.md";

/** Which groups cannot be lent, and who could get into them without a lease. */
export async function diagnose(
  api: GoogleApi,
  { name, people, credentials, resources }: GoogleGroupConfiguration,
): Promise<Finding[]> {
  const findings: Finding[] = people === "email" ? [describeEmail(name)] : [];
  const own = "email" in credentials ? credentials.email : undefined;
  for (const [resource, { roles }] of Object.entries(resources))
    for (const [role, address] of Object.entries(roles))
      findings.push(...(await examine(api, `${name}/${resource}/${role}`, address, own)));
  return findings;
}

const describeEmail = (name: string): Finding =>
  warning(
    "GOOGLE_PEOPLE_BY_EMAIL",
    `Provider "${name}" knows people by their address alone: an address may pass to another person.`,
    `Give Hallpass's service account the right to read people, and set people: directory (${PAGE}).`,
  );

async function examine(
  api: GoogleApi,
  what: string,
  address: string,
  own: string | undefined,
): Promise<Finding[]> {
  const seen = await look(api, address);
  if (seen === undefined)
    return [
      mistake(
        "GOOGLE_GROUP_UNKNOWN",
        `${what}: the group ${address} does not exist, or Hallpass's account may not see it.`,
        `Name a group that exists, and make Hallpass's account one of its owners (${PAGE}).`,
      ),
    ];
  const { group, members } = seen;
  if (isDynamic(group))
    return [
      mistake(
        "GOOGLE_GROUP_DYNAMIC",
        `${what}: a query fills the group ${address}. Hallpass does not lend it.`,
        "Name a group whose members are added one by one.",
      ),
    ];
  return [
    ...examineOwn(what, address, members, own),
    ...examineOwners(what, address, members, own),
    ...examineNested(what, address, members),
  ];
}

async function look(
  api: GoogleApi,
  address: string,
): Promise<{ group: Group; members: Member[] } | undefined> {
  try {
    const group = await findGroup(api, address);
    return group && { group, members: await listMembers(api, group.name) };
  } catch (error) {
    if (error instanceof ProviderError && error.code === "REFUSED") return undefined;
    throw error;
  }
}

const managesIn = ({ roles = [] }: Member): boolean =>
  roles.some(({ name }) => name === "OWNER" || name === "MANAGER");

const isAccount = ({ preferredMemberKey }: Member, email: string | undefined): boolean =>
  preferredMemberKey.id === email;

/** An account that manages groups through an administrator role is no member, and can manage all groups. */
const examineOwn = (
  what: string,
  address: string,
  members: readonly Member[],
  own: string | undefined,
): Finding[] =>
  own === undefined || members.some((member) => isAccount(member, own) && managesIn(member))
    ? []
    : [
        warning(
          "GOOGLE_GROUP_ADMINISTRATOR",
          `${what}: Hallpass's account is no owner of ${address}, so it can manage its members only by a right over all groups, or not at all.`,
          `Make it an owner of the groups on offer, and take administrator roles over groups from it (${PAGE}).`,
        ),
      ];

function examineOwners(
  what: string,
  address: string,
  members: readonly Member[],
  own: string | undefined,
): Finding[] {
  const owners = members.filter((member) => managesIn(member) && !isAccount(member, own));
  if (owners.length === 0) return [];
  return [
    warning(
      "GOOGLE_GROUP_OWNERS",
      `${what}: ${owners.length} owners or managers of ${address} can add themselves and others without a lease.`,
      "Remove them, or let nobody who manages the group ask for it.",
    ),
  ];
}

function examineNested(what: string, address: string, members: readonly Member[]): Finding[] {
  const nested = members.filter(({ type }) => type === "GROUP");
  if (nested.length === 0) return [];
  return [
    warning(
      "GOOGLE_GROUP_NESTED",
      `${what}: ${nested.length} groups are members of ${address}. Hallpass does not list their members, who have the access for good.`,
      "Take these groups out of the group on offer.",
    ),
  ];
}
