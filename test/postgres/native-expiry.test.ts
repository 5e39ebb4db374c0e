// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   ID11: The account at the provider is dropped, and made anew under its name.
//   RV5: The subject held the role before.
//   RV13: With the access a person makes another way in: an account, a key, a job.
//   GX15: The name of a role or an account is a piece of SQL.
//   X42: A provider answers with the ids of another account.

import { tmpdir } from "node:os";
import { Client, escapeLiteral } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type PostgresOptions,
  type SandboxPostgres,
  startPostgres,
} from "../../demo/src/postgres/postgres.ts";
import type { Holding } from "../../src/core/access/holding.ts";
import type { Provider } from "../../src/core/ports/provider.ts";
import type { PostgresConfiguration } from "../../src/providers/postgres/configuration.ts";
import { timerName } from "../../src/providers/postgres/timers/timer.ts";
import { buildTimerCommand } from "../../src/providers/postgres/timers/timer-command.ts";
import { testProvider } from "../providers/conformance.ts";
import { openSession, selectOnce } from "../support/database.ts";
import { until } from "../support/until.ts";
import { configure, entitlement, fixtureOf, holdUntil, runSql, withProvider } from "./orders.ts";
import { cronSettings, cronStandIn, listCronServers } from "./servers.ts";

const hostile = `x"; drop role alice; --$hallpass$`;
const logins = ["alice", "carol", "eve", hostile];
const [second, minute, hour] = [1_000, 60_000, 3_600_000];

/** A server with what these tests do to it from outside. */
function using(server: SandboxPostgres, configuration: Partial<PostgresConfiguration> = {}) {
  const { superuser, manager } = server;
  const run = <Row extends object>(
    account: { readonly user: string; readonly password: string },
    sql: string,
  ): Promise<Row[]> => runSql<Row>(server, account, sql, configuration.cronDatabase);
  const ask = <Result>(
    work: (provider: Provider) => Promise<Result>,
    overrides: Partial<PostgresConfiguration> = {},
  ): Promise<Result> => withProvider(configure(server, { ...configuration, ...overrides }), work);
  const holdFor = (
    principal: string,
    endsIn: number,
    overrides: Partial<PostgresConfiguration> = {},
  ): Promise<Holding> =>
    ask((provider) => holdUntil(provider, principal, new Date(Date.now() + endsIn)), overrides);
  const passwordOf = (login: string): string => server.logins[login]?.password ?? "";

  return {
    ask,
    holdFor,
    asSuperuser: <Row extends object>(sql: string) => run<Row>(superuser, sql),
    /** As pg_cron runs a job: as our account, alone on a connection of its own. */
    asJob: (command: string) => run(manager, command),
    listJobs: () =>
      run<{ id: string; name: string; schedule: string; command: string }>(
        manager,
        "SELECT jobid::text AS id, jobname::text AS name, schedule, command FROM cron.job ORDER BY jobid",
      ),
    jobOf: async ({ ids }: Holding) => {
      const [job] = await run<{ schedule: string; command: string }>(
        manager,
        `SELECT schedule, command FROM cron.job WHERE jobname = '${timerName(ids)}'`,
      );
      if (job === undefined) throw new Error("The holding has no timer.");
      return job;
    },
    selectAs: (login: string) => selectOnce(server, login, passwordOf(login)),
    loginAs: (login: string) => openSession(server, login, passwordOf(login)),
  };
}

async function startWithCron(binaries: string, database: string): Promise<SandboxPostgres> {
  const options: PostgresOptions = { dir: tmpdir(), logins, binaries, settings: cronSettings(database) };
  const server = await startPostgres(options);
  const { asSuperuser, ask } = using(server, { cronDatabase: database });
  await asSuperuser(`CREATE EXTENSION pg_cron; GRANT USAGE ON SCHEMA cron TO ${server.manager.user}`);
  // It starts anew until the database it looks into exists.
  const readExpiry = () => ask(async (provider) => (await provider.traits()).nativeExpiry);
  await until("the scheduler runs", readExpiry, (expiry) => expiry === "timer");
  return server;
}

