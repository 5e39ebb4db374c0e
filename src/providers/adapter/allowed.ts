import type { Entitlement } from "../../core/access/entitlement.ts";
import { type Finding, mistake } from "../../core/findings/finding.ts";

/** The roles in a provider's configuration, by resource. */
export type AllowedRoles = Readonly<Record<string, readonly string[]>>;

/** Finds an entitlement that the configuration does not name; the fix lists the names it has. */
export function checkAllowed(allowed: AllowedRoles, { provider, resource, role }: Entitlement): Finding[] {
  const roles = Object.hasOwn(allowed, resource) ? allowed[resource] : undefined;
  if (roles === undefined) {
    const message = `Provider "${provider}" has no resource "${resource}".`;
    return [mistake("RESOURCE_UNKNOWN", message, choose(Object.keys(allowed)), "/resource")];
  }
  if (roles.includes(role)) return [];
  const message = `Resource "${provider}/${resource}" has no role "${role}".`;
  return [mistake("ROLE_UNKNOWN", message, choose(roles), "/role")];
}

const choose = (names: readonly string[]): string =>
  names.length === 1 ? `Use "${names[0]}".` : `Use one of ${names.map((name) => `"${name}"`).join(", ")}.`;
