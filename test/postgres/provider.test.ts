// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   ID11: The account at the provider is dropped, and made anew under its name.
//   RV11: An admin gives the same access for good meanwhile.
//   RV12: An open session outlives the grant.
//   GX18: A role brings more than its name says.
//   HH4: The holder sets the password of the lent role, and logs in as that role after the end.
//   HH5: The lent role may end sessions, lock catalogues or take reserved connections (`pg_signal_backend`,
//     `pg_maintain`, `pg_use_reserved_connections`): its holder ends each session of Hallpass, or locks what
//     the end writes.
//   HH6: The lent role owns the database that Hallpass connects to: its holder locks all others out, or sets
//     an option that makes every connection fail.

import { tmpdir } from "node:os";
import { Client, type ClientConfig, escapeIdentifier } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type SandboxPostgres, startPostgres } from "../../demo/src/postgres/postgres.ts";
import type { Holding } from "../../src/core/access/holding.ts";
import type { PostgresConfiguration } from "../../src/providers/postgres/configuration.ts";
import { hold } from "../../src/providers/postgres/hold.ts";
import { createLockReserve } from "../../src/providers/postgres/sessions/lock-reserve.ts";
import type { Query } from "../../src/providers/postgres/sessions/query.ts";
import { openSessions } from "../../src/providers/postgres/sessions/sessions.ts";
import { testProvider } from "../providers/conformance.ts";
import { configure, entitlement, fixtureOf, holdUntil, withProvider } from "./orders.ts";
import { listServers } from "./servers.ts";

const hostile = `x"; drop role alice; --`;
const logins = ["alice", "carol", "eve", hostile];

const connect = async (server: SandboxPostgres, account: ClientConfig): Promise<Client> => {
  const client = new Client({ host: server.host, port: server.port, database: server.database, ...account });
  client.on("error", () => {});
  await client.connect();
  return client;
};

async function asSuperuser(server: SandboxPostgres, ...statements: string[]): Promise<void> {
  const client = await connect(server, server.superuser);
  for (const statement of statements) await client.query(statement);
  await client.end();
}

