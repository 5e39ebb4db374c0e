import type { Entitlement } from "../../core/access/entitlement.ts";
import type { Grant } from "../../core/access/grant.ts";
import type { HoldingIds } from "../../core/access/holding.ts";
import { accountOf, titleOf } from "./mark.ts";
import type { Binding, Policy } from "./policy.ts";

export interface Listed {
  readonly provider: string;
  readonly entitlement: Entitlement;
  /** The number of the resource, and the role. */
  readonly instance: string;
  readonly role: string;
  /** The accounts of people, by address. */
  readonly accounts: ReadonlyMap<string, string>;
}

/** The addresses of the people who have a role by a binding: this one, or any. */
export const listPeople = ({ bindings = [] }: Policy, role?: string): string[] =>
  bindings
    .filter((binding) => role === undefined || binding.role === role)
    .flatMap(({ members = [] }) => members.filter(isPerson).map((member) => readMember(member).name));

/** Who has the role by a binding of this policy: by one of ours, or by somebody else's. One person may have it by several of others. */
export function listGrants({ bindings = [] }: Policy, listed: Listed): Grant[] {
  const grants = new Map<string, Grant>();
  for (const binding of bindings.filter(({ role }) => role === listed.role))
    for (const member of binding.members ?? []) {
      const grant = toGrant(binding, member, listed);
      if (grant !== undefined) grants.set(`${grant.origin} ${grant.ids.principal}`, grant);
    }
  return [...grants.values()];
}

function toGrant(binding: Binding, member: string, listed: Listed): Grant | undefined {
  const { provider, entitlement, instance, role, accounts } = listed;
  const { name, isDeleted } = readMember(member);
  const idsOf = (principal: string): HoldingIds => ({ instance, principal, entitlement: role });
  const isOurs = (id: string): boolean => titleOf(provider, idsOf(id)) === binding.condition?.title;

  const told = accountOf(binding);
  const isAlone = binding.members?.length === 1;
  if (told !== undefined && isAlone && isOurs(told))
    return { principal: name, entitlement, ids: idsOf(told), origin: "ours" };
  if (isDeleted) return undefined;
  const id = (isPerson(member) ? accounts.get(name) : undefined) ?? name;
  return { principal: name, entitlement, ids: idsOf(id), origin: isOurs(id) ? "ours" : "standing" };
}

const isPerson = (member: string): boolean => member.startsWith("user:");

/** `user:alice@example.com`, or `deleted:user:alice@example.com?uid=123` ("Binding"), which gives nothing. All others keep their prefix. */
export function readMember(member: string): { readonly name: string; readonly isDeleted: boolean } {
  const found = /^(?<deleted>deleted:)?user:(?<email>[^?]*)/u.exec(member)?.groups;
  const isDeleted = member.startsWith("deleted:");
  return { name: found?.email?.toLowerCase() ?? member, isDeleted };
}
