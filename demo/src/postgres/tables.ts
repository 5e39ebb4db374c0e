import { Client, escapeIdentifier, escapeLiteral } from "pg";

export interface Connection {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

export interface Accounts {
  readonly manager: { readonly user: string; readonly password: string };
  readonly logins: Readonly<Record<string, { readonly password: string }>>;
}

/**
 * Fills a new server: database and table `orders`, the role that may read it, a login for each person, the manager. Returns the
 * server's version.
 */
export async function createTables(superuser: Connection, accounts: Accounts): Promise<string> {
  await runAll({ ...superuser, database: "postgres" }, ["CREATE DATABASE orders"]);
  const version = await readVersion(superuser);
  await runAll({ ...superuser, database: "orders" }, [
    ...tableStatements,
    ...loginStatements(accounts.logins),
    ...managerStatements(accounts.manager, Number.parseInt(version, 10)),
  ]);
  return version;
}

const tableStatements = [
  `CREATE TABLE orders (
     id integer PRIMARY KEY, customer text NOT NULL, total_cents integer NOT NULL, refunded boolean NOT NULL)`,
  `INSERT INTO orders VALUES
     (1001, 'Bakery Rossi', 4250, false), (1002, 'Café Lumen', 1890, true),
     (1003, 'Studio Nord', 12900, false), (1004, 'Garage Vega', 7300, false)`,
  "REVOKE ALL ON orders FROM PUBLIC",
  "CREATE ROLE orders_readonly NOLOGIN",
  "GRANT SELECT ON orders TO orders_readonly",
];

const loginStatements = (logins: Accounts["logins"]): string[] =>
  Object.entries(logins).map(([login, { password }]) => createLogin(login, password));

const createLogin = (login: string, password: string): string =>
  `CREATE ROLE ${escapeIdentifier(login)} LOGIN CONNECTION LIMIT 20 PASSWORD ${escapeLiteral(password)}`;

// The manager grants the role without using it. Before PostgreSQL 16, a role can be granted only by a member.
const managerStatements = ({ user, password }: Accounts["manager"], major: number): string[] => [
  createLogin(user, password),
  `GRANT orders_readonly TO ${escapeIdentifier(user)} WITH ${major >= 16 ? "ADMIN TRUE, INHERIT FALSE, SET FALSE" : "ADMIN OPTION"}`,
  `GRANT pg_signal_backend TO ${escapeIdentifier(user)}`,
  ...(major >= 16 ? [`GRANT pg_use_reserved_connections TO ${escapeIdentifier(user)}`] : []),
];

async function runAll(
  connection: Connection & { database: string },
  statements: readonly string[],
): Promise<void> {
  const client = new Client(connection);
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

async function readVersion(connection: Connection): Promise<string> {
  const client = new Client({ ...connection, database: "postgres" });
  await client.connect();
  try {
    const { rows } = await client.query<{ server_version: string }>("SHOW server_version");
    return rows[0]?.server_version ?? "";
  } finally {
    await client.end();
  }
}
