import { type Finding, mistake } from "../../../core/findings/finding.ts";
import { type Entry, valuesOf } from "../connection/entry.ts";
import type { Directory } from "../identity/directory.ts";
import { isGroup, type Target } from "../identity/groups.ts";
import { readOwnSids } from "../identity/own-account.ts";
import { isPowerfulSid } from "../identity/powerful.ts";
import { principalFilter } from "../identity/principals.ts";
import { memberAttribute } from "../membership/members.ts";
import { mayWrite, noEntry } from "./probe.ts";

/** What the account may write at an entry: attributes, or `undefined` where the server does not tell. */
const EFFECTIVE = ["allowedAttributesEffective", "allowedChildClassesEffective"];

/** Whether the account may change the members of each group, and nothing else. */
export async function diagnoseRights(directory: Directory, targets: readonly Target[]): Promise<Finding[]> {
  const groups = targets.filter(({ entry }) => isGroup(entry));
  const others = [
    directory.root,
    directory.configuration.principals.base,
    ...(await findOnePerson(directory)),
  ];
  const look = directory.flavour === "active-directory" ? askServer : tryRights;
  return [
    ...(await look(
      directory,
      groups.map(({ dn }) => dn),
      others,
    )),
    ...(await findOwnPower(directory)),
  ];
}

async function findOnePerson({ session, configuration }: Directory): Promise<string[]> {
  const { base } = configuration.principals;
  const filter = principalFilter(configuration);
  const entry = await session.findOne({ base, scope: "sub", filter, attributes: ["1.1"] });
  return entry === undefined ? [] : [entry.dn];
}

/** Active Directory says which attributes and children the account may write: [MS-ADTS], "allowedAttributesEffective". */
async function askServer(
  directory: Directory,
  groups: readonly string[],
  others: readonly string[],
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const dn of groups) {
    const allowed = allowedAt(await directory.session.read(dn, { attributes: EFFECTIVE }));
    if (!allowed.includes("member")) findings.push(cannotWrite(dn, "member"));
    const beyond = allowed.filter((name) => name !== "member");
    if (beyond.length > 0) findings.push(describeBeyond(dn, beyond));
  }
  for (const dn of others) {
    const allowed = allowedAt(await directory.session.read(dn, { attributes: EFFECTIVE }));
    if (allowed.length > 0) findings.push(describeBeyond(dn, allowed));
  }
  return findings;
}

const allowedAt = (entry: Entry | undefined): string[] =>
  entry === undefined ? [] : EFFECTIVE.flatMap((attribute) => valuesOf(entry, attribute));

/** OpenLDAP does not say: the adapter tries, without a change. */
async function tryRights(
  directory: Directory,
  groups: readonly string[],
  others: readonly string[],
): Promise<Finding[]> {
  const attribute = memberAttribute(directory.configuration);
  const findings: Finding[] = [];
  for (const dn of groups)
    if (!(await mayWrite(directory, dn, attribute, noEntry(directory))))
      findings.push(cannotWrite(dn, attribute));
  for (const dn of [...groups, ...others])
    if (await mayWrite(directory, dn, "description")) findings.push(describeBeyond(dn, ["description"]));
  return findings;
}

export const cannotWrite = (dn: string, attribute: string): Finding =>
  mistake(
    "LDAP_CANNOT_WRITE",
    `The account of Hallpass may not write ${attribute} at "${dn}".`,
    "Give the right in docs/providers/ldap.md, step 1.",
  );

/** The most names in one message. */
const NAMED = 5;

function describeBeyond(dn: string, names: readonly string[]): Finding {
  const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : "";
  return mistake(
    "LDAP_BEYOND",
    `The account of Hallpass may write ${names.slice(0, NAMED).join(", ")}${more} at "${dn}", which it does not need.`,
    "Take the right away, and give only those in docs/providers/ldap.md, step 1.",
  );
}

async function findOwnPower(directory: Directory): Promise<Finding[]> {
  if (directory.flavour !== "active-directory") return [];
  const powerful = (await readOwnSids(directory)).filter(isPowerfulSid);
  return powerful.map((sid) =>
    mistake(
      "LDAP_POWERFUL_ACCOUNT",
      `The account of Hallpass is in the group with the SID ${sid}, which has power over the domain.`,
      "Take it out of the group, and delegate Write Members instead: docs/providers/ldap.md, step 1.",
    ),
  );
}
