import { createHash } from "node:crypto";
import { type HoldingIds, idsKey } from "../../core/access/holding.ts";
import type { Binding, MarkedBinding } from "./policy.ts";

const PREFIX = "hallpass:";

/**
 * The title of the condition by which Hallpass knows the binding of a grant. It is made of the recorded ids, so that an end finds the binding
 * whatever became of names, and a copy of it gives nobody else's binding another meaning.
 */
export const titleOf = (provider: string, ids: HoldingIds): string =>
  `${PREFIX}${createHash("sha256")
    .update(`${provider.length} ${provider} ${idsKey(ids)}`)
    .digest("hex")
    .slice(0, 32)}`;

export const isTitle = (title: string | undefined): boolean => title?.startsWith(PREFIX) ?? false;

/** "Configure temporary access": the binding counts for requests before this time, by Google's clock. */
export const expressionOf = (until: Date): string => `request.time < timestamp("${until.toISOString()}")`;

/** The end in an expression of ours; `undefined` for any other expression. */
export function endOf(expression: string): Date | undefined {
  const time = /^request\.time < timestamp\("(?<time>[0-9TZ:.-]{20,30})"\)$/u.exec(expression)?.groups?.time;
  const end = new Date(time ?? Number.NaN);
  return Number.isNaN(end.getTime()) ? undefined : end;
}

interface Wanted {
  readonly provider: string;
  readonly ids: HoldingIds;
  readonly email: string;
  readonly until: Date;
}

/** One binding for each grant: one role, one member, one end. */
export const bindingOf = ({ provider, ids, email, until }: Wanted): MarkedBinding => ({
  role: ids.entitlement,
  members: [`user:${email}`],
  condition: {
    title: titleOf(provider, ids),
    description: `Lent by Hallpass (${provider}) to the account ${ids.principal}. Do not edit.`,
    expression: expressionOf(until),
  },
});

/** The id of the account that the description names. Only the title proves it. */
export const accountOf = ({ condition }: Binding): string | undefined =>
  / to the account (?<id>\S+)\. Do not edit\.$/u.exec(condition?.description ?? "")?.groups?.id;
