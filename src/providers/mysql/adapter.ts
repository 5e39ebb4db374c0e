import type { Provider } from "../../core/ports/provider.ts";
import { defineAdapter, type ProviderContext } from "../adapter/adapter.ts";
import { listRoles } from "../adapter/entry/offer.ts";
import { refuseRepeated } from "../adapter/entry/refuse-repeated.ts";
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

/** A role belongs to the whole server. */
const refuseSharedRoles = (where: string, resources: MysqlEntry["resources"]): void =>
  refuseRepeated(
    listRoles(resources),
    (name, first, second) =>
      `${where}/resources: "${name}" is the role of ${first} and of ${second}. Give each its own role of the server.`,
  );
