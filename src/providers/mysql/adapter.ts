import type { Provider } from "../../core/ports/provider.ts";
import { defineAdapter, type ProviderContext } from "../adapter/adapter.ts";
import { type MysqlEntry, mysqlSchema } from "./configuration.ts";
import { mysqlProvider } from "./provider.ts";

/** See docs/providers/mysql.md. */
export const mysqlAdapter = defineAdapter<MysqlEntry>({
  schema: mysqlSchema,
  abilities: {
    system: "MariaDB 10.11 and later: a role. MySQL 8.0 and later: by its documentation, not run",
    container: ["shared"],
    nativeExpiry: ["timer", "none"],
    sessions: ["ended"],
    tested: "real server",
  },
  open,
});

function open(entry: MysqlEntry, context: ProviderContext): Provider {
  const { port = 3306, passwordFrom, ...rest } = entry;
  refuseSharedRoles(context.where, rest.resources);
  const password = context.readSecret("passwordFrom", passwordFrom, `the password of "${rest.user}"`);
  return mysqlProvider({ ...rest, name: context.name, port, password });
}

/** A role belongs to the whole server: with two names for it, the first end would cut off the other. */
function refuseSharedRoles(where: string, resources: MysqlEntry["resources"]): void {
  const names = new Map<string, string>();
  for (const [resource, { roles }] of Object.entries(resources))
    for (const [role, name] of Object.entries(roles)) {
      const other = names.get(name);
      if (other !== undefined)
        throw new Error(
          `${where}/resources: "${name}" is the role of ${other} and of ${resource}/${role}. Give each its own role of the server.`,
        );
      names.set(name, `${resource}/${role}`);
    }
}
