import type { Connection } from "../../core/access/connection.ts";
import type { Grant } from "../../core/access/grant.ts";
import { parsePrincipal } from "./accounts/account.ts";
import type { MysqlConfiguration } from "./configuration.ts";
import { quoteName, quoteWord } from "./quoting.ts";
import { type Role, revokeStatement } from "./roles/members.ts";

/** The statement that revokes the role. MySQL takes the same for a role of host `%`. */
export const describeRemoval = (role: Role, principal: string, accountHost: string): string =>
  `${revokeStatement(role, parsePrincipal(principal, accountHost))};`;

/** Logs in with the person's own account. The role is not active by default, so the line sets it. */
export function describeConnection(
  { host, port }: Pick<MysqlConfiguration, "host" | "port">,
  { user }: { readonly user: string },
  role: string,
): Connection {
  const set = quoteWord(`SET ROLE ${quoteName(role)}`);
  return {
    kind: "command",
    text: `mysql -h ${quoteWord(host)} -P ${port} -u ${quoteWord(user)} -p --init-command=${set}`,
  };
}

export type Removal = Pick<Grant, "principal" | "entitlement" | "grantedBy">;
