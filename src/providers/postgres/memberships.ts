import { escapeIdentifier } from "pg";
import { commentOn } from "./logins/login.ts";
import type { Role, Server } from "./roles.ts";
import type { Query } from "./sessions/query.ts";

/** A direct membership that gives access. Where ours is distinguishable, there may be two: ours and another's. */
export interface Membership {
  readonly role: Role;
  readonly member: Role;
  /** On the member. */
  readonly comment: string | null;
  /** Granted by our own account. Meaningless where the container is shared. */
  readonly byUs: boolean;
}

interface Row {
  readonly role_id: string;
  readonly role: string;
  readonly member_id: string;
  readonly member: string;
  readonly comment: string | null;
  readonly by_us: boolean;
}

// Both options exist from 16 on. A membership with neither only allows granting the role, as ours does.
/** SQL: whether the membership `a` gives access. */
export const givesAccess = `(coalesce((to_jsonb(a) ->> 'inherit_option')::boolean, true)
  OR coalesce((to_jsonb(a) ->> 'set_option')::boolean, true))`;

/** The memberships in a role, by any grantor. */
export async function listMemberships(query: Query, roleId: string): Promise<Membership[]> {
  const rows = await query<Row>(
    `SELECT DISTINCT r.oid::text AS role_id, r.rolname AS role, m.oid::text AS member_id, m.rolname AS member,
            ${commentOn("m.oid")} AS comment,
            coalesce(g.rolname = current_user, false) AS by_us
       FROM pg_auth_members a
       JOIN pg_roles r ON r.oid = a.roleid
       JOIN pg_roles m ON m.oid = a.member
       LEFT JOIN pg_roles g ON g.oid = a.grantor
      WHERE r.oid::text = $1 AND ${givesAccess}
      ORDER BY member, by_us DESC`,
    [roleId],
  );
  return rows.map((row) => ({
    role: { id: row.role_id, name: row.role },
    member: { id: row.member_id, name: row.member },
    comment: row.comment,
    byUs: row.by_us,
  }));
}

/** True if there is nothing left to grant: our own grant where grants can be told apart, any grant where they cannot. */
export async function isHeld(query: Query, server: Server, role: Role, member: Role): Promise<boolean> {
  const memberships = await listMemberships(query, role.id);
  return memberships.some((each) => each.member.id === member.id && (each.byUs || !server.separate));
}

/** Names, because SQL knows no other way: the caller compares ids before and after, inside one transaction. */
export const grantStatement = (server: Server, role: Role, member: Role): string =>
  `GRANT ${escapeIdentifier(role.name)} TO ${escapeIdentifier(member.name)}` +
  (server.separate ? " WITH ADMIN FALSE, INHERIT TRUE, SET TRUE GRANTED BY CURRENT_USER" : "");

// Cascade: if our grant was given an admin option meanwhile, grants made through it depend on ours and end with it.
export const revokeStatement = (server: Server, role: Role, member: Role): string =>
  `REVOKE ${escapeIdentifier(role.name)} FROM ${escapeIdentifier(member.name)}` +
  (server.separate ? " GRANTED BY CURRENT_USER CASCADE" : " CASCADE");
