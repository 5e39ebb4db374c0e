import { type Finding, mistake, warning } from "../../../core/findings/finding.ts";
import { valuesOf } from "../connection/entry.ts";
import type { Directory } from "../identity/directory.ts";
import { isUnder } from "../identity/dn.ts";
import { isGroup, type Target } from "../identity/groups.ts";
import { findPower } from "../identity/powerful.ts";
import { toPerson } from "../identity/principals.ts";
import { demandsMember, type Member, readMembers, resolveMembers } from "../membership/members.ts";

/** Looks at one configured group: what it gives, who else rules it, and who is in it. `under`: where the entries of grants stand. */
export async function diagnoseGroup(
  directory: Directory,
  target: Target,
  under: string | undefined,
): Promise<Finding[]> {
  const power = await findPower(directory, target.dn);
  const members = isGroup(target.entry)
    ? await resolveMembers(directory, await readMembers(directory, target.dn))
    : [];
  return [
    ...(power === undefined ? [] : [describePower(target, power)]),
    ...describeManagers(target),
    ...describeNested(target, members, under),
    ...describeDangling(target, members),
    ...describeLast(directory, target),
  ];
}

const describePower = ({ dn }: Target, power: string): Finding =>
  mistake(
    "LDAP_POWERFUL_GROUP",
    `The configured group "${dn}" is, or is a member of, "${power}", which has power over the domain.`,
    `Take it out of "${power}", or remove it from HALLPASS_PROVIDERS.`,
  );

function describeManagers({ dn, entry }: Target): Finding[] {
  const managers = [...valuesOf(entry, "managedBy"), ...valuesOf(entry, "owner")];
  return managers.map((manager) =>
    warning(
      "LDAP_GROUP_MANAGER",
      `"${manager}" manages the configured group "${dn}", and may be able to add members without Hallpass.`,
      "Clear managedBy and owner, or make sure that nobody in it is lent the group.",
    ),
  );
}

const describeNested = ({ dn }: Target, members: readonly Member[], under: string | undefined): Finding[] =>
  members
    .filter((member) => member.entry !== undefined && isGroup(member.entry))
    .filter((member) => under === undefined || !isUnder(member.dn, under))
    .map((member) =>
      warning(
        "LDAP_NESTED_GROUP",
        `The configured group "${dn}" contains the group "${member.dn}": its members hold the access without Hallpass.`,
        `Take it out: delete the value "${member.dn}" from the group.`,
      ),
    );

const describeDangling = ({ dn }: Target, members: readonly Member[]): Finding[] =>
  members
    .filter(({ entry }) => entry === undefined)
    .map((member) =>
      mistake(
        "LDAP_DANGLING_MEMBER",
        `The configured group "${dn}" has the member "${member.dn}", and Hallpass sees no such entry. Whoever gets an entry of that name gets the access.`,
        "Delete the value, load the overlay refint, or name the value as placeholder in HALLPASS_PROVIDERS.",
      ),
    );

function describeLast({ configuration }: Directory, { dn, entry }: Target): Finding[] {
  if (!demandsMember(entry) || configuration.placeholder !== undefined) return [];
  return [
    mistake(
      "LDAP_NO_PLACEHOLDER",
      `Hallpass could not take the last member out of the configured group "${dn}", whose class demands one.`,
      "Name a DN that is nobody's entry as placeholder in HALLPASS_PROVIDERS.",
    ),
  ];
}

/** The placeholder must stay nobody. */
export async function diagnosePlaceholder(directory: Directory): Promise<Finding[]> {
  const { configuration, session } = directory;
  const { placeholder, principals } = configuration;
  if (placeholder === undefined) return [];
  const entry = await session.read(placeholder, { attributes: [principals.attribute, "entryUUID"] });
  if (entry === undefined || toPerson(directory, entry) === undefined) return [];
  return [
    mistake(
      "LDAP_PLACEHOLDER_IS_PERSON",
      `The placeholder "${placeholder}" is a person's entry: she would get each group that is emptied.`,
      "Name a DN that is nobody's entry.",
    ),
  ];
}
