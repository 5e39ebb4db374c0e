import { type Finding, mistake, warning } from "../../core/findings/finding.ts";
import { ProviderError } from "../adapter/error.ts";
import type { GoogleApi } from "../adapter/google/api.ts";
import { diagnosePeople } from "../adapter/google/diagnose-people.ts";
import type { GoogleGroupConfiguration } from "./configuration.ts";
import { findGroup, type Group, isDynamic } from "./groups.ts";
import { isPerson, listMembers, type Member, nameOf } from "./members.ts";

const PAGE = "docs/providers/google-group.md";

/** Which groups cannot be lent, and who could get into them without a lease. */
export async function diagnose(
  api: GoogleApi,
  { resources, ...configuration }: GoogleGroupConfiguration,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const people: string[] = [];
  const own = await api.readOwnAddress();
  for (const [resource, { roles }] of Object.entries(resources))
    for (const [role, address] of Object.entries(roles)) {
      const seen = await look(api, address);
      const what = { name: `${configuration.name}/${resource}/${role}`, address, own };
      findings.push(...(seen === undefined ? [describeUnknown(what)] : examine(what, seen)));
      people.push(...(seen?.members.filter(isPerson).map(nameOf) ?? []));
    }
  return [...(await diagnosePeople(api, configuration, people)), ...findings];
}

interface What {
  /** The entitlement, for people. */
  readonly name: string;
  readonly address: string;
  /** The address of Hallpass's account, where it is known. */
  readonly own: string | undefined;
}

interface Seen {
  readonly group: Group;
  readonly members: readonly Member[];
}

const examine = (what: What, { group, members }: Seen): Finding[] =>
  isDynamic(group)
    ? [describeDynamic(what)]
    : [...examineOwn(what, members), ...examineOwners(what, members), ...examineNested(what, members)];

const describeUnknown = ({ name, address }: What): Finding =>
  mistake(
    "GOOGLE_GROUP_UNKNOWN",
    `${name}: the group ${address} does not exist, or Hallpass's account may not see it.`,
    `Name a group that exists, and make Hallpass's account one of its owners (${PAGE}).`,
  );

const describeDynamic = ({ name, address }: What): Finding =>
  mistake(
    "GOOGLE_GROUP_DYNAMIC",
    `${name}: a query fills the group ${address}. Hallpass does not lend it.`,
    "Name a group whose members are added one by one.",
  );

async function look(api: GoogleApi, address: string): Promise<Seen | undefined> {
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

/** An account that manages groups by an administrator role is no member, and can manage all groups. */
const examineOwn = ({ name, address, own }: What, members: readonly Member[]): Finding[] =>
  own === undefined || members.some((member) => nameOf(member) === own && managesIn(member))
    ? []
    : [
        warning(
          "GOOGLE_GROUP_ADMINISTRATOR",
          `${name}: Hallpass's account is no owner of ${address}, so it can manage its members only by a right over all groups, or not at all.`,
          `Make it an owner of the groups on offer, and take administrator roles over groups from it (${PAGE}).`,
        ),
      ];

function examineOwners({ name, address, own }: What, members: readonly Member[]): Finding[] {
  const owners = members.filter((member) => managesIn(member) && nameOf(member) !== own);
  if (owners.length === 0) return [];
  return [
    warning(
      "GOOGLE_GROUP_OWNERS",
      `${name}: ${owners.length} owners or managers of ${address} can add themselves and others without a lease.`,
      "Remove them, or let nobody who manages the group ask for it.",
    ),
  ];
}

function examineNested({ name, address }: What, members: readonly Member[]): Finding[] {
  const nested = members.filter(({ type }) => type === "GROUP");
  if (nested.length === 0) return [];
  return [
    warning(
      "GOOGLE_GROUP_NESTED",
      `${name}: ${nested.length} groups are members of ${address}. Hallpass does not list their members, who have the access for good.`,
      "Take these groups out of the group on offer.",
    ),
  ];
}
