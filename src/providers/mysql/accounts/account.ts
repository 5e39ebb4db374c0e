import { quoteName } from "../quoting.ts";

/** An account of the server: `'alice'@'%'`. Neither MariaDB nor MySQL gives it a number; its name is all it has. */
export interface Account {
  readonly user: string;
  readonly host: string;
}

/** A host never contains an `@`, a user may. */
const SEPARATOR = "@";

/** A principal is `alice`, with the configured host, or `alice@10.1.%`. */
export function parsePrincipal(principal: string, accountHost: string): Account {
  const at = principal.lastIndexOf(SEPARATOR);
  if (at < 0) return { user: principal, host: accountHost };
  return { user: principal.slice(0, at), host: principal.slice(at + 1) };
}

/** The inverse of `parsePrincipal`. */
export const principalOf = ({ user, host }: Account, accountHost: string): string =>
  host === accountHost && !user.includes(SEPARATOR) ? user : `${user}${SEPARATOR}${host}`;

export const accountId = ({ user, host }: Account): string => `${user}${SEPARATOR}${host}`;

/** Parses a recorded id; `undefined`: it is no account's. */
export function parseAccountId(id: string): Account | undefined {
  const at = id.lastIndexOf(SEPARATOR);
  return at < 0 ? undefined : { user: id.slice(0, at), host: id.slice(at + 1) };
}

/**
 * SQL: `alice`@`%`, which says the same in every mode: between single quotes, a backslash counts where people run our statements. A role of MariaDB
 * has no host, and is written without one.
 */
export const quoteAccount = ({ user, host }: Account): string =>
  host === "" ? quoteName(user) : `${quoteName(user)}${SEPARATOR}${quoteName(host)}`;
