import { randomBytes } from "node:crypto";
import type { Connection } from "mysql2/promise";
import type { HostilePlay } from "../../src/conformance/index.ts";
import { until } from "../support/until.ts";
import { asAdmin, loginAs, type Orders, openSession, quote } from "./orders.ts";

/** What a holder of `orders_readonly` does to keep it. Each leaves her sessions open. */
export function playsOn(server: Orders): HostilePlay[] {
  const mine: Connection[] = [];
  let isFlooding = false;
  const open = async (person: string): Promise<Connection> => {
    const connection = await openSession(server, person);
    mine.push(connection);
    return connection;
  };
  const dropMine = (): void => {
    for (const connection of mine.splice(0)) connection.destroy();
  };

  async function flood(person: string): Promise<void> {
    while (isFlooding) {
      const connection = await loginAs(server, person).catch(() => undefined);
      await connection?.query("SET ROLE orders_readonly").catch(() => {});
      connection?.destroy();
    }
  }

  return [
    {
      id: "HH1",
      does: "locks tables, rows and names, and leaves transactions open",
      async play(person) {
        await (await open(person)).query("LOCK TABLES orders.orders WRITE");
        const named = await open(person);
        await named.query("SELECT GET_LOCK('hallpass', 5)");
        await named.query("SET autocommit = 0, SESSION wait_timeout = 31536000");
        await named.query("START TRANSACTION");
      },
      clean: async () => dropMine(),
    },
    {
      id: "HH1",
      does: "prepares a distributed transaction, which outlives her session",
      async play(person) {
        const session = await open(person);
        await session.query("XA START 'keep'");
        await session.query("UPDATE orders.orders SET total = total + 1 WHERE id = 1");
        await session.query("XA END 'keep'");
        await session.query("XA PREPARE 'keep'");
      },
      survives: "the prepared transaction keeps its row locked",
      async clean() {
        dropMine();
        await asAdmin(server, "XA ROLLBACK 'keep'");
      },
    },
    {
      id: "HH1",
      does: "locks the whole server with rights that she has anyway",
      async play(person) {
        await asAdmin(server, `GRANT RELOAD ON *.* TO ${quote(person)}@'%'`);
        await (await open(person)).query("FLUSH TABLES WITH READ LOCK");
      },
      async clean(person) {
        dropMine();
        await asAdmin(server, `REVOKE RELOAD ON *.* FROM ${quote(person)}@'%'`);
      },
    },
    {
      id: "HH2",
      does: "takes every connection",
      async play(person) {
        for (let refused = false; !refused; )
          await open(person).catch(() => {
            refused = true;
          });
      },
      clean: async () => dropMine(),
    },
    {
      id: "HH3",
      does: "gives the role to somebody else, and makes it the default of her account",
      async play(person) {
        const session = await open(person);
        await session.query("SET DEFAULT ROLE orders_readonly");
        const passed = await session.query("GRANT orders_readonly TO eve").catch(() => "refused");
        if (passed !== "refused") throw new Error("She could pass the role on.");
      },
      clean: async () => dropMine(),
    },
    {
      id: "HH3",
      does: "hides her session, which has the role, in a routine of somebody else",
      async play(person) {
        await asAdmin(
          server,
          "CREATE DATABASE theirs",
          "CREATE PROCEDURE theirs.wait() SQL SECURITY DEFINER DO SLEEP(3600)",
          `GRANT EXECUTE ON theirs.* TO ${quote(person)}@'%'`,
        );
        const session = await open(person);
        session.query("CALL theirs.wait()").catch(() => {});
        await until(
          "the session is shown as somebody else's",
          () =>
            asAdmin(
              server,
              "SELECT 1 FROM information_schema.PROCESSLIST WHERE USER = 'admin' AND INFO LIKE '%SLEEP(3600)' AND ID <> CONNECTION_ID()",
            ),
          (rows) => rows.length > 0,
        );
      },
      async clean(person) {
        dropMine();
        await asAdmin(server, "DROP DATABASE theirs", `REVOKE EXECUTE ON theirs.* FROM ${quote(person)}@'%'`);
      },
    },
    {
      id: "HH4",
      does: "runs an event that takes the role and does not end, in a schema of her own",
      async play(person) {
        await asAdmin(
          server,
          "CREATE DATABASE mine",
          `GRANT ALL PRIVILEGES ON mine.* TO ${quote(person)}@'%'`,
          "CREATE TABLE mine.copies (total INT)",
        );
        await (await open(person)).query(
          `CREATE EVENT mine.copy ON SCHEDULE EVERY 1 SECOND DO BEGIN
             SET ROLE orders_readonly;
             LOOP INSERT INTO mine.copies SELECT SUM(total) FROM orders.orders; DO SLEEP(0.1); END LOOP;
           END`,
        );
        await until(
          "her event copies",
          () => asAdmin(server, "SELECT * FROM mine.copies"),
          (rows) => rows.length > 0,
        );
      },
      async clean(person) {
        dropMine();
        await asAdmin(
          server,
          "DROP DATABASE mine",
          `REVOKE ALL PRIVILEGES ON mine.* FROM ${quote(person)}@'%'`,
        );
      },
    },
    {
      id: "HH5",
      does: "changes the password of her account",
      async play(person) {
        const password = randomBytes(18).toString("base64url");
        await (await open(person)).query(`SET PASSWORD = PASSWORD('${password}')`);
        server.passwords.set(person, password);
      },
      clean: async () => dropMine(),
    },
    {
      id: "HH6",
      does: "logs in again and again, and takes the role each time",
      async play(person) {
        isFlooding = true;
        for (let each = 0; each < 4; each++) void flood(person);
        await open(person);
      },
      async clean() {
        isFlooding = false;
        dropMine();
      },
    },
  ];
}
