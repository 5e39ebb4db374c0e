// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   GX15: The name of a role or an account is a piece of SQL.
//   GX18: A role brings more than its name says.
//   X43: The server behind a provider's name is another one now.
//   HH2: The holder takes every connection of the server around the end.
//   HH3: The holder opens a session that sets the role and delays its own start until after the end
//     (`post_auth_delay`).
//   HH4: The holder sets the password of the lent role, and logs in as that role after the end.
//   HH5: The lent role may end sessions, lock catalogues or take reserved connections (`pg_signal_backend`,
//     `pg_maintain`, `pg_use_reserved_connections`): its holder ends each session of Hallpass, or locks what
//     the end writes.

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Finding } from "../../src/core/findings/finding.ts";
import type { MysqlConfiguration } from "../../src/providers/mysql/configuration.ts";
import { until } from "../support/until.ts";
import {
  asAdmin,
  canRead,
  canUse,
  configure,
  connectAs,
  entitlement,
  holdUntil,
  loginAs,
  type Orders,
  openSession,
  quote,
  settings,
  startOrders,
  withProvider,
} from "./orders.ts";
import { playsOn } from "./plays.ts";
import { listServers } from "./server.ts";

const run = promisify(execFile);

const later = new Date("2036-11-20T16:00:00Z");

