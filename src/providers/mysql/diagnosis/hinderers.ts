import { type Finding, warning } from "../../../core/findings/finding.ts";
import { type Account, accountId } from "../accounts/account.ts";
import type { Query } from "../connections/query.ts";
import type { Server } from "../server.ts";

/** The most names in one message. */
const NAMED = 5;

/** Accounts that can stop an end, or keep what a role shows them, with what they have anyway. */
export async function diagnoseHinderers(
  query: Query,
  server: Server,
  lent: readonly string[],
): Promise<Finding[]> {
  // Other findings are about the roles that are lent.
  const list = async (sql: string) =>
    (await listNames(query, server, sql)).filter((name) => !lent.includes(name));
  const hinderers = await list(hinder);
  const keepers = server.flavour === "mariadb" ? await list(keep) : [];
  return [
    ...describe(hinderers, (names) =>
      warning(
        "MYSQL_HINDERER",
        `These accounts and roles may lock or stop the server or change accounts, and keep their own access from being ended: ${names}.`,
        "As an administrator of the server: take RELOAD, SHUTDOWN and CREATE USER from accounts that people ask access for.",
      ),
    ),
    ...describe(keepers, (names) =>
      warning(
        "MYSQL_KEEPER",
        `These accounts and roles may make views, routines, triggers or events somewhere, which can keep what a role gives them beyond the end: ${names}.`,
        "As an administrator of the server: take CREATE VIEW, CREATE ROUTINE, TRIGGER and EVENT from what people hold who ask for access, or look at what they made after each grant.",
      ),
    ),
  ];
}

/** The lock that holds back REVOKE and every event, the end of the server, and power over accounts. */
const hinder = `SELECT User AS user, Host AS host FROM mysql.user
  WHERE Super_priv = 'N' AND (Reload_priv = 'Y' OR Shutdown_priv = 'Y' OR Create_user_priv = 'Y') ORDER BY 1, 2`;

/**
 * A view may run with the rights of a role. A routine, trigger or event of the holder's may set the role, call a routine of somebody else that
 * waits, and go on with the role after the end; run by an accomplice, nothing shows it. A role that somebody holds without Hallpass, and PUBLIC, which is one, serve as well.
 */
const makes = (table: string): string =>
  `'Y' IN (${table}.Create_view_priv, ${table}.Create_routine_priv, ${table}.Event_priv, ${table}.Trigger_priv)`;

const keep = `SELECT u.User AS user, u.Host AS host FROM mysql.user u
  WHERE u.Super_priv = 'N' AND (${makes("u")} OR EXISTS (
        SELECT 1 FROM mysql.db d WHERE d.User = u.User AND d.Host = u.Host AND ${makes("d")})) ORDER BY 1, 2`;

async function listNames(query: Query, { self }: Server, sql: string): Promise<string[]> {
  const rows = await query<Account>(sql);
  const names = rows.map((account) => (account.host === "" ? account.user : accountId(account)));
  return names.filter((name) => name !== self);
}

function describe(names: readonly string[], say: (list: string) => Finding): Finding[] {
  if (names.length === 0) return [];
  const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : "";
  return [say(names.slice(0, NAMED).join(", ") + more)];
}
