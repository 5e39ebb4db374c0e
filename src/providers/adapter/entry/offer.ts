import type { Entitlement } from "../../../core/access/entitlement.ts";
import type { Finding } from "../../../core/findings/finding.ts";
import { checkAllowed } from "../allowed.ts";
import { ProviderError } from "../error.ts";

/** The field `resources` of an entry: by resource and role, the role in the system. */
export interface RolesByResource<Role> {
  readonly [resource: string]: { readonly roles: { readonly [role: string]: Role } };
}

export interface Offer<Role> {
  readonly entitlements: readonly Entitlement[];
  check(entitlement: Entitlement): Finding[];
  /** Throws `ProviderError` (`UNKNOWN_ENTITLEMENT`) for a role that is not on offer. */
  roleOf(entitlement: Entitlement): Role;
}

/** The access that a provider's entry offers. */
export function createOffer<Role>(provider: string, resources: RolesByResource<Role>): Offer<Role> {
  const allowed = Object.fromEntries(
    Object.entries(resources).map(([resource, { roles }]) => [resource, Object.keys(roles)]),
  );
  const check = (entitlement: Entitlement): Finding[] => checkAllowed(allowed, entitlement);
  return {
    entitlements: Object.entries(allowed).flatMap(([resource, roles]) =>
      roles.map((role) => ({ provider, resource, role })),
    ),
    check,
    roleOf(entitlement) {
      const known = check(entitlement).length === 0 ? resources[entitlement.resource] : undefined;
      const role = known?.roles[entitlement.role];
      if (role === undefined) throw new ProviderError(provider, "UNKNOWN_ENTITLEMENT");
      return role;
    },
  };
}

/** The roles of an offer, each under the name that people ask for: `resource/role`. */
export const listRoles = <Role>(resources: RolesByResource<Role>): [name: string, role: Role][] =>
  Object.entries(resources).flatMap(([resource, { roles }]) =>
    Object.entries(roles).map(([name, role]): [string, Role] => [`${resource}/${name}`, role]),
  );
