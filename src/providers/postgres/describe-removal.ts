import { escapeIdentifier } from "pg";
import type { Grant } from "../../core/access/grant.ts";
import { ProviderError } from "../adapter/error.ts";
import type { PostgresConfiguration } from "./configuration.ts";
import { NO_RESOURCE } from "./inventory.ts";

/**
 * The statement that revokes one grantor's grant. It has no CASCADE: a dependent grant stops the statement, so that a person looks.
 */
export function describeRemoval(
  configuration: Pick<PostgresConfiguration, "name" | "resources">,
  { principal, entitlement, grantedBy }: Pick<Grant, "principal" | "entitlement" | "grantedBy">,
): string {
  const by = grantedBy === undefined ? "" : ` GRANTED BY ${escapeIdentifier(grantedBy)}`;
  return `REVOKE ${escapeIdentifier(findRole(configuration, entitlement))} FROM ${escapeIdentifier(principal)}${by};`;
}

function findRole(
  { name, resources }: Pick<PostgresConfiguration, "name" | "resources">,
  { resource, role }: Grant["entitlement"],
): string {
  if (resource === NO_RESOURCE) return role;
  const roles = Object.hasOwn(resources, resource) ? resources[resource]?.roles : undefined;
  const named = roles !== undefined && Object.hasOwn(roles, role) ? roles[role] : undefined;
  if (named === undefined) throw new ProviderError(name, "UNKNOWN_ENTITLEMENT");
  return named;
}
