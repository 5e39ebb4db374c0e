// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   HH1: The holder locks what the revocation has to write (their own role's row, a table) and keeps the
//     transaction open.
//   HH2: The holder takes every connection of the server around the end.

import { connect as connectSocket, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { Client, type ClientConfig } from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type SandboxPostgres, startPostgres } from "../../demo/src/postgres/postgres.ts";
import type { Holding } from "../../src/core/access/holding.ts";
import type { Provider } from "../../src/core/ports/provider.ts";
import type { Logins } from "../../src/providers/postgres/configuration.ts";
import { postgresProvider } from "../../src/providers/postgres/provider.ts";
import { until } from "../support/until.ts";
import { makeVerifier } from "../support/verifier.ts";
import { listServers } from "./servers.ts";

const entitlement = { provider: "orders-db", resource: "orders", role: "readonly" };
const resources = { orders: { database: "orders", roles: { readonly: "orders_readonly" } } };
const password = "correct horse battery staple";
const hour = 3_600_000;
const MAX_CONNECTIONS = 25;

for (const { name: serverName, ...binaries } of listServers()) {
  describe(`a holder who takes all connections of ${serverName}`, () => {
    let server: SandboxPostgres;
    let admin: Client;
    let provider: Provider;
    const clients: Client[] = [];
    const sockets: Socket[] = [];

    beforeAll(async () => {
      const settings = [`max_connections=${MAX_CONNECTIONS}`, "superuser_reserved_connections=2"];
      server = await startPostgres({ dir: tmpdir(), logins: ["alice", "eve"], settings, ...binaries });
      admin = await connect(server.superuser);
      clients.length = 0;
      await admin.query(`ALTER ROLE ${server.manager.user} CREATEROLE`);
      for (const login of ["alice", "eve"]) await admin.query(`ALTER ROLE ${login} CONNECTION LIMIT -1`);
    });
    afterAll(async () => {
      await admin?.end();
      await server?.stop();
    });
    beforeEach(() => {
      provider = open("standing");
    });
    afterEach(async () => {
      for (const client of clients.splice(0)) await client.end().catch(() => {});
      for (const socket of sockets.splice(0)) socket.destroy();
      await provider.close();
      await admin.query("GRANT pg_use_reserved_connections TO hallpass").catch(() => {});
    });

    const open = (logins: Logins): Provider => {
      const { host, port, manager } = server;
      return postgresProvider({
        ...{ name: "orders-db", host, port, ...manager, resources, logins },
        findVerifier: async () => makeVerifier(password),
      });
    };
    async function connect(account: ClientConfig): Promise<Client> {
      const { host, port } = server;
      const client = new Client({ host, port, database: "orders", ...account });
      client.on("error", () => {});
      await client.connect();
      clients.push(client);
      return client;
    }
    const accountOf = (login: string): ClientConfig => ({
      user: login,
      password: server.logins[login]?.password ?? "",
    });
    /** Until the server has none left for her; returns how many she took. */
    async function takeAll(account: ClientConfig): Promise<number> {
      for (let taken = 0; ; taken += 1) {
        try {
          await connect(account);
        } catch {
          return taken;
        }
      }
    }
    const holdFor = async (principal: string): Promise<Holding> => {
      const ids = await provider.identify(principal, entitlement);
      const holding = { principal, entitlement, ids, until: new Date(Date.now() + hour) };
      await provider.hold(holding);
      return holding;
    };
    const listKept = async (): Promise<number[]> => {
      const kept =
        "SELECT pid FROM pg_stat_activity WHERE application_name = 'hallpass (endings)' AND state = 'idle'";
      return (await admin.query<{ pid: number }>(kept)).rows.map(({ pid }) => pid);
    };
    const oneIsKept = () => until("one is kept", listKept, ({ length }) => length === 1);
    /** What Hallpass's pool still has open would hide that it cannot get more. */
    const endPool = () =>
      admin.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'hallpass'",
      );
    const withoutReserve = () =>
      server.version.startsWith("15")
        ? undefined
        : admin.query("REVOKE pg_use_reserved_connections FROM hallpass");
    const isHeld = async () =>
      (
        await admin.query(
          "SELECT FROM pg_auth_members WHERE roleid = 'orders_readonly'::regrole AND member = 'alice'::regrole",
        )
      ).rows.length > 0;

    it("HH2: ends on time by the connection that is kept, also when others end at once", async () => {
      const holdings = [await holdFor("alice"), await holdFor("eve")];
      await oneIsKept();
      await withoutReserve();
      await endPool();
      const reader = await connect(accountOf("alice"));
      await reader.query("SET ROLE orders_readonly");
      await takeAll(accountOf("alice"));
      await expect(provider.identify("alice", entitlement)).rejects.toMatchObject({ code: "UNREACHABLE" });
      const receipts = await Promise.all(holdings.map((holding) => provider.revoke(holding)));
      expect(receipts).toMatchObject([{ changed: true }, { changed: true }]);
      await expect(reader.query("SELECT * FROM orders")).rejects.toThrow();
      expect(await isHeld()).toBe(false);
    });

    it("HH2: ends on time although connections that never log in have taken all, reserved ones too", async () => {
      const holding = await holdFor("alice");
      await oneIsKept();
      await endPool();
      for (let each = 0; each < 2 * MAX_CONNECTIONS; each += 1) sockets.push(await stall(server, "alice"));
      await until(
        "the server is full",
        () =>
          connect(server.superuser).then(
            () => "room",
            (error) => error.code,
          ),
        (code) => code === "53300",
      );
      expect(await provider.revoke(holding)).toMatchObject({ changed: true });
      expect(await isHeld()).toBe(false);
    });

    it("HH2: opens the kept connection again when it is lost, and keeps it after an end that was blocked", async () => {
      const holding = await holdFor("alice");
      const [lost] = await oneIsKept();
      await admin.query("SELECT pg_terminate_backend($1)", [lost]);
      const [kept] = await until("another is kept", listKept, ([pid]) => pid !== undefined && pid !== lost);
      await withoutReserve();
      await endPool();
      await admin.query("BEGIN");
      await admin.query("LOCK TABLE pg_auth_members IN SHARE MODE");
      await expect(provider.revoke(holding)).rejects.toMatchObject({ code: "BUSY" });
      await admin.query("ROLLBACK");
      await takeAll(accountOf("eve"));
      expect(await provider.revoke(holding)).toMatchObject({ changed: true });
      expect(await listKept()).toEqual([kept]);
    });

    it("HH2: ends on the connection that is kept while it is free, and leaves the others to other calls", async () => {
      const holding = await holdFor("alice");
      await oneIsKept();
      await endPool();
      expect(await provider.revoke(holding)).toMatchObject({ changed: true });
      const others = await admin.query("SELECT FROM pg_stat_activity WHERE application_name = 'hallpass'");
      expect(others.rows).toEqual([]);
    });

    it("HH2: keeps a connection after a restart too, once it sees what is held", async () => {
      const holding = await holdFor("alice");
      await provider.close();
      provider = open("standing");
      await provider.listGrants([entitlement]);
      await oneIsKept();
      await provider.revoke(holding);
    });

    it("HH2: closes the kept connection with the provider", async () => {
      await provider.revoke(await holdFor("alice"));
      await oneIsKept();
      await provider.close();
      provider = open("standing");
      await until("none is kept", listKept, ({ length }) => length === 0);
    });

    it("HH2: a login that is made for a grant may take ten connections and no more", async () => {
      await provider.close();
      provider = open("per-grant");
      const holding = await holdFor("alice");
      expect(await takeAll({ user: "alice~orders~readonly", password })).toBe(10);
      expect(await provider.revoke(holding)).toMatchObject({ changed: true, sessionsEnded: 10 });
    });
  });

  describe(`a holder who fills the table of locks of ${serverName}`, () => {
    let server: SandboxPostgres;
    let admin: Client;
    let provider: Provider;
    const clients: Client[] = [];
    beforeAll(async () => {
      const settings = ["max_connections=25", "max_locks_per_transaction=10"];
      server = await startPostgres({ dir: tmpdir(), logins: ["alice", "eve"], settings, ...binaries });
      admin = await open(server.superuser);
      clients.length = 0;
      await admin.query(`ALTER ROLE ${server.manager.user} CREATEROLE`);
    });
    afterAll(async () => {
      await admin?.end();
      await server?.stop();
    });
    afterEach(async () => {
      await admin.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_get_activity(NULL)
          WHERE usesysid IN (SELECT oid FROM pg_roles WHERE rolname LIKE 'alice%' OR rolname = 'eve')`,
      );
      for (const client of clients.splice(0)) await client.end().catch(() => {});
      await provider.close();
    });

    async function open(account: ClientConfig): Promise<Client> {
      const client = new Client({ host: server.host, port: server.port, database: "orders", ...account });
      client.on("error", () => {});
      await client.connect();
      clients.push(client);
      return client;
    }
    const RESERVED = 128;
    const oneIsReady = () =>
      until(
        "one is kept, and has its locks in reserve",
        async () =>
          (
            await admin.query(
              `SELECT FROM pg_stat_activity a JOIN pg_locks l USING (pid) WHERE l.locktype = 'advisory'
                AND a.application_name = 'hallpass (endings)' AND a.state = 'idle'`,
            )
          ).rows,
        ({ length }) => length === RESERVED,
      );
    /** Locks of the session stay when the statement that took them fails. */
    async function fill(client: Client): Promise<void> {
      const all = client.query("SELECT pg_advisory_lock(n) FROM generate_series(1, 1000000) AS n");
      await expect(all).rejects.toMatchObject({ code: "53200" });
      for (let more = 0; more < 3; more += 1)
        await client.query(`SELECT pg_advisory_lock(-${more})`).catch(() => {});
    }
    /** Takes every place that comes free, as fast as a session can. */
    async function fillForEver(client: Client): Promise<void> {
      await fill(client);
      client
        .query(`DO $$ DECLARE n bigint := 2000000; BEGIN
          LOOP
            BEGIN LOOP n := n + 1; PERFORM pg_advisory_lock(n); END LOOP;
            EXCEPTION WHEN out_of_memory THEN NULL; END;
          END LOOP; END $$`)
        .catch(() => {});
      await until(
        "it runs",
        async () => (await admin.query("SELECT pid, state FROM pg_stat_get_activity(NULL)")).rows,
        (rows) => rows.filter(({ state }) => state === "active").length > 1,
      );
    }
    /** Strong locks on relations of the holder's own keep weak locks of others out of their sessions' own slots. */
    async function holdStrongLocks(client: Client): Promise<void> {
      await client.query("BEGIN");
      for (let each = 0; each < 60; each += 1) await client.query(`CREATE TEMP TABLE t${each} (n int)`);
      await client.query("SAVEPOINT before");
      const all = client.query("SELECT pg_advisory_lock(n) FROM generate_series(1, 1000000) AS n");
      await expect(all).rejects.toMatchObject({ code: "53200" });
      await client.query("ROLLBACK TO before");
    }

    it.each([
      ["standing", "advisory locks", fill],
      ["standing", "locks on tables of her own, and advisory locks", holdStrongLocks],
      ["standing", "advisory locks, and at once what comes free", fillForEver],
      ["per-grant", "advisory locks, and at once what comes free", fillForEver],
      ["per-grant", "advisory locks", fill],
    ] as const)(
      "HH1: %s logins: one who takes %s loses the role and the sessions",
      async (logins, _what, play) => {
        const { host, port, manager } = server;
        const findVerifier = async () => makeVerifier(password);
        provider = postgresProvider({
          ...{ name: "orders-db", host, port, ...manager, resources, logins, findVerifier },
        });
        const ids = await provider.identify("alice", entitlement);
        const holding = { principal: "alice", entitlement, ids, until: new Date(Date.now() + hour) };
        await provider.hold(holding);
        await oneIsReady();
        const account =
          logins === "standing"
            ? { user: "alice", password: server.logins.alice?.password ?? "" }
            : { user: "alice~orders~readonly", password };
        const [reader, filler] = [await open(account), await open(account)];
        await reader.query("SET ROLE orders_readonly");
        // This makes each session forget what it knows of accounts.
        await admin.query("CREATE ROLE other IN ROLE orders_readonly");
        await admin.query("DROP ROLE other");
        // A sweep reads it again. Who takes all that comes free could be faster than a session that has to read it at the end.
        if (play === fillForEver) await provider.listGrants([entitlement]);
        await play(filler);
        expect(await provider.revoke(holding)).toMatchObject({ changed: true, sessionsEnded: 2 });
        await expect(reader.query("SELECT * FROM orders")).rejects.toThrow();
        expect((await provider.listGrants([entitlement])).map(({ principal }) => principal)).not.toContain(
          "alice",
        );
      },
    );

    it("ends no session of others, and says that the server cannot be reached", async () => {
      const { host, port, manager } = server;
      provider = postgresProvider({ ...{ name: "orders-db", host, port, ...manager, resources } });
      const ids = await provider.identify("alice", entitlement);
      const holding = { principal: "alice", entitlement, ids, until: new Date(Date.now() + hour) };
      await provider.hold(holding);
      await oneIsReady();
      const other = await open({ user: "eve", password: server.logins.eve?.password ?? "" });
      await fill(other);
      await expect(provider.revoke(holding)).rejects.toMatchObject({ code: "UNREACHABLE" });
      expect((await other.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
      await other.end();
      await until(
        "her locks are free",
        async () => (await admin.query("SELECT FROM pg_stat_activity WHERE usename = 'eve'")).rows,
        ({ length }) => length === 0,
      );
      expect(await provider.revoke(holding)).toMatchObject({ changed: true });
      await oneIsReady();
    });
  });

  if (!serverName.includes("15"))
    describe(`reserved connections of ${serverName}`, () => {
      it("HH2: let a Hallpass in that keeps none, such as the Action's", async () => {
        const settings = [`max_connections=${MAX_CONNECTIONS}`];
        const server = await startPostgres({ dir: tmpdir(), logins: ["alice"], settings, ...binaries });
        const { host, port, superuser, manager } = server;
        const all = [];
        try {
          const admin = new Client({ host, port, database: "orders", ...superuser });
          await admin.connect();
          all.push(admin);
          await admin.query("ALTER ROLE alice CONNECTION LIMIT -1");
          for (let full = false; !full; ) {
            const client = new Client({
              host,
              port,
              database: "orders",
              user: "alice",
              ...server.logins.alice,
            });
            client.on("error", () => {});
            await client.connect().then(
              () => void all.push(client),
              () => {
                full = true;
              },
            );
          }
          const action = postgresProvider({ name: "orders-db", host, port, ...manager, resources });
          expect(await action.listGrants([entitlement])).toEqual([]);
          await action.close();
        } finally {
          for (const client of all) await client.end();
          await server.stop();
        }
      });
    });
}

/** Takes a slot of the server by saying who it is and then nothing, https://www.postgresql.org/docs/18/protocol-message-formats.html */
async function stall({ host, port }: SandboxPostgres, user: string): Promise<Socket> {
  const body = Buffer.from(`\0\x03\0\0user\0${user}\0database\0orders\0\0`, "latin1");
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  const socket = connectSocket(port, host);
  socket.on("error", () => {});
  await new Promise<void>((resolve) => socket.write(Buffer.concat([length, body]), () => resolve()));
  return socket;
}
