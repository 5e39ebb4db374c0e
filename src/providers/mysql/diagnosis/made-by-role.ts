import type { Query } from "../connections/query.ts";
import { quoteRole, type Role } from "../roles/members.ts";
import type { Flavour } from "../server.ts";

export interface Made {
  readonly kind: string;
  readonly name: string;
}

/**
 * Routines, views, triggers and events that run with the rights of a role (MariaDB: "Stored Routine Privileges", definer). Shows those in
 * schemas that the role can see. On MySQL a role is no definer unless an administrator makes it one.
 */
export async function listMadeByRole(query: Query, flavour: Flavour, role: Role): Promise<Made[]> {
  if (flavour === "mysql") return [];
  await query(`SET ROLE ${quoteRole(role)}`);
  const definers = [role.name, `${role.name}@`];
  const made = await query<{ kind: string; name: string }>(
    `SELECT LOWER(ROUTINE_TYPE) AS kind, CONCAT(ROUTINE_SCHEMA, '.', ROUTINE_NAME) AS name FROM information_schema.ROUTINES WHERE DEFINER IN (?, ?)
      UNION SELECT 'view', CONCAT(TABLE_SCHEMA, '.', TABLE_NAME) FROM information_schema.VIEWS WHERE DEFINER IN (?, ?)
      UNION SELECT 'trigger', CONCAT(TRIGGER_SCHEMA, '.', TRIGGER_NAME) FROM information_schema.TRIGGERS WHERE DEFINER IN (?, ?)
      UNION SELECT 'event', CONCAT(EVENT_SCHEMA, '.', EVENT_NAME) FROM information_schema.EVENTS WHERE DEFINER IN (?, ?)
      ORDER BY 2`,
    [...definers, ...definers, ...definers, ...definers],
  );
  await query("SET ROLE NONE");
  return made;
}
