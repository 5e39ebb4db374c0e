import { ProviderError } from "../adapter/error.ts";
import { errnoOf } from "./connections/failure.ts";
import type { Query } from "./connections/query.ts";
import { quoteName } from "./quoting.ts";

/** The two systems differ in how they store roles. */
export type Flavour = "mariadb" | "mysql";

/** The server as it is now. */
export interface Server {
  readonly flavour: Flavour;
  /** The values of `HoldingIds.instance` that mean this server; new holdings record the first. */
  readonly instances: readonly [string, ...string[]];
  /** Our own account. */
  readonly self: string;
}

export const instanceOf = ({ instances }: Server): string => instances[0];

/**
 * MySQL has an id in its data directory (`server_uuid`, MySQL Reference Manual, "Replication and Binary Logging Options"). MariaDB's `server_uid`
 * is the same for a rebuilt server on the same machine and port, and another after a change of the port (10.11.19): there, a row in our schema
 * marks the data. `address` stands in where the row is missing.
 */
export async function readServer(
  query: Query,
  { schema, address }: { readonly schema: string; readonly address: string },
): Promise<Server> {
  const [row] = await query<{ version: string; self: string }>(
    "SELECT VERSION() AS version, CURRENT_USER() AS self",
  );
  if (row === undefined) throw new Error("The server returned no row for its version.");
  const flavour: Flavour = /mariadb/iu.test(row.version) ? "mariadb" : "mysql";
  const byAddress = `address:${address}`;
  const own = flavour === "mysql" ? await readUuid(query) : await readMark(query, schema);
  return { flavour, self: row.self, instances: own === undefined ? [byAddress] : [own, byAddress] };
}

async function readUuid(query: Query): Promise<string | undefined> {
  const [row] = await query<{ id: string }>("SELECT @@server_uuid AS id");
  return row && `uuid:${row.id}`;
}

/** Denied, or no such table or schema. */
const unreadable = new Set([1044, 1049, 1142, 1146]);

async function readMark(query: Query, schema: string): Promise<string | undefined> {
  try {
    const rows = await query<{ id: string }>(`SELECT id FROM ${quoteName(schema)}.server`);
    return rows.length === 1 && rows[0] !== undefined ? `mark:${rows[0].id}` : undefined;
  } catch (error) {
    if (unreadable.has(errnoOf(error) ?? 0)) return undefined;
    throw error;
  }
}

/** Throws `IDENTITY_CHANGED` when ids were recorded at another server. */
export function requireInstance(provider: string, { instances }: Server, instance: string): void {
  if (!instances.includes(instance)) throw new ProviderError(provider, "IDENTITY_CHANGED");
}
