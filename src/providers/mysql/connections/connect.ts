import type { Connection, RowDataPacket } from "mysql2/promise";
import { isOwnHost } from "../../adapter/connection/own-host.ts";
import { giveUpAfter } from "../../adapter/give-up-after.ts";
import type { MysqlConfiguration } from "../configuration.ts";
import { quoteText, SQL_MODE } from "../quoting.ts";
import { toConnectError } from "./failure.ts";
import type { Query } from "./query.ts";

/** How long a statement of ours waits for a lock; the smallest that both servers take. An end must not wait for its holder. */
const LOCK_WAIT_SECONDS = 1;

/**
 * Opens a connection with settings of its own: an administrator's defaults must not change what our SQL means. A server that lets us in and
 * then says nothing is given up, too.
 */
export async function connect(configuration: MysqlConfiguration, milliseconds: number): Promise<Connection> {
  const end = performance.now() + milliseconds;
  const connection = await logIn(configuration, milliseconds);
  const set = connection.query(settings(Math.ceil(milliseconds / 1000)));
  try {
    await giveUpAfter(Math.max(1, end - performance.now()), configuration.name, set);
    return connection;
  } catch (error) {
    connection.destroy();
    throw toConnectError(configuration.name, error);
  }
}

async function logIn(configuration: MysqlConfiguration, milliseconds: number): Promise<Connection> {
  const { name, host, port, user, password, tls = isOwnHost(host) ? "off" : "verify" } = configuration;
  // The default export is the whole module in Node and in a bundle; only Node adds the names.
  const { default: mysql } = await import("mysql2/promise");
  try {
    const connection = await mysql.createConnection({
      ...{ host, port, user, password, connectTimeout: milliseconds },
      ...{ charset: "utf8mb4_bin", dateStrings: true, supportBigNumbers: true, bigNumberStrings: true },
      ...(tls === "verify" && { ssl: { rejectUnauthorized: true, verifyIdentity: true } }),
    });
    // If it breaks during work, the query in progress fails.
    connection.on("error", () => {});
    return connection;
  } catch (error) {
    throw toConnectError(name, error);
  }
}

/**
 * `lock_wait_timeout` does not bound a GRANT or REVOKE that waits for a global lock ("Server System Variables" of both manuals). On MariaDB, which reads the
 * comment, `max_statement_time` does, so that none takes effect long after its caller gave up.
 */
const settings = (seconds: number): string =>
  `SET SESSION /*M! max_statement_time = ${seconds}, */ sql_mode = ${quoteText(SQL_MODE)}, time_zone = '+00:00', autocommit = 1,
     lock_wait_timeout = ${LOCK_WAIT_SECONDS}, sql_quote_show_create = 1`;

/** Values go in a prepared statement. Statements without values go as text: neither server can prepare all of them. */
export const queryOf =
  (connection: Connection): Query =>
  async <Row extends object>(sql: string, values: readonly (string | number)[] = []) => {
    type Rows = (Row & RowDataPacket)[];
    const [rows] =
      values.length > 0
        ? await connection.execute<Rows>(sql, [...values])
        : await connection.query<Rows>(sql);
    // Statements that return no rows answer with one record of counts.
    return Array.isArray(rows) ? rows : [];
  };
