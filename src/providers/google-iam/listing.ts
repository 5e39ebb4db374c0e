import type { Entitlement } from "../../core/access/entitlement.ts";
import type { Grant } from "../../core/access/grant.ts";
import type { HoldingIds } from "../../core/access/holding.ts";
import { accountOf, isTitle, titleOf } from "./mark.ts";
import type { Binding, Policy } from "./policy.ts";

export interface Listed {
  readonly provider: string;
  readonly entitlement: Entitlement;
  /** The number of the resource, and the role. */
  readonly instance: string;
  readonly role: string;
  /** The account of a person with this address. */
  findId(email: string): Promise<string>;
}

/** Who has the role by a binding of this policy: by one of ours, or by somebody else's. */
export async function listGrants(policy: Policy, listed: Listed): Promise<Grant[]> {
  const grants: Grant[] = [];
  for (const binding of policy.bindings ?? [])
    if (binding.role === listed.role)
      for (const member of binding.members ?? []) {
        const grant = await toGrant(binding, member, listed);
        if (grant !== undefined && !grants.some((each) => isSame(each, grant))) grants.push(grant);
      }
  return grants;
}

/** One person may have the role by several bindings of others. */
const isSame = (a: Grant, b: Grant): boolean => a.ids.principal === b.ids.principal && a.origin === b.origin;

async function toGrant(binding: Binding, member: string, listed: Listed): Promise<Grant | undefined> {
  const { provider, entitlement, instance, role, findId } = listed;
  const { name, isDeleted } = readMember(member);
  const idsOf = (principal: string): HoldingIds => ({ instance, principal, entitlement: role });
  const isOurs = (id: string): boolean => titleOf(provider, idsOf(id)) === binding.condition?.title;

  const told = accountOf(binding);
  const isAlone = binding.members?.length === 1;
  if (told !== undefined && isAlone && isOurs(told))
    return { principal: name, entitlement, ids: idsOf(told), origin: "ours" };
  if (isDeleted) return undefined;
  const id = isPerson(member) ? await findId(name) : member;
  const origin = isTitle(binding.condition?.title) && isOurs(id) ? "ours" : "standing";
  return { principal: name, entitlement, ids: idsOf(id), origin };
}

const isPerson = (member: string): boolean => member.startsWith("user:");

/** `user:alice@example.com`, or `deleted:user:alice@example.com?uid=123` ("Binding"), which gives nothing. All others keep their prefix. */
export function readMember(member: string): { readonly name: string; readonly isDeleted: boolean } {
  const found = /^(?<deleted>deleted:)?user:(?<email>[^?]*)/u.exec(member)?.groups;
  const isDeleted = member.startsWith("deleted:");
  return { name: found?.email?.toLowerCase() ?? member, isDeleted };
}
