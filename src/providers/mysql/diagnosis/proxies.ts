import { type Finding, warning } from "../../../core/findings/finding.ts";
import type { Query } from "../connections/query.ts";

/** Plugins that log in everybody as themselves, of both servers. */
const PLAIN = [
  ...["mysql_native_password", "mysql_old_password", "mysql_clear_password", "unix_socket", "auth_socket"],
  ...["ed25519", "parsec", "sha256_password", "caching_sha2_password"],
];

/**
 * Everybody may let somebody else become her account (MariaDB 10.11; MySQL Reference Manual, "GRANT Statement", PROXY). Where a plugin maps names,
 * such a session has the role, and is shown as somebody else's.
 */
export async function diagnoseProxies(query: Query): Promise<Finding[]> {
  const rows = await query<{ name: string }>(
    `SELECT PLUGIN_NAME AS name FROM information_schema.PLUGINS
      WHERE PLUGIN_TYPE = 'AUTHENTICATION' AND PLUGIN_STATUS = 'ACTIVE' ORDER BY 1`,
  );
  const names = rows.map(({ name }) => name).filter((name) => !PLAIN.includes(name));
  if (names.length === 0) return [];
  return [
    warning(
      "MYSQL_PROXY",
      `The server may log somebody in as another account (${names.join(", ")}): a holder can let somebody else become theirs, whose open session keeps the role after the end.`,
      "As an administrator of the server: uninstall the plugin, or map nobody to accounts that people ask access for, and look at mysql.proxies_priv after each grant.",
    ),
  ];
}
