import { ProviderError } from "../../adapter/error.ts";
import type { Query } from "../connections/query.ts";
import type { Server } from "../server.ts";
import { type Account, accountId, parseAccountId } from "./account.ts";

interface Row {
  readonly powerful: string;
  /** MariaDB: it is a role. MySQL, where a role is an account that cannot log in: it is locked. */
  readonly idle: string;
}

/** MariaDB: "mysql.user Table", a view. MySQL Reference Manual: "Grant Tables". */
const columns = {
  mariadb: "Super_priv AS powerful, is_role AS idle",
  mysql: "Super_priv AS powerful, account_locked AS idle",
} as const;

/** Finds the account of a principal. Throws when it does not exist, or must not be granted anything. */
export async function requireAccount(
  query: Query,
  provider: string,
  server: Server,
  account: Account,
): Promise<void> {
  const [row] = await query<Row>(
    `SELECT ${columns[server.flavour]} FROM mysql.user WHERE BINARY User = ? AND BINARY Host = ?`,
    [account.user, account.host],
  );
  if (row === undefined) throw new ProviderError(provider, "UNKNOWN_PRINCIPAL");
  const fault = await findFault(query, server, account, row);
  if (fault !== undefined)
    throw new ProviderError(
      provider,
      "REFUSED",
      new Error(`The account "${accountId(account)}" is not accepted: ${fault}.`),
    );
}

async function findFault(
  query: Query,
  { self, flavour }: Server,
  account: Account,
  { powerful, idle }: Row,
): Promise<string | undefined> {
  if (account.user === "") return "it has no name, so everybody may log in as it";
  if (account.user === parseAccountId(self)?.user)
    return "it has the name of Hallpass's account, whose sessions would end with its own";
  if (powerful === "Y") return "it has SUPER, which no grant changes";
  if (idle === "Y" && flavour === "mariadb")
    return "it is a role; a grant to a group would reach people whom no approver saw";
  if (idle === "Y") return "it cannot log in";
  const proxied = await query(
    "SELECT 1 AS found FROM mysql.proxies_priv WHERE BINARY Proxied_user = ? AND Proxied_user <> ''",
    [account.user],
  );
  return proxied.length > 0 ? "another account may become it (GRANT PROXY)" : undefined;
}