for (const { name } of listServers()) {
  describe(`rights at ${name}`, () => {
    let server: Orders;
    const undo: string[] = [];
    beforeAll(async () => {
      server = await startOrders();
      await asAdmin(server, "CREATE DATABASE scratch", "CREATE ROLE inner_role");
    });
    afterAll(() => server?.stop());
    afterEach(() => asAdmin(server, ...undo.splice(0), "SELECT 1"));

    const using = <Result>(
      work: Parameters<typeof withProvider<Result>>[1],
      overrides: Partial<MysqlConfiguration> = {},
    ): Promise<Result> => withProvider(configure(server, overrides), work);
    const identify = (principal: string) => using((provider) => provider.identify(principal, entitlement));
    const diagnose = (overrides: Partial<MysqlConfiguration> = {}): Promise<Finding[]> =>
      using(async (provider) => (await provider.diagnose?.()) ?? [], overrides);
    it("are told to approvers, and the session that reads them keeps none", async () => {
      const told = await using(async (provider) => {
        const first = await provider.listAbilities?.(entitlement);
        expect(await provider.listAbilities?.(entitlement)).toEqual(first);
        return first;
      });
      expect(told).toEqual(["SELECT, INSERT, UPDATE, CREATE TEMPORARY TABLES, LOCK TABLES on orders.*"]);
    });

    /** Gives a right until the end of the test. */
    const give = async (right: string, to: string): Promise<void> => {
      const [what = "", withAdmin = ""] = right.split(/(?= WITH ADMIN OPTION)/u);
      await asAdmin(server, `GRANT ${what} TO ${to}${withAdmin}`);
      undo.push(`REVOKE ${what} FROM ${to}`);
    };

    it("needs no more than the page gives, and no less", async () => {
      expect(await diagnose()).toEqual([]);
    });

    it.each([
      ["a global privilege on data", "SELECT ON *.*"],
      ["RELOAD, with which a holder locks the server", "RELOAD ON *.*"],
      ["CREATE USER", "CREATE USER ON *.*"],
      ["FILE", "FILE ON *.*"],
      ["SUPER", "SUPER ON *.*"],
      ["CONNECTION ADMIN, with which a holder kills Hallpass's sessions", "CONNECTION ADMIN ON *.*"],
      ["SET USER, with which a holder makes routines of others", "SET USER ON *.*"],
      ["the accounts", "SELECT ON mysql.global_priv"],
      ["the schema of accounts by a pattern", "INSERT ON `my%`.*"],
      ["Hallpass's events", "EVENT ON hallpass.*"],
      ["CREATE ROUTINE", "CREATE ROUTINE ON orders.*"],
      ["ALTER ROUTINE, with which a routine takes its owner's rights for good", "ALTER ROUTINE ON orders.*"],
      ["EVENT", "EVENT ON scratch.*"],
      ["all privileges of a schema", "ALL PRIVILEGES ON scratch.*"],
      ["a role to pass on", "inner_role WITH ADMIN OPTION"],
    ])("HH5: refuses to lend a role with %s, and doctor says so", async (_what, right) => {
      await identify("alice");
      await give(right, "orders_readonly");
      const refused = { code: "REFUSED", retryable: false };
      await expect(identify("alice")).rejects.toMatchObject(refused);
      expect(await diagnose()).toMatchObject([
        {
          code: "MYSQL_POWERFUL_ROLE",
          severity: "error",
          message: expect.stringContaining("orders_readonly"),
        },
      ]);
    });

    it("GX18: refuses a role that brings a powerful one", async () => {
      await give("RELOAD ON *.*", "inner_role");
      await give("inner_role", "orders_readonly");
      await expect(identify("alice")).rejects.toMatchObject({
        code: "REFUSED",
        cause: { message: expect.stringContaining("RELOAD") },
      });
    });

    it("refuses a role with GRANT OPTION", async () => {
      await asAdmin(server, "GRANT SELECT ON orders.* TO orders_readonly WITH GRANT OPTION");
      undo.push("REVOKE GRANT OPTION ON orders.* FROM orders_readonly");
      await expect(identify("alice")).rejects.toMatchObject({
        code: "REFUSED",
        cause: { message: expect.stringContaining("GRANT OPTION") },
      });
    });

    it.each([
      "PROCESS ON *.*",
      "INSERT ON scratch.*",
      "EXECUTE ON orders.*",
      "UPDATE (total) ON orders.orders",
    ])("lends a role with %s", async (right) => {
      await give(right, "orders_readonly");
      await identify("alice");
      expect(await diagnose()).toEqual([]);
    });

    it("refuses roles, superusers, its own account and accounts that others may become as principals", async () => {
      await give("SUPER ON *.*", "eve@'%'");
      // As carol may do herself.
      await asAdmin(
        server,
        "INSERT INTO mysql.proxies_priv (Host, User, Proxied_host, Proxied_user) VALUES ('%', 'eve', '%', 'carol')",
      );
      undo.push("DELETE FROM mysql.proxies_priv WHERE User = 'eve'");
      for (const principal of ["hallpass", "eve", "carol", "inner_role@"])
        await expect(identify(principal), principal).rejects.toMatchObject({ code: "REFUSED" });
      await expect(identify("")).rejects.toMatchObject({ code: "UNKNOWN_PRINCIPAL" });
      await expect(identify("alice@10.1.%")).rejects.toMatchObject({ code: "UNKNOWN_PRINCIPAL" });
    });

    it("HH2: refuses an account of Hallpass's own name, whose end would kill Hallpass's sessions", async () => {
      await asAdmin(server, "CREATE USER hallpass@'10.9.%' IDENTIFIED BY 'x'");
      undo.push("DROP USER hallpass@'10.9.%'");
      await expect(identify("hallpass@10.9.%")).rejects.toMatchObject({ code: "REFUSED" });
    });

    it("tells accounts of one name by their hosts", async () => {
      await asAdmin(server, "CREATE USER alice@'10.1.%' IDENTIFIED BY 'x'");
      undo.push("DROP USER alice@'10.1.%'");
      const holding = await using((provider) => holdUntil(provider, "alice@10.1.%", later));
      expect(holding.ids.principal).toBe("alice@10.1.%");
      expect(await canUse(server, "alice")).toBe(false);
      const grants = await using((provider) => provider.listGrants([entitlement]));
      expect(grants.map(({ principal }) => principal)).toContain("alice@10.1.%");
      await using((provider) => provider.revoke(holding));
    });

    it("connects with the line that the person is told, and has the role", async () => {
      const holding = await using((provider) => holdUntil(provider, "alice", later));
      const line = await using(async (provider) => provider.connect?.(holding)?.text ?? "");
      expect(line).toContain(" -p ");
      const { stdout } = await run(
        "sh",
        ["-c", `${line.replace(" -p ", " ")} -N -e "USE orders; SELECT SUM(total) FROM orders"`],
        {
          env: { PATH: process.env.PATH, MYSQL_PWD: server.passwords.get("alice") },
        },
      );
      expect(stdout.trim()).toBe("42");
      await using((provider) => provider.revoke(holding));
    });

    it("HH4: a view that the role defines survives, and doctor names who could make one", async () => {
      await give("CREATE VIEW, SELECT, DROP ON scratch.*", "alice@'%'");
      expect(await diagnose()).toMatchObject([
        { code: "MYSQL_KEEPER", severity: "warning", message: expect.stringContaining("alice@%") },
      ]);
      const holding = await using((provider) => holdUntil(provider, "alice", later));
      const before = await openSession(server, "alice");
      await before.query("CREATE DEFINER = CURRENT_ROLE VIEW scratch.kept AS SELECT * FROM orders.orders");
      await using((provider) => provider.revoke(holding));
      before.destroy();
      const after = await loginAs(server, "alice");
      expect(await canRead(after)).toBe(false);
      const [rows] = await after.query("SELECT * FROM scratch.kept");
      expect(rows).toHaveLength(2);
      after.destroy();
      await asAdmin(server, "DROP VIEW scratch.kept");
    });

    it.each([
      ["a role that somebody holds anyway", "developers"],
      ["everybody", "PUBLIC"],
    ])("HH4: doctor names %s, which may make what keeps a lent role", async (_what, role) => {
      if (role !== "PUBLIC") {
        await asAdmin(server, "CREATE ROLE developers", "GRANT developers TO alice@'%'");
        undo.push("DROP ROLE developers");
      }
      await give("CREATE VIEW ON scratch.*", role);
      expect(await diagnose()).toMatchObject([
        { code: "MYSQL_KEEPER", severity: "warning", message: expect.stringContaining(role) },
      ]);
      undo.reverse();
    });

    it("HH4: a MERGE table over a MyISAM table, and a foreign key, survive; doctor says so", async () => {
      await asAdmin(
        server,
        "CREATE TABLE orders.old (id INT PRIMARY KEY, total INT NOT NULL) ENGINE = MyISAM",
        "INSERT INTO orders.old VALUES (1, 40)",
      );
      await give("DELETE, REFERENCES ON orders.*", "orders_readonly");
      await give("CREATE, DROP, SELECT, INSERT, UPDATE, DELETE ON scratch.*", "alice@'%'");
      expect(await diagnose()).toMatchObject([
        { code: "MYSQL_LASTING_RIGHT", message: expect.stringContaining("REFERENCES") },
        { code: "MYSQL_LASTING_RIGHT", message: expect.stringContaining("orders.old") },
      ]);
      const holding = await using((provider) => holdUntil(provider, "alice", later));
      const before = await openSession(server, "alice");
      await before.query(
        "CREATE TABLE scratch.kept (id INT NOT NULL, total INT NOT NULL, KEY (id)) ENGINE = MERGE UNION = (orders.old)",
      );
      await before.query(
        "CREATE TABLE scratch.probe (id INT, FOREIGN KEY (id) REFERENCES orders.orders (id)) ENGINE = InnoDB",
      );
      await using((provider) => provider.revoke(holding));
      before.destroy();
      const after = await loginAs(server, "alice");
      expect(await canRead(after)).toBe(false);
      await after.query("UPDATE scratch.kept SET total = 41");
      expect(await asAdmin(server, "SELECT total FROM orders.old")).toEqual([{ total: 41 }]);
      await after.query("INSERT INTO scratch.probe VALUES (1)");
      await expect(after.query("INSERT INTO scratch.probe VALUES (77)")).rejects.toThrow("foreign key");
      after.destroy();
      await asAdmin(server, "DROP TABLE scratch.kept, scratch.probe, orders.old");
    });

    it.each([
      ["a backslash at the end", "x\\"],
      ["a quote after a backslash", "x\\'@'%'; CREATE DATABASE pwned; -- "],
    ])("GX15: an administrator's own session takes the role from an account with %s", async (_what, user) => {
      await asAdmin(server, `CREATE USER ${quote(user)}@'%'`, `GRANT orders_readonly TO ${quote(user)}@'%'`);
      const statement = await using(async (provider) =>
        provider.describeRemoval?.({ principal: `${user}@%`, entitlement }),
      );
      const { host, port, admin } = server;
      const client = run("mariadb", ["-h", host, "-P", String(port), "-u", admin.user, "--force"], {
        env: { PATH: process.env.PATH, MYSQL_PWD: admin.password },
      });
      client.child.stdin?.end(statement);
      await client;
      const held = await using((provider) => provider.listGrants([entitlement]));
      expect(held.map(({ ids }) => ids.principal)).not.toContain(`${user}@%`);
      expect(await asAdmin(server, "SHOW DATABASES LIKE 'pwned'")).toEqual([]);
      await asAdmin(server, `DROP USER ${quote(user)}@'%'`);
    });

    it("an administrator's own session takes the role from a role", async () => {
      await give("orders_readonly", "inner_role");
      const statement = await using(async (provider) =>
        provider.describeRemoval?.({ principal: "inner_role@", entitlement }),
      );
      await asAdmin(server, statement ?? "");
      const held = await using((provider) => provider.listGrants([entitlement]));
      expect(held.map(({ principal }) => principal)).not.toContain("inner_role@");
      undo.length = 0;
    });

    it.each([
      ["ends, where the server says who logged in", true, settings],
      ["stays, where it does not, and doctor says so", false, ["--event-scheduler=ON"]],
    ])("HH3: a session that hides in a routine of somebody else %s", async (_what, ends, options) => {
      await server.restart(options);
      const codes = (await diagnose()).map(({ code }) => code);
      expect(codes).toEqual(ends ? [] : ["MYSQL_HIDDEN_SESSIONS"]);
      const [play] = playsOn(server).filter(({ does }) => does.startsWith("hides"));
      const holding = await using((provider) => holdUntil(provider, "alice", later));
      await play?.play("alice");
      await using((provider) => provider.revoke(holding));
      const hidden = await asAdmin(
        server,
        "SELECT ID AS id FROM information_schema.PROCESSLIST WHERE INFO LIKE '%SLEEP(3600)' AND ID <> CONNECTION_ID()",
      );
      expect(hidden).toHaveLength(ends ? 0 : 1);
      await asAdmin(server, ...hidden.map(({ id }) => `KILL ${id}`), "SELECT 1");
      await play?.clean?.("alice");
      await server.restart(settings);
    });

    it("HH3: a holder may let somebody become her account; doctor warns where that works, and she gets no more", async () => {
      const holding = await using((provider) => holdUntil(provider, "alice", later));
      const alice = await openSession(server, "alice");
      await alice.query("GRANT PROXY ON CURRENT_USER() TO eve@'%'");
      alice.destroy();
      await using((provider) => provider.revoke(holding));
      await expect(identify("alice")).rejects.toMatchObject({ code: "REFUSED" });
      await asAdmin(server, "DELETE FROM mysql.proxies_priv WHERE User = 'eve'", "FLUSH PRIVILEGES");
      await server.restart([...settings, "--plugin-load-add=auth_pam_v1"]);
      expect(await diagnose()).toMatchObject([
        { code: "MYSQL_PROXY", severity: "warning", message: expect.stringContaining("pam") },
      ]);
      await server.restart(settings);
    });

    it("HH4: an event of the holder's, which has taken the role, ends with her sessions and takes it no more", async () => {
      await give("ALL PRIVILEGES ON scratch.*", "alice@'%'");
      const [play] = playsOn(server).filter(({ does }) => does.startsWith("runs an event"));
      const holding = await using((provider) => holdUntil(provider, "alice", later));
      await play?.play("alice");
      await using((provider) => provider.revoke(holding));
      const count = async () =>
        (await asAdmin(server, "SELECT COUNT(*) AS copies FROM mine.copies"))[0]?.copies;
      const copies = await count();
      const runs = () =>
        asAdmin(
          server,
          "SELECT 1 FROM information_schema.EVENTS WHERE EVENT_NAME = 'copy' AND LAST_EXECUTED > NOW() - INTERVAL 1 SECOND",
        );
      await asAdmin(server, "DO SLEEP(1.5)");
      await until("the event is tried again", runs, (rows) => rows.length > 0);
      expect(await count()).toBe(copies);
      await play?.clean?.("alice");
    });

    it("HH4: doctor warns of a lent role that makes views or triggers, and names what was made", async () => {
      await give("CREATE VIEW, TRIGGER ON orders.*", "orders_readonly");
      const holding = await using((provider) => holdUntil(provider, "alice", later));
      const alice = await openSession(server, "alice");
      await alice.query("CREATE DEFINER = CURRENT_ROLE VIEW orders.kept AS SELECT * FROM orders.orders");
      await using((provider) => provider.revoke(holding));
      alice.destroy();
      expect(await diagnose()).toMatchObject([
        { code: "MYSQL_LASTING_RIGHT", severity: "warning" },
        { code: "MYSQL_LASTING_RIGHT", severity: "warning" },
        { code: "MYSQL_MADE_BY_ROLE", severity: "warning", message: expect.stringContaining("orders.kept") },
      ]);
      await asAdmin(server, "DROP VIEW orders.kept");
    });

    it("HH3: a routine that the holder made keeps the role in the session of an accomplice, and doctor names who could make one", async () => {
      await give("CREATE ROUTINE ON scratch.*", "alice@'%'");
      await give("EXECUTE ON scratch.*", "alice@'%'");
      await give("EXECUTE ON scratch.*", "eve@'%'");
      expect(await diagnose()).toMatchObject([
        { code: "MYSQL_KEEPER", severity: "warning", message: expect.stringContaining("alice@%") },
      ]);
      await asAdmin(server, "CREATE PROCEDURE scratch.wait() DO (SELECT GET_LOCK('gate', 3600))");
      const gate = await connectAs(server, server.admin);
      await gate.query("SELECT GET_LOCK('gate', 5)");
      const holding = await using((provider) => holdUntil(provider, "alice", later));
      const alice = await openSession(server, "alice");
      await alice.query(
        "CREATE PROCEDURE scratch.read_later() BEGIN SET ROLE orders_readonly; CALL scratch.wait(); SELECT * FROM orders.orders; END",
      );
      const eve = await loginAs(server, "eve");
      const read = eve.query("CALL scratch.read_later()").then(
        () => "read",
        () => "ended",
      );
      await until(
        "the accomplice waits",
        () => asAdmin(server, "SELECT 1 FROM information_schema.PROCESSLIST WHERE STATE = 'User lock'"),
        (rows) => rows.length > 0,
      );
      await using((provider) => provider.revoke(holding));
      gate.destroy();
      expect(await read).toBe("read");
      for (const session of [alice, eve]) session.destroy();
      await asAdmin(server, "DROP PROCEDURE scratch.wait", "DROP PROCEDURE scratch.read_later");
    });

    it("HH5: says who could lock or stop the server, or change accounts", async () => {
      await give("SHUTDOWN ON *.*", "eve@'%'");
      expect(await diagnose()).toMatchObject([
        { code: "MYSQL_HINDERER", severity: "warning", message: expect.stringContaining("eve@%") },
      ]);
    });

    it.each([
      ["PROCESS ON *.*", "PROCESS"],
      ["CONNECTION ADMIN ON *.*", "CONNECTION ADMIN"],
      ["SELECT ON mysql.roles_mapping", "roles_mapping"],
      ["SELECT ON mysql.proxies_priv", "proxies_priv"],
      [
        "SELECT (Host, Db, User, Create_view_priv, Create_routine_priv, Event_priv, Trigger_priv) ON mysql.db",
        "`db`",
      ],
    ])("doctor says that the account lacks %s, and the fix gives it back", async (right, named) => {
      await asAdmin(server, `REVOKE ${right} FROM hallpass@'%'`);
      const found = await diagnose();
      expect(found).toMatchObject([
        { code: "MYSQL_NO_RIGHT", severity: "error", message: expect.stringContaining(named) },
      ]);
      await asAdmin(server, /GRANT .*;/u.exec(found[0]?.fix ?? "")?.[0] ?? "");
      expect(await diagnose()).toEqual([]);
    });

    it("doctor says what the account has too much of", async () => {
      await give("SELECT ON orders.*", "hallpass@'%'");
      await give("RELOAD ON *.*", "hallpass@'%'");
      await give("inner_role WITH ADMIN OPTION", "hallpass@'%'");
      const found = await diagnose();
      expect(found.map(({ code }) => code).sort()).toEqual(["MYSQL_BEYOND", "MYSQL_EXCESS", "MYSQL_EXCESS"]);
      for (const { fix } of found) await asAdmin(server, /REVOKE .*?;/u.exec(fix)?.[0] ?? "");
      undo.length = 0;
      expect(await diagnose()).toEqual([]);
    });

    it("doctor names roles that are missing or may not be handed out", async () => {
      await asAdmin(server, "CREATE ROLE other_role");
      undo.push("DROP ROLE other_role");
      const resources = {
        orders: { roles: { readonly: "orders_readonly", other: "other_role", none: "nowhere" } },
      };
      expect(await diagnose({ resources })).toMatchObject([
        { code: "MYSQL_NO_ADMIN_OPTION", severity: "error" },
        { code: "MYSQL_NO_ROLE", severity: "error" },
      ]);
    });

    it("X43: a server with another mark is another, and doctor misses a mark", async () => {
      const holding = await using((provider) => holdUntil(provider, "alice", later));
      expect(holding.ids.instance).toMatch(/^mark:/u);
      await asAdmin(server, "UPDATE hallpass.server SET id = UUID()");
      const gone = using((provider) => provider.revoke(holding));
      await expect(gone).rejects.toMatchObject({ code: "IDENTITY_CHANGED" });
      await asAdmin(
        server,
        `UPDATE hallpass.server SET id = '${holding.ids.instance.slice("mark:".length)}'`,
      );
      await using((provider) => provider.revoke(holding));
      await asAdmin(server, "RENAME TABLE hallpass.server TO hallpass.elsewhere");
      expect((await identify("alice")).instance).toMatch(/^address:127\.0\.0\.1:/u);
      expect(await diagnose()).toMatchObject([{ code: "MYSQL_NO_MARK", severity: "warning" }]);
      await asAdmin(server, "RENAME TABLE hallpass.elsewhere TO hallpass.server");
    });

    it("doctor names an event that did not finish, or will not run", async () => {
      await using((provider) => holdUntil(provider, "alice", later));
      const [event] = await asAdmin(server, "SELECT EVENT_NAME AS name FROM information_schema.EVENTS");
      await asAdmin(server, `ALTER EVENT hallpass.\`${event?.name}\` DISABLE ON SLAVE`);
      const found = await diagnose();
      expect(found).toMatchObject([
        { code: "MYSQL_EVENT_STUCK", message: expect.stringContaining("SLAVESIDE_DISABLED") },
      ]);
      await asAdmin(server, /ALTER .*;/u.exec(found[0]?.fix ?? "")?.[0] ?? "");
      expect(await diagnose()).toEqual([]);
    });
  });
}
