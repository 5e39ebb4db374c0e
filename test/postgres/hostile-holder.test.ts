// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   HH1: The holder locks what the revocation has to write (their own role's row, a table) and keeps the
//     transaction open.
//   HH3: The holder opens a session that sets the role and delays its own start until after the end
//     (`post_auth_delay`).

import { tmpdir } from "node:os";
import { Client, type ClientConfig, escapeIdentifier } from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type SandboxPostgres, startPostgres } from "../../demo/src/postgres/postgres.ts";
import type { Holding } from "../../src/core/access/holding.ts";
import type { Logins, PostgresConfiguration } from "../../src/providers/postgres/configuration.ts";
import { postgresProvider } from "../../src/providers/postgres/provider.ts";
import { timerName } from "../../src/providers/postgres/timers/timer.ts";
import { buildTimerCommand } from "../../src/providers/postgres/timers/timer-command.ts";
import { makeVerifier } from "../support/verifier.ts";
import { cronStandIn, listServers } from "./servers.ts";

const entitlement = { provider: "orders-db", resource: "orders", role: "readonly" };
const resources = { orders: { database: "orders", roles: { readonly: "orders_readonly" } } };
const lentPassword = "correct horse battery staple";
const [second, hour] = [1_000, 3_600_000];

/** A session of somebody's, and what it can read. */
interface Session {
  readonly client: Client;
  /** "ok", "denied" by the rules, or "gone" once it was ended. */
  read(): Promise<"ok" | "denied" | "gone">;
}

/** The server while alice holds the role, with carol, who may hand it out too, and eve, who holds nothing. */
function standBeside(server: SandboxPostgres, logins: Logins) {
  const { host, port, superuser, manager } = server;
  const clients: Client[] = [];

  async function connect(account: ClientConfig): Promise<Client> {
    const client = new Client({ host, port, database: "orders", ...account });
    client.on("error", () => {});
    clients.push(client);
    await client.connect();
    return client;
  }
  async function open(account: ClientConfig): Promise<Session> {
    const client = await connect(account);
    let ended = false;
    client.on("end", () => {
      ended = true;
    });
    return { client, read: () => (ended ? Promise.resolve("gone") : readWith(client)) };
  }
  const accountOf = (login: string): ClientConfig => ({
    user: login,
    password: server.logins[login]?.password ?? "",
  });
  const holder = (): ClientConfig =>
    logins === "standing" ? accountOf("alice") : { user: "alice~orders~readonly", password: lentPassword };
  const configure = (overrides: Partial<PostgresConfiguration>): PostgresConfiguration => ({
    ...{ name: "orders-db", host, port, ...manager, resources, logins },
    ...{ findVerifier: async () => makeVerifier(lentPassword), ...overrides },
  });
  async function ask<Result>(
    work: (provider: ReturnType<typeof postgresProvider>) => Promise<Result>,
    overrides: Partial<PostgresConfiguration> = {},
  ): Promise<Result> {
    const provider = postgresProvider(configure(overrides));
    try {
      return await work(provider);
    } finally {
      await provider.close();
    }
  }

  return {
    server,
    logins,
    holderName: holder().user ?? "",
    /** Holder's session, as she reads with it: with the role set where that is what survives a REVOKE. */
    openAsHolder: async (): Promise<Session> => {
      const session = await open(holder());
      await session.client.query("SET ROLE orders_readonly");
      return session;
    },
    connectAsHolder: (more: ClientConfig = {}) => open({ ...holder(), ...more }),
    openAs: (login: string) => open(accountOf(login)),
    asSuperuser: async (sql: string) => (await connect(superuser)).query(sql),
    hold: (): Promise<Holding> =>
      ask(async (provider) => {
        const ids = await provider.identify("alice", entitlement);
        const holding = { principal: "alice", entitlement, ids, until: new Date(Date.now() + hour) };
        await provider.hold(holding);
        return holding;
      }),
    forget: (holding: Holding) => ask(async (provider) => provider.forget?.(holding)),
    revoke: (holding: Holding, overrides: Partial<PostgresConfiguration> = {}) =>
      ask((provider) => provider.revoke(holding), overrides),
    /** Runs the holding's timer as pg_cron would at its end. Nothing here runs jobs: a table stands for pg_cron's. */
    runTimer: async ({ ids }: Holding): Promise<void> => {
      const name = timerName(ids);
      const command = buildTimerCommand({
        ...{ name, systemIdentifier: ids.instance.replace("system:", "") },
        ...{ roleId: ids.entitlement, memberId: ids.principal, until: new Date(Date.now() - second) },
      });
      const job = await connect(manager);
      await job.query("INSERT INTO cron.job (schedule, command, jobname) VALUES ($1, $2, $3)", [
        ...["* * * * *", command, name],
      ]);
      await job.query(command);
    },
    listJobs: async () => (await (await connect(superuser)).query("SELECT jobname FROM cron.job")).rows,
    listHolders: async () => {
      const grants = await ask((provider) => provider.listGrants([entitlement]));
      return grants.map(({ principal }) => principal).filter((principal) => principal !== manager.user);
    },
    /** Logs in and reads, as the holder would after her end. */
    readAnew: async (): Promise<string> => {
      try {
        return await (await open(holder())).read();
      } catch (error) {
        return error instanceof Error && "code" in error ? `refused ${error.code}` : "refused";
      }
    },
    closeAll: async () => {
      for (const client of clients.splice(0)) await client.end().catch(() => {});
    },
  };
}