for (const { name, ...binaries } of listServers()) {
  testProvider(name, async () => {
    const server = await startPostgres({ dir: tmpdir(), logins, ...binaries });
    await asSuperuser(server, "GRANT orders_readonly TO carol");
    return fixtureOf(server, configure(server, { deadlineSeconds: 4 }), { hostile });
  });

  describe(`${name}, as its users meet it`, () => {
    let server: SandboxPostgres;
    beforeAll(async () => {
      server = await startPostgres({ dir: tmpdir(), logins, ...binaries });
    });
    afterAll(() => server?.stop());

    const using = <Result>(
      work: Parameters<typeof withProvider<Result>>[1],
      overrides: Partial<PostgresConfiguration> = {},
    ): Promise<Result> => withProvider(configure(server, overrides), work);
    const holdFor = (principal: string): Promise<Holding> =>
      using((provider) => holdUntil(provider, principal, new Date("2026-11-20T16:00:00Z")));
    const loginAs = (login: string) =>
      connect(server, { user: login, password: server.logins[login]?.password ?? "" });
    const selectAs = async (login: string): Promise<"ok" | string | undefined> => {
      const client = await loginAs(login);
      try {
        await client.query("SELECT * FROM orders");
        return "ok";
      } catch (error) {
        return error instanceof Error && "code" in error ? String(error.code) : undefined;
      } finally {
        await client.end();
      }
    };
    const denied = "42501";

    it("says what a role may do: by itself, by the roles it has, and whatever a table is called", async () => {
      const asAdmin = async (...statements: string[]) => {
        const client = await connect(server, { ...server.superuser, database: "orders" });
        for (const statement of statements) await client.query(statement);
        await client.end();
      };
      await asAdmin(
        "CREATE ROLE able NOLOGIN",
        "CREATE ROLE abler NOLOGIN",
        "GRANT abler TO able",
        'CREATE TABLE "@all `x`" (id int)',
        'GRANT SELECT, INSERT ON "@all `x`" TO abler',
        "GRANT SELECT ON orders TO able",
        "CREATE SCHEMA shut",
        "CREATE TABLE shut.t (id int)",
        "GRANT SELECT ON shut.t TO able",
      );
      const resources = {
        orders: { database: "orders", roles: { readonly: "able" } },
        other: { database: "postgres", roles: { x: "able" } },
      };
      const ask = (resource: string, role: string) =>
        using(
          (provider) =>
            provider.listAbilities?.({ ...entitlement, resource, role }) ?? Promise.resolve(["absent"]),
          { resources },
        );
      expect(await ask("orders", "readonly")).toEqual([
        "SELECT on 1 table: public.orders",
        'SELECT, INSERT on 1 table: public."@all `x`"',
      ]);
      // Another database's catalogue is not read.
      expect(await ask("other", "x")).toBeUndefined();
      await asAdmin(
        'DROP TABLE shut.t, "@all `x`"',
        "DROP SCHEMA shut",
        "DROP OWNED BY able, abler",
        "DROP ROLE able, abler",
      );
    });
    const power = "power over the whole server";
    const keepers = [
      ["pg_signal_backend", 0],
      ["pg_use_reserved_connections", 16],
      ["pg_maintain", 17],
    ] as const;
    const known = keepers.filter(([, since]) => since === 0 || !name.includes(" 15 "));

    it.each(known)("HH5: refuses to lend a role that reaches %s", async (reached) => {
      await asSuperuser(server, `GRANT ${reached} TO orders_readonly`);
      await expect(using((provider) => provider.identify("alice", entitlement))).rejects.toMatchObject({
        code: "REFUSED",
        cause: { message: expect.stringContaining(power) },
      });
      await asSuperuser(server, `REVOKE ${reached} FROM orders_readonly`);
      await using((provider) => provider.identify("alice", entitlement));
    });

    it("HH6: refuses to lend a role that reaches the owner of the database it connects to, and connects to another", async () => {
      await asSuperuser(
        server,
        "CREATE ROLE orders_owner",
        "ALTER DATABASE orders OWNER TO orders_owner",
        "GRANT orders_owner TO orders_readonly",
      );
      await expect(using((provider) => provider.identify("alice", entitlement))).rejects.toMatchObject({
        code: "REFUSED",
        cause: { message: expect.stringContaining("keep Hallpass out of it") },
      });
      const elsewhere = { cronDatabase: "postgres" };
      const ids = await using((provider) => provider.identify("alice", entitlement), elsewhere);
      const holding = { principal: "alice", entitlement, ids, until: new Date("2026-11-20T16:00:00Z") };
      await using((provider) => provider.hold(holding), elsewhere);
      const alice = await loginAs("alice");
      const ended = new Promise((resolve) => alice.once("end", resolve));
      await alice.query("SET ROLE orders_owner");
      await alice.query("ALTER DATABASE orders CONNECTION LIMIT 0");
      expect(await using((provider) => provider.revoke(holding), elsewhere)).toMatchObject({
        sessionsEnded: 1,
      });
      await ended;
      await asSuperuser(
        server,
        "ALTER DATABASE orders CONNECTION LIMIT -1",
        "ALTER DATABASE orders OWNER TO postgres",
        "DROP ROLE orders_owner",
      );
    });

    it("lets a person read while it is held, and neither before nor after", async () => {
      expect(await selectAs("alice")).toBe(denied);
      const holding = await holdFor("alice");
      expect(await selectAs("alice")).toBe("ok");
      await using((provider) => provider.revoke(holding));
      expect(await selectAs("alice")).toBe(denied);
    });

    it("RV12: ends the open sessions, even one that took the role with SET ROLE, and nobody else's", async () => {
      const holding = await holdFor("alice");
      const [alice, eve] = [await loginAs("alice"), await loginAs("eve")];
      await alice.query("SET ROLE orders_readonly");
      await alice.query("SELECT * FROM orders");
      const ended = new Promise((resolve) => alice.once("end", resolve));
      expect(await using((provider) => provider.revoke(holding))).toEqual({
        changed: true,
        sessionsEnded: 1,
      });
      await ended;
      await eve.query("SELECT 1");
      await eve.end();
    });

    it("ends the sessions of a grant that is gone already: an earlier call may have been cut off in between", async () => {
      const holding = await holdFor("alice");
      const alice = await loginAs("alice");
      await alice.query("SET ROLE orders_readonly");
      const grantor = server.version.startsWith("15") ? "" : ` GRANTED BY "${server.manager.user}"`;
      await asSuperuser(server, `REVOKE orders_readonly FROM alice${grantor}`);
      expect(await using((provider) => provider.revoke(holding))).toEqual({
        changed: false,
        sessionsEnded: 1,
      });
    });

    it("ends a grant by recorded ids after role and person were renamed", async () => {
      const holding = await holdFor("eve");
      await asSuperuser(
        server,
        "ALTER ROLE orders_readonly RENAME TO orders_ro",
        "ALTER ROLE eve RENAME TO eva",
      );
      expect(await using((provider) => provider.revoke(holding))).toMatchObject({ changed: true });
      await expect(using((provider) => provider.listGrants([entitlement]))).rejects.toMatchObject({
        code: "UNKNOWN_ENTITLEMENT",
      });
      await asSuperuser(
        server,
        "ALTER ROLE orders_ro RENAME TO orders_readonly",
        "ALTER ROLE eva RENAME TO eve",
      );
    });

    it("ID11: calls it ended when the person was dropped, and does not touch a new one of the same name", async () => {
      await asSuperuser(server, "CREATE ROLE frank LOGIN");
      const holding = await holdFor("frank");
      await asSuperuser(
        server,
        "DROP ROLE frank",
        "CREATE ROLE frank LOGIN",
        "GRANT orders_readonly TO frank",
      );
      expect(await using((provider) => provider.revoke(holding))).toEqual({
        changed: false,
        sessionsEnded: 0,
      });
      const grants = await using((provider) => provider.listGrants([entitlement]));
      expect(grants.filter(({ principal }) => principal === "frank")).toHaveLength(1);
      await expect(using((provider) => provider.hold(holding))).rejects.toMatchObject({
        code: "IDENTITY_CHANGED",
      });
      await asSuperuser(server, "DROP ROLE frank");
    });

    it("calls it ended when the role was dropped", async () => {
      const grantOption = "GRANT archive_reader TO hallpass WITH ADMIN OPTION";
      await asSuperuser(server, "CREATE ROLE archive_reader", grantOption);
      const resources = { orders: { database: "orders", roles: { readonly: "archive_reader" } } };
      const holding = await using(
        async (provider) => {
          const ids = await provider.identify("alice", entitlement);
          const each = { principal: "alice", entitlement, ids, until: new Date("2026-11-20T16:00:00Z") };
          await provider.hold(each);
          return each;
        },
        { resources },
      );
      await asSuperuser(server, "DROP ROLE archive_reader");
      expect(await using((provider) => provider.revoke(holding))).toMatchObject({ changed: false });
    });

    it("does not take a name that is too long for the person it begins with", async () => {
      const long = "a".repeat(63);
      await asSuperuser(server, `CREATE ROLE ${long} LOGIN`);
      await expect(using((provider) => provider.identify(`${long}b`, entitlement))).rejects.toMatchObject({
        code: "UNKNOWN_PRINCIPAL",
      });
    });

    it.each([
      ["a superuser as principal", "CREATE ROLE root LOGIN SUPERUSER", "root", "it is a superuser"],
      ["a group as principal", "CREATE ROLE staff NOLOGIN", "staff", "it cannot log in"],
      ["its own account as principal", "SELECT 1", "hallpass", "it is the account of Hallpass"],
    ])("refuses %s", async (_, statement, principal, says) => {
      await asSuperuser(server, statement);
      await expect(using((provider) => provider.identify(principal, entitlement))).rejects.toMatchObject({
        code: "REFUSED",
        cause: { message: expect.stringContaining(says) },
      });
    });

    it("knows no resource whose database does not exist", async () => {
      const resources = { orders: { database: "gone", roles: { readonly: "orders_readonly" } } };
      const identified = using((provider) => provider.identify("alice", entitlement), {
        resources,
        cronDatabase: "orders",
      });
      await expect(identified).rejects.toMatchObject({ code: "UNKNOWN_ENTITLEMENT" });
    });

    it.each([
      ["a superuser role", ["CREATE ROLE strong SUPERUSER"], "strong", power],
      ["a role that makes roles", ["CREATE ROLE maker CREATEROLE"], "maker", power],
      ["a role that passes by row level security", ["CREATE ROLE seer BYPASSRLS"], "seer", power],
      ["a role that copies the server", ["CREATE ROLE copier REPLICATION"], "copier", power],
      [
        "a role that reaches such a role",
        ["CREATE ROLE climber", "GRANT maker TO climber"],
        "climber",
        power,
      ],
      ...["pg_execute_server_program", "pg_write_server_files", "pg_read_server_files"].map(
        (reached, index) =>
          [
            `a role that reaches ${reached}`,
            [`CREATE ROLE runner${index}`, `GRANT ${reached} TO runner${index}`],
            `runner${index}`,
            power,
          ] as const,
      ),
      [
        "a role that becomes Hallpass",
        ["CREATE ROLE heir", "GRANT hallpass TO heir"],
        "heir",
        "becomes the account",
      ],
      ["Hallpass itself", ["SELECT 1"], "hallpass", "it is or becomes the account"],
      ["a role it may not hand out", ["CREATE ROLE foreign_role"], "foreign_role", "no ADMIN OPTION"],
    ] as const)("GX18: refuses to hand out %s", async (_, statements, role, says) => {
      await asSuperuser(server, ...statements);
      // What it may hand out is refused all the same; it never hands itself out.
      if (says === power) await asSuperuser(server, `GRANT ${role} TO hallpass WITH ADMIN OPTION`);
      const resources = { orders: { database: "orders", roles: { readonly: role } } };
      const identified = using((provider) => provider.identify("alice", entitlement), { resources });
      await expect(identified).rejects.toMatchObject({
        ...{ code: "REFUSED", retryable: false },
        cause: { message: expect.stringContaining(says) },
      });
      if (says === power) await asSuperuser(server, `REVOKE ${role} FROM hallpass`);
    });

    it.each([
      ["can log in", ["CREATE ROLE service LOGIN"], "service"],
      ["reaches a role that can", ["CREATE ROLE team", "GRANT service TO team"], "team"],
    ])(
      "HH4: refuses to hand out a role that %s: a holder could set its password",
      async (_, statements, role) => {
        await asSuperuser(server, ...statements, `GRANT ${role} TO hallpass WITH ADMIN OPTION`);
        const resources = { orders: { database: "orders", roles: { readonly: role } } };
        const error = await using((provider) => provider.identify("alice", entitlement), { resources }).catch(
          (thrown) => thrown,
        );
        expect(error).toMatchObject({
          code: "REFUSED",
          cause: { message: expect.stringContaining("can log in") },
        });
      },
    );

    it("names the server by its address where the system identifier is not readable, and still ends what was recorded so", async () => {
      const control = "EXECUTE ON FUNCTION pg_control_system()";
      const admin = await connect(server, server.superuser);
      await admin.query(`REVOKE ${control} FROM PUBLIC`);
      const holding = await holdFor("alice");
      expect(holding.ids.instance).toBe(`address:${server.host}:${server.port}`);
      await admin.query(`GRANT ${control} TO PUBLIC`);
      await admin.end();
      expect(await using((provider) => provider.revoke(holding))).toMatchObject({ changed: true });
      expect((await holdFor("alice")).ids.instance).toMatch(/^system:\d+$/);
    });

    it("gives up a revocation that waits for somebody's lock, and does it when asked again", async () => {
      const holding = await holdFor("alice");
      const admin = await connect(server, server.superuser);
      await admin.query("BEGIN");
      await admin.query("LOCK TABLE pg_auth_members IN ACCESS EXCLUSIVE MODE");
      const call = using((provider) => provider.revoke(holding), { deadlineSeconds: 1 });
      // Not TIMEOUT: the server answers, and grants to others go on.
      await expect(call).rejects.toMatchObject({ code: "BUSY", retryable: true });
      await admin.query("ROLLBACK");
      await admin.end();
      expect(await using((provider) => provider.revoke(holding))).toMatchObject({ changed: true });
    });

    it("may be asked again for a grant that somebody revoked while it was being made", async () => {
      const holding = await using(async (provider) => {
        const ids = await provider.identify("alice", entitlement);
        return { principal: "alice", entitlement, ids, until: new Date("2026-11-20T16:00:00Z") };
      });
      const target = {
        provider: "orders-db",
        address: `${server.host}:${server.port}`,
        database: "orders",
        role: "orders_readonly",
      };
      const sessions = openSessions(configure(server), createLockReserve());
      // Only the grant itself is lost on its way: what is read before and after it is the server's own answer.
      const losing =
        (query: Query): Query =>
        (sql, values) =>
          sql.startsWith("GRANT") ? Promise.resolve([]) : query(sql, values);
      const call = sessions.run((query) => hold(losing(query), target, holding));
      await expect(call).rejects.toMatchObject({ code: "BUSY", retryable: true });
      await sessions.close();
    });

    it.each([
      ["nothing listens", (): Partial<PostgresConfiguration> => ({ port: 1 }), "UNREACHABLE"],
      [
        "TLS is asked for and not offered",
        (): Partial<PostgresConfiguration> => ({ tls: "verify" }),
        "UNREACHABLE",
      ],
      [
        "the password is wrong",
        (): Partial<PostgresConfiguration> => ({ password: "hunter2" }),
        "LOGIN_REFUSED",
      ],
    ])("throws without secrets when %s", async (_, overrides, code) => {
      const error = await using((provider) => provider.listGrants([entitlement]), overrides()).catch(
        (thrown) => thrown,
      );
      expect(error).toMatchObject({ name: "ProviderError", code, retryable: code === "UNREACHABLE" });
      expect(`${error.message} ${JSON.stringify(error)}`).not.toMatch(
        new RegExp(`hunter2|${server.manager.password}`),
      );
    });

    it("RV11: keeps a person's sessions when somebody else's grant still gives the role", async () => {
      await asSuperuser(server, `GRANT orders_readonly TO ${escapeIdentifier("carol")}`);
      const { container } = await using((provider) => provider.traits());
      const holding = await holdFor("carol");
      const carol = await loginAs("carol");
      const receipt = await using((provider) => provider.revoke(holding));
      expect(receipt).toEqual({ changed: true, sessionsEnded: container === "separate" ? 0 : 1 });
      await carol.end().catch(() => {});
    });

    // From 16 on a grant says what it allows; a session that set the role keeps it only if it could set it anew.
    const since16 = [
      ["a grant with SET alone", "GRANT orders_readonly TO alice WITH INHERIT FALSE, SET TRUE", 0],
      ["a grant with INHERIT alone", "GRANT orders_readonly TO alice WITH INHERIT TRUE, SET FALSE", 1],
      [
        "a grant with ADMIN alone",
        "GRANT orders_readonly TO alice WITH ADMIN TRUE, INHERIT FALSE, SET FALSE",
        1,
      ],
      ["a group she may not become", "GRANT crew TO alice WITH INHERIT TRUE, SET FALSE", 1],
    ] as const;
    it.each([
      ["a group that has it", "GRANT crew TO alice", 0],
      ["power over everything", "ALTER ROLE alice SUPERUSER", 0],
      ["nothing", "SELECT 1", 1],
      ...(name.includes("15") ? [] : since16),
    ] as const)("RV11: with %s besides (%s) the end ends %s sessions", async (_, statement, expected) => {
      await asSuperuser(server, "CREATE ROLE crew", "GRANT orders_readonly TO crew");
      const holding = await holdFor("alice");
      await asSuperuser(server, statement);
      const alice = await loginAs("alice");
      const receipt = await using((provider) => provider.revoke(holding));
      await asSuperuser(server, "ALTER ROLE alice NOSUPERUSER", "DROP ROLE crew");
      await asSuperuser(server, "REVOKE orders_readonly FROM alice");
      await alice.end().catch(() => {});
      expect(receipt).toEqual({ changed: true, sessionsEnded: expected });
    });
  });
}
