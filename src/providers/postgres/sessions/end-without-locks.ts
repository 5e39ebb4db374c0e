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

/**
 * In one statement, so that no other session takes the room in between, and by functions alone: a relation of the statement would be locked
 * before the first of them runs. Never ends sessions of our own account.
 */
export async function endSessionsOf(query: Query, { ids, names }: Whose): Promise<number[]> {
  const rows = await query<{ pid: number }>(
    `SELECT s.pid, pg_terminate_backend(s.pid)
       FROM (SELECT count(pg_advisory_unlock_all())::int AS done) freed,
            LATERAL pg_stat_get_activity(nullif(freed.done, freed.done)) s,
            LATERAL pg_stat_get_activity(pg_backend_pid()) own
      WHERE s.usesysid IS NOT NULL AND s.usesysid <> own.usesysid
        AND (s.usesysid::text = ANY ($1) OR (cardinality($2::text[]) > 0 AND pg_get_userbyid(s.usesysid)::text = ANY ($2)))`,
    [ids, names],
  );
  return rows.map(({ pid }) => pid);
}

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
