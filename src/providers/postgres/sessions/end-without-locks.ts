import type { HoldingIds } from "../../../core/access/holding.ts";
import { isLoginId, nameOfLogin } from "../logins/login.ts";
import type { Query } from "./query.ts";

/** The owners of sessions: by id, or by the name of a login that was made for a grant. */
export interface Whose {
  readonly ids: readonly string[];
  readonly names: readonly string[];
}

export const NONE: Whose = { ids: [], names: [] };

export const memberOf = ({ principal }: HoldingIds): Whose =>
  isLoginId(principal) ? { ids: [], names: [nameOfLogin(principal)] } : { ids: [principal], names: [] };

/** Advisory locks of our session: `count` of them, from `first` on. */
export interface Locks {
  readonly keySpace: number;
  readonly first: number;
  readonly count: number;
}

const NO_LOCKS: Locks = { keySpace: 0, first: 0, count: 0 };

/**
 * Gives these locks back and ends the sessions. In one statement, with nothing between the two that could be done before, so that no other
 * session takes the room; and by functions alone: a relation of the statement would be locked before the first of them runs. Never ends
 * sessions of our own account.
 */
export async function endSessionsOf(
  query: Query,
  { ids, names }: Whose,
  { keySpace, first, count }: Locks = NO_LOCKS,
): Promise<number[]> {
  const rows = await query<{ pid: number }>(
    `SELECT s.pid, pg_terminate_backend(s.pid)
       FROM (SELECT array_agg(a.pid) AS pids, array_agg(a.usesysid) AS accounts
               FROM pg_stat_get_activity(NULL) a, pg_stat_get_activity(pg_backend_pid()) own
              WHERE a.usesysid IS NOT NULL AND a.usesysid <> own.usesysid) found,
            LATERAL (SELECT count(pg_advisory_unlock($3, n)) AS locks
                       FROM generate_series($4::int, $5::int) AS n WHERE found.pids IS NOT NULL) freed,
            LATERAL unnest(CASE WHEN freed.locks >= 0 THEN found.pids END, found.accounts) AS s(pid, account)
      WHERE s.account::text = ANY ($1)
         OR (cardinality($2::text[]) > 0 AND pg_get_userbyid(s.account)::text = ANY ($2))`,
    [ids, names, keySpace, first, first + count - 1],
  );
  return rows.map(({ pid }) => pid);
}

/**
 * Loads the accounts that `pg_terminate_backend` reads into the session's cache, so that it needs no lock for them later. PostgreSQL
 * empties that cache after every change of a role or a membership.
 */
export const readAccounts = (query: Query): Promise<object[]> =>
  query(
    `SELECT count(pg_get_userbyid(m.member)), bool_or(pg_has_role(m.member, 'USAGE'))
       FROM (SELECT DISTINCT member FROM pg_auth_members) m`,
  );

/** Roles that are members of the member, at any distance. None is a superuser, whose sessions are not ours to end. */
export async function listHeirs(query: Query, ids: HoldingIds): Promise<Whose> {
  const { ids: numbers, names } = memberOf(ids);
  const rows = await query<{ id: string }>(
    `WITH RECURSIVE heir(id) AS (
       SELECT oid FROM pg_roles WHERE oid::text = ANY ($1) OR rolname::text = ANY ($2)
        UNION SELECT a.member FROM pg_auth_members a JOIN heir ON a.roleid = heir.id
     ) SELECT h.id::text AS id FROM heir h JOIN pg_roles r ON r.oid = h.id WHERE NOT r.rolsuper`,
    [numbers, names],
  );
  return { ids: rows.map(({ id }) => id), names: [] };
}

export const listAlive = (query: Query, pids: readonly number[]): Promise<object[]> =>
  query("SELECT s.pid FROM unnest($1::int[]) AS p, LATERAL pg_stat_get_activity(p) s", [pids]);
