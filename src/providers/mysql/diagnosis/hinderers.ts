import { type Finding, warning } from "../../../core/findings/finding.ts";
import { accountId } from "../accounts/account.ts";
import type { Query } from "../connections/query.ts";
import type { Server } from "../server.ts";

/** The most names in one message. */
const NAMED = 5;

/** Accounts that can stop an end with what they have anyway: lock the server, stop it, or change accounts. */
export async function diagnoseHinderers(query: Query, server: Server): Promise<Finding[]> {
  const rows = await query<{ user: string; host: string }>(
    `SELECT User AS user, Host AS host FROM mysql.user
      WHERE Super_priv = 'N' AND (Reload_priv = 'Y' OR Shutdown_priv = 'Y' OR Create_user_priv = 'Y') ORDER BY 1, 2`,
  );
  const names = rows.map(accountId).filter((name) => name !== server.self);
  if (names.length === 0) return [];
  const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : "";
  return [
    warning(
      "MYSQL_HINDERER",
      `These accounts may lock or stop the server or change accounts, and keep their own access from being ended: ${names.slice(0, NAMED).join(", ")}${more}.`,
      "As an administrator of the server: take RELOAD, SHUTDOWN and CREATE USER from accounts that people ask access for.",
    ),
  ];
}
