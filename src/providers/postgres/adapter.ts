import type { Provider } from "../../core/ports/provider.ts";
import { defineAdapter, type ProviderContext } from "../adapter/adapter.ts";
import { listRoles } from "../adapter/entry/offer.ts";
import { refuseRepeated } from "../adapter/entry/refuse-repeated.ts";
import { type PostgresEntry, postgresSchema } from "./configuration.ts";
import { postgresProvider } from "./provider.ts";

/** See docs/providers/postgres.md. */
export const postgresAdapter = defineAdapter<PostgresEntry>({
  schema: postgresSchema,
  abilities: {
    system: "PostgreSQL 15 and later: a role, or a login for each grant",
    container: ["separate", "shared"],
    nativeExpiry: ["enforced", "timer", "none"],
    sessions: ["ended"],
    tested: "real server",
  },
  open,
});

function open(entry: PostgresEntry, context: ProviderContext): Provider {
  const { port = 5432, passwordFrom, ...rest } = entry;
  if (rest.logins !== "per-grant") refuseSharedRoles(context.where, rest.resources);
  const password = context.readSecret("passwordFrom", passwordFrom, `the password of "${rest.user}"`);
  return postgresProvider({
    ...rest,
    name: context.name,
    port,
    password,
    findVerifier: context.findVerifier,
  });
}

/** A role belongs to the whole server. Logins per grant differ. */
const refuseSharedRoles = (where: string, resources: PostgresEntry["resources"]): void =>
  refuseRepeated(
    listRoles(resources),
    (name, first, second) =>
      `${where}/resources: "${name}" is the role of ${first} and of ${second}. Give each its own role of the server, or set logins: per-grant.`,
  );
