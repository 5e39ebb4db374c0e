import type { Query } from "../connections/query.ts";
import { quoteRole, type Role } from "../roles/members.ts";
import type { Flavour } from "../server.ts";

/** The most names in one message. */
const NAMED = 5;

/**
 * Tables of a role that a MERGE table can stand for: the server looks at the rights of who makes it, and never again (MySQL Reference Manual, "The
 * MERGE Storage Engine": it needs SELECT, UPDATE and DELETE). On MySQL our account sees no tables by a role that is not active.
 */
export async function listMergeable(query: Query, flavour: Flavour, role: Role): Promise<string[]> {
  if (flavour === "mysql") return [];
  await query(`SET ROLE ${quoteRole(role)}`);
  const rows = await query<{ name: string }>(
    `SELECT CONCAT(TABLE_SCHEMA, '.', TABLE_NAME) AS name FROM information_schema.TABLES
      WHERE ENGINE = 'MyISAM' AND TABLE_SCHEMA NOT IN ('information_schema', 'mysql', 'performance_schema', 'sys')
        AND EXISTS (SELECT 1 FROM information_schema.ENGINES WHERE ENGINE = 'MRG_MyISAM' AND SUPPORT IN ('YES', 'DEFAULT'))
      ORDER BY 1 LIMIT ${NAMED}`,
  );
  await query("SET ROLE NONE");
  return rows.map(({ name }) => name);
}
