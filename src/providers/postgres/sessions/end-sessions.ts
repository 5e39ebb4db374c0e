import { ProviderError } from "../../adapter/error.ts";
import type { Role } from "../roles.ts";
import type { Query } from "./query.ts";
import { waitForNone } from "./repeat.ts";
import { settleStarting } from "./starting-sessions.ts";
import type { StepLimits } from "./step-limits.ts";

/** The accounts whose sessions end: the member, and all roles that may become the member. */
export interface SessionTarget {
  /** `undefined`: it was dropped. */
  readonly role: Role | undefined;
  readonly member: Role;
  /** The member is a login made for this grant: its sessions end even if others granted it the role too. */
  readonly always: boolean;
}

/**
 * SQL that lists the roles whose sessions end with our membership of `member` in `role`, three expressions of SQL: the member and
 * every role that may become the member, without those that may still become the role by another grant, without superusers
 * and without our own account. Right before our REVOKE as after it. SET ROLE decides, not INHERIT: rights that are inherited
 * end with the REVOKE, and a role that was set stays.
 */
export const listHolders = (role: string, member: string, always: string): string => `
  WITH RECURSIVE other(role, member) AS (
    SELECT a.roleid, a.member FROM pg_auth_members a
     WHERE ${maySet}
       AND NOT (a.roleid::text = ${role} AND a.member::text = ${member} AND ${isOurs})
  ), heir(id) AS (
    SELECT oid FROM pg_roles WHERE oid::text = ${member}
     UNION SELECT a.member FROM pg_auth_members a JOIN heir ON a.roleid = heir.id WHERE ${maySet}
  ), reach(heir, id) AS (
    SELECT heir.id, heir.id FROM heir
     UNION SELECT reach.heir, other.role FROM reach JOIN other ON other.member = reach.id
  )
  SELECT h.id FROM heir h JOIN pg_roles r ON r.oid = h.id
   WHERE NOT r.rolsuper AND r.rolname <> current_user
     AND ((${always} AND h.id::text = ${member})
          OR NOT EXISTS (SELECT FROM reach WHERE reach.heir = h.id AND reach.id::text = ${role}))`;

// The option exists from 16 on; before, every member may set the role.
const maySet = "coalesce((to_jsonb(a) ->> 'set_option')::boolean, true)";

// Before 16 there is one membership for all grantors.
const isOurs = `(current_setting('server_version_num')::int < 160000
  OR a.grantor = (SELECT oid FROM pg_roles WHERE rolname = current_user))`;

/** Terminates the sessions without waiting. Returns their process ids. */
export async function signalSessions(
  query: Query,
  { role, member, always }: SessionTarget,
): Promise<number[]> {
  const rows = await query<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity
      WHERE pid <> pg_backend_pid() AND usesysid IN (${listHolders("$1", "$2", "$3")})`,
    [role?.id ?? "", member.id, always],
  );
  const pids = rows.map(({ pid }) => pid);
  if (pids.length > 0) await query("SELECT pg_terminate_backend(pid) FROM unnest($1::int[]) AS pid", [pids]);
  return pids;
}

/**
 * Ends the sessions in all databases of the server and returns their process ids, when all are gone. Needed because a session
 * that did SET ROLE keeps the role after REVOKE. Throws BUSY when one stays.
 */
export async function endSessions(
  query: Query,
  provider: string,
  target: SessionTarget,
  limits: StepLimits,
): Promise<number[]> {
  await settleStarting(query, limits.startingMs);
  const pids = await signalSessions(query, target);
  const left = await waitForNone(query, limits.goneMs, () => listAlive(query, pids));
  if (left.length > 0)
    throw new ProviderError(
      provider,
      "BUSY",
      new Error(`${left.length} sessions did not end when asked to.`),
    );
  return pids;
}

const listAlive = async (query: Query, pids: readonly number[]): Promise<object[]> =>
  pids.length === 0 ? [] : query("SELECT FROM pg_stat_activity WHERE pid = ANY ($1)", [pids]);
