import { Client, DatabaseError } from "pg";
import type { Sandbox } from "./sandbox.ts";

export const QUERY = "SELECT id, customer, total_cents FROM orders ORDER BY id LIMIT 2;";

/** `insufficient_privilege`. */
const DENIED = "42501";

/** `admin_shutdown`: the error of a session that an administrator ended. */
const ENDED = "57P01";

export type Selected =
  | { readonly outcome: "ok"; readonly rows: readonly string[] }
  | { readonly outcome: "denied"; readonly message: string }
  /** The session ended before an answer, as all of her sessions do at the end of her access. */
  | { readonly outcome: "cut off"; readonly message: string };

/** The address of PostgreSQL, and the passwords. */
export interface Door {
  readonly sandbox: Pick<Sandbox, "postgres" | "password">;
}

export interface Session {
  select(): Promise<Selected>;
  /** The server's message when it ended the session; undefined while it is open. */
  endedWith(): string | undefined;
  close(): Promise<void>;
}

/** Connects to PostgreSQL as a person, with her own password. */
export async function openSession({ sandbox }: Door, login: string): Promise<Session> {
  const { host, port, database } = sandbox.postgres;
  const client = new Client({ host, port, database, user: login, password: sandbox.password(login) });
  let ended: string | undefined;
  client.on("error", (error) => {
    // The server's message has the reason; the error of the broken connection does not.
    ended ??= error.message;
  });
  await client.connect();
  return {
    select: () => select(client),
    endedWith: () => ended,
    close: async () => {
      if (ended === undefined) await client.end();
    },
  };
}

/** The same query in a session of its own. */
export async function selectOnce(door: Door, login: string): Promise<Selected> {
  try {
    const session = await openSession(door, login);
    try {
      return await session.select();
    } finally {
      await session.close();
    }
  } catch (error) {
    if (isCutOff(error)) return { outcome: "cut off", message: error.message };
    throw error;
  }
}

async function select(client: Client): Promise<Selected> {
  try {
    const { rows } = await client.query({ text: QUERY, rowMode: "array" });
    return { outcome: "ok", rows: rows.map((row: unknown[]) => row.join(" | ")) };
  } catch (error) {
    if (error instanceof DatabaseError && error.code === DENIED)
      return { outcome: "denied", message: `${error.severity}:  ${error.message}` };
    if (isCutOff(error)) return { outcome: "cut off", message: error.message };
    throw error;
  }
}

/** The messages of `pg` for a connection that ended before or during a query. It gives no codes for them. */
const CUT_OFF = /^(?:Connection terminated|Client has encountered a connection error)/u;

const isCutOff = (error: unknown): error is Error =>
  error instanceof Error &&
  (("code" in error && (error.code === ENDED || error.code === "ECONNRESET" || error.code === "EPIPE")) ||
    CUT_OFF.test(error.message));
