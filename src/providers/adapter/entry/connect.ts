import type { Connection } from "../../../core/access/connection.ts";
import type { Holding } from "../../../core/access/holding.ts";
import type { Provider } from "../../../core/ports/provider.ts";
import { shellWord } from "../shell-word.ts";

/** A line to type or a page to open, with `{principal}`, `{resource}` and `{role}` in it. */
export interface Usage {
  readonly command?: string;
  readonly link?: string;
}

type Names = Pick<Holding, "principal" | "entitlement">;

/** The method `connect` of an adapter whose entry says for its resources how people use them; none where it says so for no resource. */
export const connectByResource = (
  resources: Readonly<Record<string, Usage>>,
): { readonly connect?: NonNullable<Provider["connect"]> } =>
  Object.values(resources).some(({ command, link }) => command !== undefined || link !== undefined)
    ? {
        connect: (names) => {
          const { resource } = names.entitlement;
          return Object.hasOwn(resources, resource)
            ? describeConnection(resources[resource] ?? {}, names)
            : undefined;
        },
      }
    : {};

/** Fills in the names, so that they stay names: quoted in a command, encoded in a link. `undefined` where one has no place on a line. */
export function describeConnection({ command, link }: Usage, names: Names): Connection | undefined {
  if (!/^\P{C}+$/u.test(names.principal)) return undefined;
  if (command !== undefined) return { kind: "command", text: fill(command, names, shellWord) };
  return link === undefined ? undefined : { kind: "link", text: fill(link, names, encodeURIComponent) };
}

function fill(text: string, { principal, entitlement }: Names, write: (name: string) => string): string {
  const names = { principal, resource: entitlement.resource, role: entitlement.role };
  return text.replaceAll(/\{(principal|resource|role)\}/gu, (_, key: keyof typeof names) =>
    write(names[key]),
  );
}