for (const { name, binaries } of listCronServers()) {
  testProvider(`${name}, a timer for each grant`, async () => {
    const server = await startWithCron(binaries, "orders");
    await using(server).asSuperuser("GRANT orders_readonly TO carol");
    return fixtureOf(server, configure(server, { nativeExpiry: "required" }), { hostile });
  });

  describe(`timers of ${name}`, () => {
    let server: SandboxPostgres;
    let on: ReturnType<typeof using>;
    beforeAll(async () => {
      server = await startWithCron(binaries, "orders");
      on = using(server);
    });
    afterAll(() => server?.stop());

    const revoke = (holding: Holding) => on.ask((provider) => provider.revoke(holding));

    it.each([
      ["auto", "timer"],
      ["required", "timer"],
      ["off", "none"],
    ] as const)("are what nativeExpiry %s promises: %s", async (nativeExpiry, promised) => {
      const traits = await on.ask((provider) => provider.traits(), { nativeExpiry });
      expect(traits).toMatchObject({ nativeExpiry: promised, container: "shared" });
    });

    it("are planted one a holding, without a name in it, and removed when it ends", async () => {
      const [alice, eve] = [await on.holdFor("alice", hour), await on.holdFor("eve", hour)];
      const jobs = await on.listJobs();
      expect(jobs.map(({ name }) => name)).toEqual([timerName(alice.ids), timerName(eve.ids)]);
      const password = server.manager.password;
      for (const { command } of jobs)
        expect(command).not.toMatch(new RegExp(`alice|eve|orders|${password}`, "u"));
      await revoke(alice);
      expect((await on.listJobs()).map(({ name }) => name)).toEqual([timerName(eve.ids)]);
      await revoke(eve);
      expect(await on.listJobs()).toEqual([]);
    });

    it("do nothing before the end", async () => {
      const holding = await on.holdFor("alice", minute);
      await on.asJob((await on.jobOf(holding)).command);
      expect(await on.selectAs("alice")).toBe("ok");
      expect(await on.listJobs()).toHaveLength(1);
      await revoke(holding);
    });

    it("take the role back at the end, end the person's sessions and nobody else's, and are gone", async () => {
      await on.holdFor("alice", hour);
      const [alice, eve] = [await on.loginAs("alice"), await on.loginAs("eve")];
      expect(await alice.select()).toBe("ok");
      const { command } = await on.jobOf(await on.holdFor("alice", -second));
      await on.asJob(command);
      await until("the session is ended", alice.select, (answer) => answer === "gone");
      expect(await eve.select()).toBe("denied");
      expect(await on.selectAs("alice")).toBe("denied");
      expect(await on.listJobs()).toEqual([]);
      await eve.close();
      // Run once more, by a scheduler that was late to hear of it.
      await on.asJob(command);
    });

    it("are replaced when the end is another, so a run that began with the old end takes nothing back", async () => {
      const { command } = await on.jobOf(await on.holdFor("alice", -second));
      const [before] = await on.listJobs();
      const extended = await on.holdFor("alice", hour);
      await on.asJob(command);
      expect(await on.selectAs("alice")).toBe("ok");
      expect(await on.listJobs()).toEqual([
        expect.objectContaining({ name: before?.name, command: expect.not.stringContaining(command) }),
      ]);
      await on.holdFor("alice", -second);
      await on.asJob((await on.jobOf(extended)).command);
      expect(await on.selectAs("alice")).toBe("denied");
    });

    it("are waited for by an extension: what a run is taking back at that moment is granted anew", async () => {
      const holding = await on.holdFor("alice", -second);
      const { host, port, manager } = server;
      const job = new Client({ host, port, database: "orders", ...manager });
      await job.connect();
      await job.query("BEGIN");
      await job.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [timerName(holding.ids)]);
      await job.query("REVOKE orders_readonly FROM alice");
      const extended = on.holdFor("alice", hour);
      const countWaiting = async (): Promise<number> => {
        // Inside a transaction the view of the others is taken once, unless it is let go.
        await job.query("SELECT pg_stat_clear_snapshot()");
        const asleep = "SELECT FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep(%'";
        return (await job.query(`${asleep} AND pid <> pg_backend_pid()`)).rows.length;
      };
      await until("the extension waits", countWaiting, (waiting) => waiting > 0);
      await job.query("COMMIT");
      await job.end();
      await extended;
      expect(await on.selectAs("alice")).toBe("ok");
      await revoke(holding);
    });

    it("keep their place while ends change: nobody who looks sees a moment without one", async () => {
      const holding = await on.holdFor("alice", hour);
      const [first] = await on.listJobs();
      for (const endsIn of [2 * hour, minute, 24 * hour]) {
        await on.holdFor("alice", endsIn);
        expect((await on.listJobs()).map(({ id }) => id)).toEqual([first?.id]);
      }
      await revoke(holding);
    });

    it("look every hour until two hours before the end, and then every minute", async () => {
      const holding = await on.holdFor("alice", 3 * hour);
      expect((await on.jobOf(holding)).schedule).toMatch(/^\d{1,2} \* \* \* \*$/u);
      await on.asJob((await on.jobOf(holding)).command);
      expect((await on.jobOf(holding)).schedule).toMatch(/^\d{1,2} \* \* \* \*$/u);
      await on.holdFor("alice", hour);
      const { schedule, command } = await on.jobOf(holding);
      expect(schedule).toBe("* * * * *");
      // As if it had been planted early.
      await on.asJob(
        `SELECT cron.schedule('${timerName(holding.ids)}', '7 * * * *', ${escapeLiteral(command)})`,
      );
      await on.asJob(command);
      expect(await on.jobOf(holding)).toEqual({ schedule: "* * * * *", command });
      await revoke(holding);
    });

    it("RV5: are not planted for what was held before, and do not take it back", async () => {
      await on.asSuperuser("GRANT orders_readonly TO carol");
      const holding = await on.holdFor("carol", -second, { nativeExpiry: "required" });
      expect(await on.listJobs()).toEqual([]);
      expect(await on.selectAs("carol")).toBe("ok");
      await on.asSuperuser("REVOKE orders_readonly FROM carol");
      await revoke(holding);
    });

    it("GX15: end the access of a person with a hostile name, and nothing else", async () => {
      const alice = await on.holdFor("alice", hour);
      await on.asJob((await on.jobOf(await on.holdFor(hostile, -second))).command);
      expect(await on.selectAs(hostile)).toBe("denied");
      expect(await on.selectAs("alice")).toBe("ok");
      await revoke(alice);
    });

    it("end what was renamed since", async () => {
      await on.holdFor("eve", hour);
      await on.asSuperuser("ALTER ROLE orders_readonly RENAME TO orders_ro");
      const [job] = await on.listJobs();
      await on.asSuperuser("ALTER ROLE orders_ro RENAME TO orders_readonly");
      const holding = await on.holdFor("eve", -second);
      await on.asSuperuser("ALTER ROLE orders_readonly RENAME TO orders_ro");
      await on.asJob((await on.jobOf(holding)).command);
      await on.asSuperuser("ALTER ROLE orders_ro RENAME TO orders_readonly");
      expect(job?.name).toBe(timerName(holding.ids));
      expect(await on.selectAs("eve")).toBe("denied");
    });

    it("ID11: are gone once the person is, and do not touch a new one of the same name", async () => {
      await on.asSuperuser("CREATE ROLE frank LOGIN");
      const { command } = await on.jobOf(await on.holdFor("frank", -second));
      await on.asSuperuser(
        "DROP ROLE frank; CREATE ROLE frank LOGIN PASSWORD 'f'; GRANT orders_readonly TO frank",
      );
      await on.asJob(command);
      expect(await selectOnce(server, "frank", "f")).toBe("ok");
      expect(await on.listJobs()).toEqual([]);
      await on.asSuperuser("DROP ROLE frank");
    });

    it("X42: do nothing on another server, where a dump of this one was restored", async () => {
      const holding = await on.holdFor("alice", hour);
      const command = buildTimerCommand({
        ...{ name: timerName(holding.ids), systemIdentifier: "1", until: new Date(Date.now() - second) },
        ...{ roleId: holding.ids.entitlement, memberId: holding.ids.principal },
      });
      await on.asJob(
        `SELECT cron.schedule('${timerName(holding.ids)}', '* * * * *', ${escapeLiteral(command)})`,
      );
      await on.asJob(command);
      expect(await on.selectAs("alice")).toBe("ok");
      await revoke(holding);
    });

    it("RV13: end access although the person keeps the lock that grants and timers take", async () => {
      const holding = await on.holdFor("alice", -second);
      const { command } = await on.jobOf(holding);
      const eve = new Client({ host: server.host, port: server.port, database: "orders", ...eveAccount() });
      await eve.connect();
      await eve.query("SELECT pg_advisory_lock(hashtextextended($1, 0))", [timerName(holding.ids)]);
      await on.asJob(command);
      expect(await on.selectAs("alice")).toBe("denied");
      expect(await revoke(await on.holdFor("alice", hour))).toMatchObject({ changed: true });
      await eve.end();
    });
    const eveAccount = () => ({ user: "eve", password: server.logins.eve?.password ?? "" });

    it("are removed by the next hold, once they are switched off", async () => {
      await on.holdFor("alice", hour);
      const holding = await on.holdFor("alice", hour, { nativeExpiry: "off" });
      expect(await on.listJobs()).toEqual([]);
      expect(await on.selectAs("alice")).toBe("ok");
      await revoke(holding);
    });

    it("are a condition of the grant where they are required, and none by default", async () => {
      await on.asSuperuser("REVOKE USAGE ON SCHEMA cron FROM hallpass");
      await expect(on.holdFor("alice", hour, { nativeExpiry: "required" })).rejects.toMatchObject({
        code: "REFUSED",
      });
      expect(await on.selectAs("alice")).toBe("denied");
      const holding = await on.holdFor("alice", hour);
      expect(await on.selectAs("alice")).toBe("ok");
      await revoke(holding);
      await on.asSuperuser("GRANT USAGE ON SCHEMA cron TO hallpass");
    });

    it.each([
      [
        "REVOKE USAGE ON SCHEMA cron FROM hallpass",
        "GRANT USAGE ON SCHEMA cron TO hallpass",
        "may not use pg_cron",
      ],
      [
        "REVOKE EXECUTE ON FUNCTION cron.schedule(text, text, text) FROM PUBLIC",
        "GRANT EXECUTE ON FUNCTION cron.schedule(text, text, text) TO PUBLIC",
        "has no cron.schedule(name, schedule, command)",
      ],
      [
        "REVOKE EXECUTE ON FUNCTION pg_control_system() FROM PUBLIC",
        "GRANT EXECUTE ON FUNCTION pg_control_system() TO PUBLIC",
        "may not read the server's system identifier",
      ],
    ])("are wrong after %s, an error where they are required", async (make, mend, says) => {
      const diagnose = (nativeExpiry: "auto" | "required" | "off") =>
        on.ask(async (provider) => (await provider.diagnose?.()) ?? [], { nativeExpiry });
      const found = (severity: string) => [
        expect.objectContaining({
          code: "POSTGRES_NO_TIMER",
          severity,
          message: expect.stringContaining(says),
        }),
      ];
      expect(await diagnose("required")).toEqual([]);
      await on.asSuperuser(make);
      expect(await diagnose("required")).toEqual(found("error"));
      expect(await diagnose("auto")).toEqual(found("warning"));
      expect(await diagnose("off")).toEqual([]);
      await on.asSuperuser(mend);
    });

    it("are wrong when their last run failed, and right when it only unscheduled itself", async () => {
      const holding = await on.holdFor("alice", hour);
      const [job] = await on.listJobs();
      const record = (run: number, message: string) =>
        on.asSuperuser(
          `INSERT INTO cron.job_run_details (jobid, runid, database, username, command, status, return_message, start_time, end_time)
           VALUES (${job?.id}, ${run}, 'orders', 'hallpass', '', 'failed', '${message}', now(), now())`,
        );
      const codes = () =>
        on.ask(async (provider) => (await provider.diagnose?.())?.map(({ code }) => code) ?? []);
      await record(1_000_001, "connection failed");
      expect(await codes()).toEqual(["POSTGRES_TIMER_FAILS"]);
      await record(1_000_002, "job canceled");
      expect(await codes()).toEqual([]);
      await revoke(holding);
    });
  });

  describe(`${name}, with nobody but the server left`, () => {
    let server: SandboxPostgres;
    let on: ReturnType<typeof using>;
    beforeAll(async () => {
      // Not the database of the resource: where pg_cron lives is configured.
      server = await startWithCron(binaries, "postgres");
      on = using(server, { cronDatabase: "postgres", nativeExpiry: "required" });
    });
    afterAll(() => server?.stop());

    // A real timer: pg_cron looks once a minute.
    it("ends access by itself, with the session, and leaves what was extended", {
      timeout: 120_000,
    }, async () => {
      await on.holdFor("eve", second);
      await on.holdFor("eve", hour);
      await on.holdFor("alice", hour);
      const [alice, eve] = [await on.loginAs("alice"), await on.loginAs("eve")];
      expect([await alice.select(), await eve.select()]).toEqual(["ok", "ok"]);
      await on.holdFor("alice", second);
      const patience = { deadlineMs: 90_000 };
      await until("the timer has gone off", alice.select, (answer) => answer === "gone", patience);
      expect(await on.selectAs("alice")).toBe("denied");
      expect([await eve.select(), await on.selectAs("eve")]).toEqual(["ok", "ok"]);
      await until("the job has unscheduled itself", on.listJobs, (jobs) => jobs.length === 1);
      await eve.close();
    });

    it("says that its scheduler is not running", async () => {
      await on.asSuperuser(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'pg_cron scheduler'",
      );
      const diagnose = () => on.ask(async (provider) => (await provider.diagnose?.()) ?? []);
      await until("it is missed", diagnose, (found) =>
        found.some(({ message }) => message.includes("is not running")),
      );
      await expect(on.holdFor(hostile, hour)).rejects.toMatchObject({ code: "REFUSED" });
      expect(await on.ask(async (provider) => (await provider.traits()).nativeExpiry)).toBe("none");
    });
  });
}

