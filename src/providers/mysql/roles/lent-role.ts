import { ProviderError } from "../../adapter/error.ts";
import { accountId } from "../accounts/account.ts";
import type { Query } from "../connections/query.ts";
import type { Server } from "../server.ts";
import { findFault } from "./judge-rights.ts";
import { type LentRight, parseGrantLine } from "./lent-rights.ts";
import { listMemberships, quoteRole, type Role, roleOf } from "./members.ts";

/** Where the role to lend comes from. */
export interface Target {
  readonly provider: string;
  /** The server's name of the role. */
  readonly role: string;
  /** Hallpass's own schema. */
  readonly schema: string;
}

/** Finds the role to lend. Throws when it does not exist, when our account may not grant it, or when a holder could use it to stay. */
export async function requireRole(query: Query, server: Server, target: Target): Promise<Role> {
  const { provider, schema } = target;
  const role = roleOf(server.flavour, target.role);
  if (!(await roleExists(query, server, role))) throw new ProviderError(provider, "UNKNOWN_ENTITLEMENT");
  const fault = (await mayGrant(query, server, role))
    ? findFault(await readRights(query, server, role), schema)
    : "the account of Hallpass has no ADMIN OPTION on it";
  if (fault !== undefined)
    throw new ProviderError(
      provider,
      "REFUSED",
      new Error(`The role "${role.name}" is not accepted: ${fault}.`),
    );
  return role;
}

export async function roleExists(query: Query, { flavour }: Server, { name, host }: Role): Promise<boolean> {
  const isRole = flavour === "mariadb" ? " AND is_role = 'Y'" : "";
  const rows = await query(
    `SELECT 1 AS found FROM mysql.user WHERE BINARY User = ? AND BINARY Host = ?${isRole}`,
    [name, host],
  );
  return rows.length > 0;
}

export async function mayGrant(query: Query, { flavour, self }: Server, role: Role): Promise<boolean> {
  const memberships = await listMemberships(query, flavour, role.name);
  return memberships.some(({ member, isAdmin }) => isAdmin && accountId(member) === self);
}

/** The rights of a role and of every role it contains. */
export const readRights = (query: Query, { flavour }: Server, role: Role): Promise<LentRight[]> =>
  flavour === "mariadb" ? readOwn(query, role) : readDeep(query, role);

/** MariaDB shows the rights of an active role to its holder ("SHOW GRANTS", `FOR CURRENT_ROLE`), and ours holds it to grant it. */
async function readOwn(query: Query, role: Role): Promise<LentRight[]> {
  await query(`SET ROLE ${quoteRole(role)}`);
  const rights = await show(query, "CURRENT_ROLE");
  await query("SET ROLE NONE");
  return rights;
}

/** MySQL shows the rights of others to who may read the schema `mysql` (MySQL Reference Manual, "SHOW GRANTS Statement"). */
async function readDeep(query: Query, role: Role): Promise<LentRight[]> {
  const seen = new Set<string>();
  const found: LentRight[] = [];
  const next = [role];
  for (let each = next.pop(); each !== undefined; each = next.pop()) {
    if (seen.has(each.name)) continue;
    seen.add(each.name);
    const rights = await show(query, quoteRole(each));
    found.push(...rights);
    for (const right of rights) if (right.kind === "role") next.push({ name: right.role, host: each.host });
  }
  return found;
}

async function show(query: Query, whose: string): Promise<LentRight[]> {
  const rows = await query<Record<string, string>>(`SHOW GRANTS FOR ${whose}`);
  return rows.flatMap((row) => Object.values(row)).map((line) => parseGrantLine(line));
}
