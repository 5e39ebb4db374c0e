import type { Account } from "../accounts/account.ts";
import { quoteAccount } from "../accounts/account.ts";
import type { Query } from "../connections/query.ts";
import type { Flavour } from "../server.ts";

/** A role of the server. MySQL gives it a host like an account; MariaDB gives it none. */
export interface Role {
  readonly name: string;
  readonly host: string;
}

/** A direct membership. There is one for a role and a member, whoever granted it. */
export interface Membership {
  readonly role: Role;
  /** An account, or a role. */
  readonly member: Account;
  readonly isAdmin: boolean;
}

const ROLE_HOST = "%";

export const roleOf = (flavour: Flavour, name: string): Role => ({
  name,
  host: flavour === "mysql" ? ROLE_HOST : "",
});

/** The recorded id of a role: its name. Neither server gives it a number. */
export const roleId = ({ name }: Role): string => name;

export const quoteRole = ({ name, host }: Role): string => quoteAccount({ user: name, host });

interface Row {
  readonly role: string;
  readonly role_host: string;
  readonly user: string;
  readonly host: string;
  readonly admin: string;
}

/** MariaDB: "mysql.roles_mapping Table". MySQL Reference Manual: "Grant Tables", `role_edges`. */
const tables = {
  mariadb: `SELECT Role AS role, '' AS role_host, User AS user, Host AS host, Admin_option AS admin
              FROM mysql.roles_mapping`,
  mysql: `SELECT FROM_USER AS role, FROM_HOST AS role_host, TO_USER AS user, TO_HOST AS host, WITH_ADMIN_OPTION AS admin
            FROM mysql.role_edges`,
} as const;

const roleColumn = { mariadb: "Role", mysql: "FROM_USER" } as const;

/** The direct memberships in a role, or in all. */
export async function listMemberships(query: Query, flavour: Flavour, role?: string): Promise<Membership[]> {
  const rows =
    role === undefined
      ? await query<Row>(tables[flavour])
      : await query<Row>(`${tables[flavour]} WHERE BINARY ${roleColumn[flavour]} = ?`, [role]);
  return rows.map((row) => ({
    role: { name: row.role, host: row.role_host },
    member: { user: row.user, host: row.host },
    isAdmin: row.admin === "Y",
  }));
}

export async function isHeld(
  query: Query,
  flavour: Flavour,
  role: Role,
  { user, host }: Account,
): Promise<boolean> {
  const memberships = await listMemberships(query, flavour, role.name);
  return memberships.some(
    ({ member, role: { host: roleHost } }) =>
      roleHost === role.host && member.user === user && member.host === host,
  );
}

export const grantStatement = (role: Role, account: Account): string =>
  `GRANT ${quoteRole(role)} TO ${quoteAccount(account)}`;

export const revokeStatement = (role: Role, account: Account): string =>
  `REVOKE ${quoteRole(role)} FROM ${quoteAccount(account)}`;