describe("PostgreSQL from npm, which has no pg_cron", () => {
  let server: SandboxPostgres;
  let on: ReturnType<typeof using>;
  beforeAll(async () => {
    server = await startPostgres({ dir: tmpdir(), logins });
    on = using(server);
  });
  afterAll(() => server?.stop());

  it("grants without a timer by default, and where one is required says what is missing and grants nothing", async () => {
    expect(await on.ask((provider) => provider.traits())).toMatchObject({ nativeExpiry: "none" });
    const required = { nativeExpiry: "required" } as const;
    await expect(on.holdFor("alice", hour, required)).rejects.toMatchObject({ code: "REFUSED" });
    expect(await on.selectAs("alice")).toBe("denied");
    expect(await on.ask((provider) => provider.diagnose?.() ?? Promise.resolve([]), required)).toEqual([
      expect.objectContaining({
        code: "POSTGRES_NO_TIMER",
        severity: "error",
        message: expect.stringContaining("pg_cron"),
      }),
    ]);
    expect(await on.ask((provider) => provider.diagnose?.() ?? Promise.resolve([]))).toEqual([]);
  });

  // Nothing here runs jobs: a table stands for pg_cron's, and the job is run by hand.
  it("is not taken in by a schema that looks like pg_cron, and its job takes back our own grant alone", async () => {
    await on.asSuperuser(`${cronStandIn}; GRANT orders_readonly TO carol`);
    expect(await on.ask((provider) => provider.traits())).toMatchObject({ nativeExpiry: "none" });
    const [alice, carol] = [await on.holdFor("alice", -second), await on.holdFor("carol", -second)];
    const [sessionOfAlice, sessionOfCarol] = [await on.loginAs("alice"), await on.loginAs("carol")];
    for (const { ids } of [alice, carol]) {
      const name = timerName(ids);
      const command = buildTimerCommand({
        ...{ name, systemIdentifier: ids.instance.replace("system:", "") },
        ...{ roleId: ids.entitlement, memberId: ids.principal, until: alice.until },
      });
      const values = ["* * * * *", command, name].map(escapeLiteral);
      await on.asJob(`INSERT INTO cron.job (schedule, command, jobname) VALUES (${values.join(", ")})`);
      await on.asJob(command);
    }
    expect([await sessionOfCarol.select(), await on.selectAs("carol")]).toEqual(["ok", "ok"]);
    await until("the session is ended", sessionOfAlice.select, (answer) => answer === "gone");
    expect(await on.selectAs("alice")).toBe("denied");
    const grants = await on.ask((provider) => provider.listGrants([entitlement]));
    expect(grants.map(({ principal, origin }) => [principal, origin])).toEqual([["carol", "standing"]]);
    expect(await on.listJobs()).toEqual([]);
    await sessionOfCarol.close();
  });

  it("runs no job before its end", async () => {
    const { ids, until: end } = await on.holdFor("eve", hour);
    const name = timerName(ids);
    const command = buildTimerCommand({
      ...{ name, systemIdentifier: ids.instance.replace("system:", "") },
      ...{ roleId: ids.entitlement, memberId: ids.principal, until: end },
    });
    const session = await on.loginAs("eve");
    const values = ["* * * * *", command, name].map(escapeLiteral);
    await on.asJob(`INSERT INTO cron.job (schedule, command, jobname) VALUES (${values.join(", ")})`);
    await on.asJob(command);
    expect([await session.select(), await on.selectAs("eve")]).toEqual(["ok", "ok"]);
    expect(await on.listJobs()).toHaveLength(1);
    await session.close();
  });
});

describe("a timer", () => {
  const target = { name: "hallpass-1", systemIdentifier: "1", roleId: "2", memberId: "3" };

  it.each(["systemIdentifier", "roleId", "memberId"] as const)(
    "GX15: takes nothing but a number as %s",
    (id) => {
      for (const value of ["", "1; drop role alice", "1$hallpass$", "-1"])
        expect(() => buildTimerCommand({ ...target, until: new Date(0), [id]: value })).toThrow(
          "is not a number",
        );
    },
  );
});
