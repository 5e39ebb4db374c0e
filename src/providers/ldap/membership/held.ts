import { accepting, RESULT } from "../connection/failure.ts";
import { equals, reaches } from "../connection/filter.ts";
import type { Directory } from "../identity/directory.ts";
import { domainScope } from "../identity/find-by-id.ts";
import type { Target } from "../identity/groups.ts";
import { relativeId } from "../identity/object-sid.ts";
import type { Person } from "../identity/principals.ts";
import { memberAttribute, namesWithOptions } from "./members.ts";

/**
 * Whether the group has the person as a direct member. The server compares: it knows its own spelling of a DN. A search does it, because
 * Samba's compare operation takes a parenthesis in a DN for a filter's.
 */
export async function isDirectMember(
  { session, configuration }: Directory,
  group: Pick<Target, "dn">,
  dn: string,
): Promise<boolean> {
  const filter = equals(memberAttribute(configuration), dn);
  const found = await session.search({ base: group.dn, scope: "base", filter, attributes: ["1.1"] });
  return found.length > 0;
}

/** Active Directory: the primary group of an account has no member value for it. */
export const isPrimaryGroup = (group: Pick<Target, "id">, { primaryGroup }: Person): boolean =>
  primaryGroup !== undefined && Number(primaryGroup) === relativeId(group.id);

/** Whether the person holds what the group gives by another way: as her primary group, or through a group in it (Active Directory). */
export async function isHeldElsewhere(directory: Directory, group: Target, person: Person): Promise<boolean> {
  if (directory.flavour !== "active-directory") return false;
  if (isPrimaryGroup(group, person)) return true;
  const found = await directory.session.search({
    ...{ base: person.dn, scope: "base", filter: reaches("memberOf", group.dn), attributes: ["cn"] },
    controls: domainScope(directory),
  });
  return found.length > 0;
}

/** OpenLDAP answers 20 where the value is there already, Active Directory 68. */
export const addMember = (
  { session, configuration }: Directory,
  group: string,
  value: string,
): Promise<number> =>
  accepting(
    [RESULT.attributeOrValueExists, RESULT.entryAlreadyExists],
    session.modify(group, [{ operation: "add", attribute: memberAttribute(configuration), values: [value] }]),
  );

/**
 * OpenLDAP answers 16 where the value is gone already, Active Directory 53, which also means a refusal: read again after it. The last
 * member of a group that must have one is replaced by the placeholder, in one step.
 */
export async function removeMember(
  { session, configuration }: Directory,
  group: string,
  value: string,
): Promise<number> {
  const attribute = memberAttribute(configuration);
  const removal = { operation: "delete", attribute, values: [value] } as const;
  const gone = [RESULT.noSuchAttribute, RESULT.unwillingToPerform, RESULT.noSuchObject];
  const { placeholder } = configuration;
  const last = placeholder === undefined ? [] : [RESULT.objectClassViolation];
  const code = await accepting([...gone, ...last], session.modify(group, [removal]));
  if (code !== RESULT.objectClassViolation || placeholder === undefined) return code;
  const addition = { operation: "add", attribute, values: [placeholder] } as const;
  return accepting([...gone, RESULT.attributeOrValueExists], session.modify(group, [addition, removal]));
}

/** Takes the value out of the attributes with options. Answers whether it was in one. */
export async function removeWithOptions(
  { session, configuration, flavour }: Directory,
  group: string,
  value: string,
): Promise<boolean> {
  // Its options name the windows of a large group.
  if (flavour === "active-directory") return false;
  const attribute = memberAttribute(configuration);
  const entry = await session.read(group, { attributes: [attribute] });
  let changed = false;
  for (const name of entry === undefined ? [] : namesWithOptions(entry, attribute)) {
    const removal = { operation: "delete", attribute: name, values: [value] } as const;
    const gone = [RESULT.noSuchAttribute, RESULT.noSuchObject];
    changed = (await accepting(gone, session.modify(group, [removal]))) === 0 || changed;
  }
  return changed;
}
