import type { FromSchema } from "json-schema-to-ts";
import type { Connection } from "../../../core/access/connection.ts";
import type { Holding } from "../../../core/access/holding.ts";
import { shellWord } from "../shell-word.ts";

const template = { type: "string", pattern: "^\\P{C}{1,500}$" } as const;

/** A page to open or a line to type, with `{principal}`, `{resource}` and `{role}` in it. */
export const connectSchema = {
  type: "object",
  additionalProperties: false,
  minProperties: 1,
  maxProperties: 1,
  properties: { link: { ...template, pattern: "^https://\\P{C}{1,500}$" }, command: template },
} as const;

type Templates = FromSchema<typeof connectSchema>;

/** Fills in the names, so that they stay names: encoded in a link, quoted in a command. `undefined` where one has no place on a line. */
export function describeConnection(
  { link, command }: Templates,
  { principal, entitlement }: Pick<Holding, "principal" | "entitlement">,
): Connection | undefined {
  if (!/^\P{C}+$/u.test(principal)) return undefined;
  const names = { principal, resource: entitlement.resource, role: entitlement.role };
  if (link !== undefined) return { kind: "link", text: fill(link, names, encodeURIComponent) };
  return command === undefined ? undefined : { kind: "command", text: fill(command, names, shellWord) };
}

const fill = (
  text: string,
  names: { readonly principal: string; readonly resource: string; readonly role: string },
  write: (name: string) => string,
): string =>
  text.replaceAll(/\{(principal|resource|role)\}/gu, (_, key: keyof typeof names) => write(names[key]));
