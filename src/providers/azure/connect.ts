import type { Connection } from "../../core/access/connection.ts";
import { shellLine } from "../adapter/shell-word.ts";
import type { AzureConfiguration } from "./configuration.ts";

/** The line or page of the configuration; without one, the sign-in after which every tool of Azure has the role. */
export function describeConnection(
  tenant: string,
  resource: AzureConfiguration["resources"][string] | undefined,
): Connection | undefined {
  if (resource === undefined) return undefined;
  if (resource.link !== undefined) return { kind: "link", text: resource.link };
  return { kind: "command", text: resource.command ?? shellLine("az", "login", "--tenant", tenant) };
}
