import { Client } from "pg";
import type { SandboxPostgres } from "../../demo/src/postgres/postgres.ts";

/** What somebody does with access that is about to end, so that it does not. */
const STATEMENTS = {
  /** A transaction that never ends keeps her own row locked, on which a revocation waits. */
  "lock herself": ["BEGIN", "ALTER ROLE CURRENT_USER SET work_mem = '8MB'", "SAVEPOINT locked"],
  /** One that never ends keeps what a revocation writes to. */
  "lock the catalogue": ["BEGIN", "LOCK TABLE pg_auth_members IN ACCESS SHARE MODE", "SAVEPOINT locked"],
  /** A session that has become the role needs no membership any more. */
  "become the role": ["SET ROLE orders_readonly"],
  /** So many that each is ended on its own. */
  "open many sessions": [],
} as const;

export type Trick = keyof typeof STATEMENTS;

export const TRICKS = [
  "lock herself",
  "lock the catalogue",
  "become the role",
  "open many sessions",
] as const satisfies Trick[];

const MANY = 8;

/** Sessions of one person, beside the one that is always open. */
export interface Tricks {
  /** What cannot be done without the role is not done. */
  play(trick: Trick): Promise<void>;
  /** Whether one of them reads. */
  read(): Promise<boolean>;
  close(): Promise<void>;
}

export function openTricks({ host, port, database, logins }: SandboxPostgres, login: string): Tricks {
  const clients = new Set<Client>();
  const connect = async (): Promise<Client> => {
    const password = logins[login]?.password ?? "";
    const client = new Client({ host, port, database, user: login, password });
    const forget = (): void => void clients.delete(client);
    client.on("error", forget).on("end", forget);
    await client.connect();
    clients.add(client);
    return client;
  };
  const drop = async (client: Client): Promise<void> => {
    clients.delete(client);
    await client.end().catch(() => undefined);
  };
  return {
    async play(trick) {
      for (let left = trick === "open many sessions" ? MANY : 1; left > 0; left--) {
        const client = await connect();
        try {
          for (const statement of STATEMENTS[trick]) await client.query(statement);
        } catch {
          await drop(client);
        }
      }
    },
    async read() {
      const answers = await Promise.all([...clients].map(reads));
      return answers.includes(true);
    },
    async close() {
      await Promise.all([...clients].map(drop));
    },
  };
}

/** A refusal ends a transaction, and with it her locks: but for the savepoint. */
async function reads(client: Client): Promise<boolean> {
  try {
    await client.query("SELECT FROM orders LIMIT 1");
    return true;
  } catch {
    await client.query("ROLLBACK TO locked").catch(() => undefined);
    return false;
  }
}
