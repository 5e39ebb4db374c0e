import type { Entitlement } from "../../core/access/entitlement.ts";
import type { Grant } from "../../core/access/grant.ts";
import type { PostgresConfiguration } from "./configuration.ts";
import { commentOn, readMark } from "./logins/login.ts";
import { givesAccess } from "./memberships.ts";
import { instanceOf, readServer } from "./roles.ts";
import type { Query } from "./sessions/query.ts";
import type { Sessions } from "./sessions/sessions.ts";

/** Stands for the resource where the configuration names none: then the role is the server's own name for it. */
export const NO_RESOURCE = "*";

interface Row {
  readonly role_id: string;
  readonly role: string;
  readonly member_id: string;
  readonly member: string;
  readonly grantor: string | null;
  readonly by_us: boolean;
  readonly comment: string | null;
}

/**
 * Every direct membership on the server that gives access, with its grantor; what initdb makes between the server's own
 * roles is left out. A role that several resources name is listed once for each. PostgreSQL does not tell since when.
 */
export async function* listInventory(
  sessions: Sessions,
  configuration: PostgresConfiguration,
): AsyncGenerator<Grant> {
  yield* await sessions.run((query) => readInventory(query, configuration));
}

async function readInventory(query: Query, configuration: PostgresConfiguration): Promise<Grant[]> {
  const { host, port } = configuration;
  const server = await readServer(query, `${host}:${port}`);
  const instance = instanceOf(server);
  const rows = await query<Row>(
    // From 16384 on ids are given to what people make, https://www.postgresql.org/docs/18/system-catalog-initial-data.html
    `SELECT r.oid::text AS role_id, r.rolname::text AS role, m.oid::text AS member_id, m.rolname::text AS member,
            g.rolname::text AS grantor, coalesce(g.rolname = current_user, false) AS by_us,
            ${commentOn("m.oid")} AS comment
       FROM pg_auth_members a
       JOIN pg_roles r ON r.oid = a.roleid
       JOIN pg_roles m ON m.oid = a.member
       LEFT JOIN pg_roles g ON g.oid = a.grantor
      WHERE ${givesAccess} AND (r.oid::bigint >= 16384 OR m.oid::bigint >= 16384)`,
  );
  return rows.flatMap((row) =>
    findEntitlements(configuration, row.role).map((entitlement) => ({
      entitlement,
      ...describeHolder(row, instance, server.separate),
      ...(row.grantor !== null && { grantedBy: row.grantor }),
    })),
  );
}

function describeHolder(
  row: Row,
  instance: string,
  separate: boolean,
): Pick<Grant, "principal" | "ids" | "origin"> {
  const login = readMark(row.comment);
  if (login?.ids.entitlement === row.role_id) {
    return { principal: login.principal, ids: login.ids, origin: "ours" };
  }
  return {
    principal: row.member,
    ids: { instance, principal: row.member_id, entitlement: row.role_id },
    origin: separate ? (row.by_us ? "ours" : "standing") : "unknown",
  };
}

function findEntitlements({ name, resources }: PostgresConfiguration, serverRole: string): Entitlement[] {
  const found = Object.entries(resources).flatMap(([resource, { roles }]) =>
    Object.entries(roles)
      .filter(([, named]) => named === serverRole)
      .map(([role]) => ({ provider: name, resource, role })),
  );
  return found.length > 0 ? found : [{ provider: name, resource: NO_RESOURCE, role: serverRole }];
}