async function readWith(client: Client): Promise<"ok" | "denied" | "gone"> {
  try {
    await client.query("SELECT * FROM orders");
    return "ok";
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "42501" ? "denied" : "gone";
  }
}

type Beside = ReturnType<typeof standBeside>;

interface Trick {
  readonly name: string;
  readonly of?: Logins;
  /** Done by the holder, or for her, before the end; whatever sessions it opens stay open. */
  play(on: Beside): Promise<void>;
}

const inTransaction = (name: string, ...statements: string[]): Trick => ({
  name,
  play: async (on) => {
    const { client } = await on.connectAsHolder();
    for (const statement of ["BEGIN", ...statements]) await client.query(statement);
  },
});

const tricks: readonly Trick[] = [
  inTransaction("keeps her own row locked", "ALTER ROLE CURRENT_USER PASSWORD 'another-long-password-9876'"),
  inTransaction("keeps her settings locked", "ALTER ROLE CURRENT_USER SET work_mem = '8MB'"),
  inTransaction(
    "keeps the row of the role locked",
    "SET ROLE orders_readonly",
    "ALTER ROLE orders_readonly PASSWORD 'another-long-password-9876'",
  ),
  inTransaction(
    "keeps tables and catalogues locked as far as she may, and is idle",
    "LOCK TABLE orders IN ACCESS SHARE MODE",
    "LOCK TABLE pg_auth_members, pg_database, pg_shdescription IN ACCESS SHARE MODE",
    "SELECT * FROM pg_auth_members, pg_roles",
  ),
  inTransaction(
    "keeps a grant on a table of hers to her role open",
    "CREATE TEMPORARY TABLE mine ()",
    "GRANT SELECT ON mine TO CURRENT_USER",
    "GRANT SELECT ON mine TO orders_readonly",
  ),
  {
    name: "keeps her own row locked by two sessions that wait for each other",
    play: async (on) => {
      const [one, other] = [await on.connectAsHolder(), await on.connectAsHolder()];
      for (const { client } of [one, other]) await client.query("BEGIN");
      const lock = "ALTER ROLE CURRENT_USER PASSWORD 'another-long-password-9876'";
      await one.client.query(lock);
      other.client.query(lock).catch(() => {});
    },
  },
];

/** The REVOKE fails, the sessions end, and the job stays for the next minute. */
async function endByTimerWhileBlocked(on: Beside, holding: Holding): Promise<void> {
  const reader = await on.openAsHolder();
  await expect(on.runTimer(holding)).rejects.toThrow("could not be taken back");
  expect(await reader.read()).toBe("gone");
  expect(await on.listJobs()).toHaveLength(1);
}

