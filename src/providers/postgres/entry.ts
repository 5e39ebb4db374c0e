import type { Provider } from "../../core/ports/provider.ts";
import { compileEntry, describeErrors } from "../adapter/entry.ts";
import { type FindVerifier, type PostgresEntry, postgresSchema } from "./configuration.ts";
import { postgresProvider } from "./provider.ts";

const validate = compileEntry<PostgresEntry>(postgresSchema);

/** `{ name, adapter: "postgres", host, port?, user, passwordFrom, deadlineSeconds?, tls?, logins?, nativeExpiry?, cronDatabase?, resources }`, see docs/providers/postgres.md. */
export function postgresEntry(
  where: string,
  entry: unknown,
  secrets: Readonly<Record<string, string | undefined>>,
  findVerifier?: FindVerifier,
): Provider {
  if (!validate(entry)) throw new Error(describeErrors(where, validate.errors).join("\n"));
  const { name, host, port = 5432, user, passwordFrom, resources } = entry;
  const { deadlineSeconds, tls, logins, nativeExpiry, cronDatabase } = entry;
  if (logins !== "per-grant") refuseSharedRoles(where, resources);
  const password = secrets[passwordFrom];
  if (!password) {
    throw new Error(
      `${where}/passwordFrom: the variable ${passwordFrom} is not set. Set it to the password of "${user}".`,
    );
  }
  return postgresProvider({
    ...{ name, host, port, user, password, resources },
    ...(deadlineSeconds !== undefined && { deadlineSeconds }),
    ...(tls !== undefined && { tls }),
    ...(logins !== undefined && { logins }),
    ...(findVerifier !== undefined && { findVerifier }),
    ...(nativeExpiry !== undefined && { nativeExpiry }),
    ...(cronDatabase !== undefined && { cronDatabase }),
  });
}

/** A role belongs to the whole server: held under two names, the first end would cut the other. A login for each grant is another's each time. */
function refuseSharedRoles(where: string, resources: PostgresEntry["resources"]): void {
  const names = new Map<string, string>();
  for (const [resource, { roles }] of Object.entries(resources))
    for (const [role, name] of Object.entries(roles)) {
      const other = names.get(name);
      if (other !== undefined)
        throw new Error(
          `${where}/resources: "${name}" is the role of ${other} and of ${resource}/${role}. Give each its own role of the server, or set logins: per-grant.`,
        );
      names.set(name, `${resource}/${role}`);
    }
}
