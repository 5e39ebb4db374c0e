import type { Connection } from "../../core/access/connection.ts";
import type { Holding } from "../../core/access/holding.ts";
import { shellWord } from "../adapter/shell-word.ts";
import type { LdapEntry } from "./configuration.ts";

type Resource = LdapEntry["resources"][string];

/** Whether the configuration says of any resource how people use it. */
export const hasConnections = (resources: LdapEntry["resources"]): boolean =>
  Object.values(resources).some(({ command, link }) => command !== undefined || link !== undefined);

/** The line or page that the configuration gives for a resource, with the names of this access in it. */
export function describeConnection(
  resource: Resource | undefined,
  { principal, entitlement }: Pick<Holding, "principal" | "entitlement">,
): Connection | undefined {
  const names: Readonly<Record<string, string>> = {
    principal,
    role: entitlement.role,
    resource: entitlement.resource,
  };
  const fill = (template: string, quote: (name: string) => string): string =>
    template.replaceAll(/\{(principal|role|resource)\}/gu, (_, name: string) => quote(names[name] ?? ""));
  if (resource?.command !== undefined) return { kind: "command", text: fill(resource.command, shellWord) };
  if (resource?.link !== undefined) return { kind: "link", text: fill(resource.link, encodeURIComponent) };
  return undefined;
}
