import { Client, DatabaseError, Pool } from "pg";
import type { SandboxPostgres } from "../../demo/src/postgres/postgres.ts";

/** Where a person or a test connects; the ports of a description printed by another process will do. */
export interface DatabaseAddress {
  readonly host: string;
  readonly port: number;
  readonly database: string;
}

/** A session of a login that stays open. */
export interface OpenSession {
  /** Reads the table: "ok", "denied" (by the server, by its rules), or "gone" once the session was ended. */
  select(): Promise<"ok" | "denied" | "gone">;
  close(): Promise<void>;
}

export async function openSession(
  { host, port, database }: DatabaseAddress,
  user: string,
  password: string,
): Promise<OpenSession> {
  const client = new Client({ host, port, database, user, password });
  let ended = false;
  // Being ended by the server is what some tests wait for.
  client.on("error", () => {
    ended = true;
  });
  client.on("end", () => {
    ended = true;
  });
  await client.connect();
  return {
    select: () => (ended ? Promise.resolve("gone") : select(client)),
    close: () => client.end().catch(() => {}),
  };
}

/** Connects, reads the table and leaves. */
export async function selectOnce(
  address: DatabaseAddress,
  user: string,
  password: string,
): Promise<"ok" | "denied" | "gone"> {
  const session = await openSession(address, user, password);
  try {
    return await session.select();
  } finally {
    await session.close();
  }
}

async function select(client: Client): Promise<"ok" | "denied" | "gone"> {
  try {
    await client.query("SELECT * FROM orders");
    return "ok";
  } catch (error) {
    // https://www.postgresql.org/docs/18/errcodes-appendix.html
    if (error instanceof DatabaseError && error.code === "42501") return "denied";
    if (error instanceof DatabaseError && error.code?.startsWith("57P") !== true) throw error;
    return "gone";
  }
}

/** Counts grants of `orders_readonly`, whoever made them, on one connection that stays open: who asks meanwhile waits. */
export interface GrantCounter {
  count(login: string): Promise<number>;
  close(): Promise<void>;
}

export function openGrantCounter(postgres: SandboxPostgres): GrantCounter {
  const { host, port, database, superuser } = postgres;
  const pool = new Pool({ host, port, database, ...superuser, max: 1, idleTimeoutMillis: 0 });
  // The server may stop before it is told that the pool ended.
  pool.on("error", () => {});
  return {
    count: async (login) => {
      const { rows } = await pool.query<{ grants: number }>(
        `SELECT count(*)::int AS grants FROM pg_auth_members
          WHERE roleid = 'orders_readonly'::regrole AND member = $1::regrole`,
        [login],
      );
      return rows[0]?.grants ?? -1;
    },
    close: () => pool.end(),
  };
}
