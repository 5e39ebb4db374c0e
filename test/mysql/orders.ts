import { randomBytes } from "node:crypto";
import type { Connection, RowDataPacket } from "mysql2/promise";
import { createConnection } from "mysql2/promise";
import type { Holding } from "../../src/core/access/holding.ts";
import type { Provider } from "../../src/core/ports/provider.ts";
import type { MysqlConfiguration } from "../../src/providers/mysql/configuration.ts";
import { mysqlProvider } from "../../src/providers/mysql/provider.ts";
import { type Credentials, type MariaServer, startMaria } from "./server.ts";

/** Reading the orders of the local MariaDB. */
export const entitlement = { provider: "orders-db", resource: "orders", role: "readonly" };
export const ROLE = "orders_readonly";
export const hostile = `x'; drop role orders_readonly; -- \\`;
export const people = ["alice", "carol", "eve", hostile] as const;

export interface Orders extends MariaServer {
  readonly hallpass: Credentials;
  /** The password of each person, who may change it. */
  readonly passwords: Map<string, string>;
}

const makePassword = (): string => randomBytes(18).toString("base64url");

/** As the person logs in. */
export const loginAs = (server: Orders, person: string): Promise<Connection> =>
  connectAs(server, { user: person, password: server.passwords.get(person) ?? "" });

export const quote = (text: string): string => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;

/** The setup of docs/providers/mysql.md, word for word but for names and passwords. */
export const setup = (password: string): string[] => [
  "CREATE DATABASE hallpass",
  "CREATE TABLE hallpass.server (id CHAR(36) NOT NULL PRIMARY KEY) SELECT UUID() AS id",
  `CREATE USER 'hallpass'@'%' IDENTIFIED BY ${quote(password)}`,
  "GRANT SELECT ON hallpass.server TO 'hallpass'@'%'",
  "GRANT EVENT ON hallpass.* TO 'hallpass'@'%'",
  "GRANT PROCESS, CONNECTION ADMIN ON *.* TO 'hallpass'@'%'",
  "GRANT SELECT ON mysql.roles_mapping TO 'hallpass'@'%'",
  "GRANT SELECT ON mysql.proxies_priv TO 'hallpass'@'%'",
  "GRANT SELECT (Host, User, is_role, Super_priv, Reload_priv, Shutdown_priv, Create_user_priv, Create_view_priv, Create_routine_priv, Event_priv, Trigger_priv) ON mysql.user TO 'hallpass'@'%'",
  "GRANT SELECT (Host, Db, User, Create_view_priv, Create_routine_priv, Event_priv, Trigger_priv) ON mysql.db TO 'hallpass'@'%'",
  "GRANT SELECT ON performance_schema.threads TO 'hallpass'@'%'",
  "GRANT orders_readonly TO 'hallpass'@'%' WITH ADMIN OPTION",
];

/** What the page asks of the server's option file. */
export const settings = ["--event-scheduler=ON", "--performance-schema=ON"];

/** A server with a table, a role that may read it, the account of Hallpass, and people with nothing. */
export async function startOrders(
  options: readonly string[] = [...settings, "--max-connections=40"],
): Promise<Orders> {
  const server = await startMaria(options);
  const hallpass = makePassword();
  const passwords = new Map(people.map((person) => [person, makePassword()]));
  const orders: Orders = { ...server, hallpass: { user: "hallpass", password: hallpass }, passwords };
  await asAdmin(
    orders,
    "CREATE DATABASE orders",
    "CREATE TABLE orders.orders (id INT PRIMARY KEY, total INT NOT NULL)",
    "INSERT INTO orders.orders VALUES (1, 40), (2, 2)",
    "CREATE ROLE orders_readonly",
    "GRANT SELECT, INSERT, UPDATE, LOCK TABLES, CREATE TEMPORARY TABLES ON orders.* TO orders_readonly",
    ...setup(hallpass),
    ...people.map(
      (person) => `CREATE USER ${quote(person)}@'%' IDENTIFIED BY ${quote(passwords.get(person) ?? "")}`,
    ),
  );
  return orders;
}

export const connectAs = async (
  { host, port }: Pick<MariaServer, "host" | "port">,
  account: Credentials,
): Promise<Connection> => {
  const connection = await createConnection({ host, port, ...account });
  connection.on("error", () => {});
  return connection;
};

/** The rows of the last statement. */
export async function asAdmin(server: MariaServer, ...statements: string[]): Promise<RowDataPacket[]> {
  const connection = await connectAs(server, server.admin);
  try {
    let last: RowDataPacket[] = [];
    for (const statement of statements) {
      const [rows] = await connection.query<RowDataPacket[]>(statement);
      last = rows;
    }
    return last;
  } finally {
    await connection.end();
  }
}

/** Logs in as the person, takes the role and reads. */
export async function canUse(server: Orders, person: string): Promise<boolean> {
  const connection = await loginAs(server, person);
  try {
    await connection.query("SET ROLE orders_readonly");
    return await canRead(connection);
  } catch {
    return false;
  } finally {
    connection.destroy();
  }
}

export async function canRead(connection: Connection): Promise<boolean> {
  try {
    await connection.query("SELECT * FROM orders.orders");
    return true;
  } catch {
    return false;
  }
}

/** A session with the role set. */
export async function openSession(server: Orders, person: string): Promise<Connection> {
  const connection = await loginAs(server, person);
  await connection.query("SET ROLE orders_readonly");
  return connection;
}

export const configure = (
  { host, port, hallpass }: Orders,
  overrides: Partial<MysqlConfiguration> = {},
): MysqlConfiguration => ({
  ...{ name: "orders-db", host, port, ...hallpass },
  resources: { orders: { roles: { readonly: ROLE } } },
  ...overrides,
});

/** Runs `work` with a provider of its own. */
export async function withProvider<Result>(
  configuration: MysqlConfiguration,
  work: (provider: Provider) => Promise<Result>,
): Promise<Result> {
  const provider = mysqlProvider(configuration);
  try {
    return await work(provider);
  } finally {
    await provider.close();
  }
}

/** Gives the role to a principal. */
export async function holdUntil(provider: Provider, principal: string, until: Date): Promise<Holding> {
  const ids = await provider.identify(principal, entitlement);
  const holding = { principal, entitlement, ids, until };
  await provider.hold(holding);
  return holding;
}
