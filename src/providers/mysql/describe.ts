import type { Connection } from "../../core/access/connection.ts";
import { shellLine } from "../adapter/shell-word.ts";
import { type Account, parsePrincipal } from "./accounts/account.ts";
import type { MysqlConfiguration } from "./configuration.ts";
import { quoteName } from "./quoting.ts";
import { type Role, revokeStatement } from "./roles/members.ts";

/** The statement that revokes the role. MySQL takes the same for a role of host `%`. */
export const describeRemoval = (role: Role, principal: string, accountHost: string): string =>
  `${revokeStatement(role, parsePrincipal(principal, accountHost))};`;

/** Logs in with the person's own account; the client asks for the password. The role is not active by default, so the line sets it. */
export const describeConnection = (
  { host, port }: Pick<MysqlConfiguration, "host" | "port">,
  { user }: Account,
  role: string,
): Connection => ({
  kind: "command",
  text: shellLine(
    ...["mysql", "-h", host, "-P", String(port), "-u", user, "-p"],
    `--init-command=SET ROLE ${quoteName(role)}`,
  ),
});