for (const { name: serverName, ...binaries } of listServers()) {
  describe.each(["standing", "per-grant"] as const)(
    `a hostile holder on ${serverName}, logins %s`,
    (logins) => {
      let server: SandboxPostgres;
      let on: Beside;
      let holding: Holding;
      const closed = logins === "standing" ? "denied" : "refused 28P01";

      beforeAll(async () => {
        const settings = ["max_prepared_transactions=5", "max_connections=30"];
        server = await startPostgres({
          dir: tmpdir(),
          logins: ["alice", "carol", "eve"],
          settings,
          ...binaries,
        });
        on = standBeside(server, logins);
        await on.asSuperuser(cronStandIn);
        if (logins === "per-grant") await on.asSuperuser(`ALTER ROLE ${server.manager.user} CREATEROLE`);
        await on.asSuperuser("GRANT orders_readonly TO carol WITH ADMIN OPTION");
      });
      afterAll(() => server?.stop());
      beforeEach(async () => {
        holding = await on.hold();
      });
      afterEach(async () => {
        await on.closeAll();
        await on.revoke(holding);
      });

      it("HH1: a session that became the role ends when somebody took the membership back by hand", async () => {
        const reader = await on.openAsHolder();
        const by = server.version.startsWith("15.") ? "" : ` GRANTED BY ${server.manager.user}`;
        await on.asSuperuser(`REVOKE orders_readonly FROM ${escapeIdentifier(on.holderName)}${by}`);
        expect(await reader.read()).toBe("ok");
        await on.forget(holding);
        expect(await reader.read()).toBe("gone");
      });

      it.each(tricks)(
        "HH1: a holder who $name loses the role and the sessions in one revocation",
        async ({ play }) => {
          const reader = await on.openAsHolder();
          await play(on);
          expect(await reader.read()).toBe("ok");
          expect(await on.revoke(holding)).toMatchObject({ changed: true });
          expect(await reader.read()).toBe("gone");
          expect(await on.readAnew()).toBe(closed);
          expect(await on.listHolders()).toEqual(["carol"]);
        },
      );

      if (logins === "standing")
        it.each(tricks)(
          "HH1: a holder who $name loses the role and the sessions to a timer",
          async ({ play }) => {
            const reader = await on.openAsHolder();
            await play(on);
            await on.runTimer(holding);
            expect(await reader.read()).toBe("gone");
            expect(await on.readAnew()).toBe(closed);
            expect(await on.listHolders()).toEqual(["carol"]);
            expect(await on.listJobs()).toEqual([]);
          },
        );

      it("HH1: a holder who prepared a transaction that locks her row loses the role and the sessions, and the rest later", async () => {
        const reader = await on.openAsHolder();
        const { client } = await on.connectAsHolder();
        await client.query("BEGIN");
        await client.query("ALTER ROLE CURRENT_USER PASSWORD 'another-long-password-9876'");
        await client.query("PREPARE TRANSACTION 'mine'");
        const revoked = on.revoke(holding).catch((error) => error);
        // A standing login's row is not ours to write; a login of ours stays open, for nothing, until it can be closed.
        expect(await revoked).toMatchObject(
          logins === "standing" ? { changed: true } : { code: "BUSY", retryable: true },
        );
        expect(await reader.read()).toBe("gone");
        expect(await on.readAnew()).toBe("denied");
        expect(await on.listHolders()).toEqual(["carol"]);
        await on.asSuperuser("ROLLBACK PREPARED 'mine'");
        await on.revoke(holding);
        expect(await on.readAnew()).toBe(closed);
      });

      it("HH1: an administrator who locks the role keeps no session of the holder open", async () => {
        const reader = await on.openAsHolder();
        const { client } = await on.openAs("carol");
        await client.query("BEGIN");
        await client.query("GRANT orders_readonly TO eve");
        // From 16 on a role's memberships are changed by one session at a time.
        const isBlocked = !server.version.startsWith("15");
        const revoked = on.revoke(holding).catch((error) => error);
        expect(await revoked).toMatchObject(
          isBlocked ? { code: "BUSY", retryable: true } : { changed: true },
        );
        expect(await reader.read()).toBe("gone");
        // A login made for the grant is closed although the role could not be taken back.
        if (logins === "per-grant") expect(await on.readAnew()).toBe(closed);
        else if (isBlocked) await endByTimerWhileBlocked(on, holding);
        await client.query("ROLLBACK");
        await on.revoke(holding);
        expect(await on.readAnew()).toBe(closed);
      });

      it("HH1: an account that keeps the advisory lock does not delay the end, however short the deadline", async () => {
        const reader = await on.openAsHolder();
        const { client } = await on.openAs("eve");
        await client.query("SELECT pg_advisory_lock(hashtextextended($1, 0))", [timerName(holding.ids)]);
        expect(await on.revoke(holding, { deadlineSeconds: 3 })).toMatchObject({ changed: true });
        expect(await reader.read()).toBe("gone");
        expect(await on.readAnew()).toBe(closed);
      });

      it("HH1: an account that blocks the drop of the login does not delay the end", async () => {
        const reader = await on.openAsHolder();
        const { client } = await on.openAs("eve");
        await client.query("BEGIN");
        await client.query("CREATE TEMPORARY TABLE bait ()");
        await client.query(`GRANT SELECT ON bait TO ${escapeIdentifier(on.holderName)}`);
        expect(await on.revoke(holding)).toMatchObject({ changed: true });
        expect(await reader.read()).toBe("gone");
        expect(await on.readAnew()).toBe(closed);
      });

      it("HH3: a session that set the role and delays its own start does not outlive the end", async () => {
        const options = "-c role=orders_readonly -c post_auth_delay=20";
        const late = on.connectAsHolder({ options });
        late.catch(() => {});
        const isStarting = async () =>
          (
            await on.asSuperuser(
              "SELECT FROM pg_locks WHERE classid = 'pg_database'::regclass AND mode = 'RowExclusiveLock'",
            )
          ).rows.length;
        while ((await isStarting()) === 0);
        expect(await on.revoke(holding)).toMatchObject({ changed: true });
        const read = late.then(({ read }) => read()).catch(() => "gone");
        expect(await read).toBe("gone");
      });

      it("HH1: sessions of an account that may become the holder end as well", async () => {
        // Before 15 she can do that herself.
        await on.asSuperuser(`GRANT ${escapeIdentifier(on.holderName)} TO eve`);
        const eve = await on.openAs("eve");
        await eve.client.query("SET ROLE orders_readonly");
        expect(await eve.read()).toBe("ok");
        await on.revoke(holding);
        expect(await eve.read()).toBe("gone");
        if (logins === "standing") await on.asSuperuser("REVOKE alice FROM eve");
      });

      it("HH1: settings that the owner of the database made do not reach Hallpass's own session", async () => {
        const { client } = await on.connectAsHolder();
        await on.asSuperuser("ALTER DATABASE orders OWNER TO orders_readonly");
        await client.query("SET ROLE orders_readonly");
        await client.query("CREATE SCHEMA trap");
        await client.query(
          `CREATE FUNCTION trap.current_setting(text) RETURNS text LANGUAGE sql AS 'SELECT ''150000''::text FROM (SELECT 1/0) AS x'`,
        );
        await client.query("CREATE VIEW trap.pg_roles AS SELECT 1/0 AS oid, ''::text AS rolname");
        await client.query("ALTER DATABASE orders SET search_path = trap, pg_catalog");
        await client.query("ALTER DATABASE orders SET default_transaction_read_only = on");
        const reader = await on.openAsHolder();
        expect(await reader.read()).toBe("gone");
        expect(await on.revoke(holding)).toMatchObject({ changed: true });
        await on.asSuperuser("BEGIN READ WRITE; ALTER DATABASE orders RESET ALL; COMMIT");
        await on.asSuperuser(
          "BEGIN READ WRITE; DROP SCHEMA trap CASCADE; ALTER DATABASE orders OWNER TO postgres; COMMIT",
        );
        expect(await on.readAnew()).toBe(closed);
      });
    },
  );
}
