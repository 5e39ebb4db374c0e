/** One line of SHOW GRANTS, parsed. */
export type LentRight =
  | {
      readonly kind: "privileges";
      readonly privileges: readonly string[];
      /** `*`: all. A pattern of LIKE. */
      readonly schema: string;
      /** `*`: all of the schema. */
      readonly object: string;
      readonly grantable: boolean;
    }
  | { readonly kind: "role"; readonly role: string; readonly grantable: boolean }
  | { readonly kind: "unknown"; readonly line: string };

const NAME = "(?:`(?:[^`]|``)*`|\\*)";

const privilegesPattern = new RegExp(
  `^GRANT (?<privileges>.+?) ON (?:(?:TABLE|PROCEDURE|FUNCTION|PACKAGE|PACKAGE BODY) )?(?<schema>${NAME})\\.(?<object>${NAME}) TO (?<rest>.*)$`,
  "su",
);

const rolePattern = /^GRANT (?<role>`(?:[^`]|``)*`)(?:@`[^`]*`)? TO (?<rest>.*)$/su;

/** Parses a line as SHOW GRANTS writes it ("SHOW GRANTS" in the manuals of both servers). */
export function parseGrantLine(line: string): LentRight {
  const privileges = privilegesPattern.exec(line)?.groups;
  if (privileges !== undefined)
    return {
      kind: "privileges",
      privileges: splitPrivileges(privileges.privileges ?? ""),
      schema: unquote(privileges.schema ?? ""),
      object: unquote(privileges.object ?? ""),
      grantable: / WITH (?:\w+ \d+ )*GRANT OPTION/u.test(privileges.rest ?? ""),
    };
  const role = rolePattern.exec(line)?.groups;
  if (role !== undefined)
    return {
      kind: "role",
      role: unquote(role.role ?? ""),
      grantable: (role.rest ?? "").endsWith(" WITH ADMIN OPTION"),
    };
  return { kind: "unknown", line };
}

/** `SELECT (id, total), INSERT` without the columns. */
const splitPrivileges = (list: string): string[] =>
  list
    .replaceAll(/ ?\((?:`(?:[^`]|``)*`(?:, )?)+\)/gu, "")
    .split(",")
    .map((privilege) => privilege.trim().toUpperCase());

const unquote = (name: string): string =>
  name.startsWith("`") ? name.slice(1, -1).replaceAll("``", "`") : name;
