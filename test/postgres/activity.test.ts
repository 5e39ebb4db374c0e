import { chmodSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type SandboxPostgres, startPostgres } from "../../demo/src/postgres/postgres.ts";
import type { Holding } from "../../src/core/access/holding.ts";
import { readSessionLog } from "../../src/providers/postgres/uses/session-log.ts";
import { selectOnce } from "../support/database.ts";
import { until } from "../support/until.ts";
import { makeVerifier } from "../support/verifier.ts";
import { configure, holdUntil, runSql, withProvider } from "./orders.ts";
import { listServers } from "./servers.ts";

const password = "correct horse battery staple";
const hour = 3_600_000;
const verifier = makeVerifier(password);

const logging = (folder: string) => [
  ...["logging_collector=on", "log_destination=jsonlog", "log_timezone=UTC", `log_directory=${folder}`],
  ...["log_connections=on", "log_statement=all"],
];

for (const { name, ...binaries } of listServers()) {
  describe(`${name}, by its log`, () => {
    let server: SandboxPostgres;
    let folder: string;
    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), "hallpass-log-"));
      chmodSync(folder, 0o777);
      server = await startPostgres({
        ...{ dir: tmpdir(), logins: ["alice", "eve", "carol"], settings: logging(folder) },
        ...binaries,
      });
    });
    afterAll(async () => {
      await server?.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    const read = (holding: Holding, from: Date, logins: "standing" | "per-grant" = "standing") =>
      withProvider(configure(server, { logFolder: folder, logins }), async (provider) =>
        provider.activity?.(holding, from),
      );
    /** A line after a time, without which nobody knows whether the log goes on. */
    const writeLater = async () => {
      await runSql(server, server.superuser, "SELECT 1");
    };

    it("tells each session of the person once, and nothing of what was said in it", async () => {
      const from = new Date();
      const held = await withProvider(configure(server), (provider) =>
        holdUntil(provider, "alice", new Date(Date.now() + hour)),
      );
      await selectOnce(server, "alice", server.logins.alice?.password ?? "");
      await selectOnce(server, "alice", server.logins.alice?.password ?? "");
      await selectOnce(server, "eve", server.logins.eve?.password ?? "");
      const seen = await until(
        "two sessions are in the log",
        () => read(held, from),
        (told) => told?.length === 2,
      );
      expect(seen?.map(({ action }) => action)).toEqual(["session on orders", "session on orders"]);
      for (const { at } of seen ?? []) expect(at.getTime()).toBeGreaterThanOrEqual(from.getTime());
      expect(await read(held, new Date(Date.now() + 2 * hour))).toEqual([]);
    });

    /** A login made for the grant, with what the person does with it before its end. */
    async function holdLogin(use: () => Promise<unknown> = async () => undefined): Promise<Holding> {
      await runSql(server, server.superuser, `ALTER ROLE ${server.manager.user} CREATEROLE`);
      const configuration = configure(server, {
        ...{ logins: "per-grant", findVerifier: async () => verifier },
      });
      return withProvider(configuration, async (provider) => {
        const holding = await holdUntil(provider, "alice", new Date(Date.now() + hour));
        await use();
        await provider.revoke(holding);
        return { ...holding, until: new Date() };
      });
    }
    const readLogin = (held: Holding, from: Date) =>
      until(
        "a line after the end",
        () => read(held, from, "per-grant"),
        (told) => told !== undefined,
      );

    it("says that a login made for the grant was not used only where the log covers its whole time", async () => {
      const from = new Date();
      const ended = await holdLogin();
      await writeLater();
      expect(await readLogin(ended, from)).toEqual([]);
      expect(await read(ended, new Date(0), "per-grant")).toBeUndefined();
    });

    it("never says that of a standing login, which may have been connected since before", async () => {
      const from = new Date();
      const held = await withProvider(configure(server), (provider) =>
        holdUntil(provider, "carol", new Date(Date.now() + hour)),
      );
      const ended = { ...held, until: new Date() };
      await writeLater();
      const search = { folder, user: "carol", database: "orders", from, until: ended.until };
      const log = await until(
        "a line after the end",
        () => readSessionLog(search),
        ({ isWhole }) => isWhole,
      );
      expect(log.activity).toEqual([]);
      expect(await read(ended, from)).toBeUndefined();
    });

    it("a wrong password is no use", async () => {
      const from = new Date();
      const ended = await holdLogin(() =>
        selectOnce(server, "alice~orders~readonly", "wrong").catch(() => undefined),
      );
      await writeLater();
      expect(await readLogin(ended, from)).toEqual([]);
    });

    it("knows a login that was made for the grant, after it was dropped", async () => {
      const from = new Date();
      const held = await holdLogin(() => selectOnce(server, "alice~orders~readonly", password));
      const seen = await until(
        "the session is in the log",
        () => read(held, from, "per-grant"),
        (told) => told?.length === 1,
      );
      expect(seen).toMatchObject([{ action: "session on orders" }]);
    });
  });

  describe(`${name}, by pg_stat_statements`, () => {
    let server: SandboxPostgres;
    beforeAll(async () => {
      const settings = ["shared_preload_libraries=pg_stat_statements"];
      server = await startPostgres({ dir: tmpdir(), logins: ["alice", "eve"], settings, ...binaries });
    });
    afterAll(() => server?.stop());

    const timed = !("binaries" in binaries);
    const read = (principal: string, from: Date) =>
      withProvider(configure(server), async (provider) => {
        const held = await holdUntil(provider, principal, new Date(Date.now() + hour));
        if (principal === "alice")
          await selectOnce(server, principal, server.logins[principal]?.password ?? "");
        return provider.activity?.(held, from);
      });

    it("cannot tell without the extension", async () => {
      await runSql(server, server.superuser, "DROP EXTENSION IF EXISTS pg_stat_statements");
      expect(await read("alice", new Date(0))).toBeUndefined();
    });

    it(`${timed ? "tells" : "cannot tell"} what the person ran for the first time, and nothing of its text`, async () => {
      await runSql(server, server.superuser, "CREATE EXTENSION pg_stat_statements");
      await runSql(server, server.superuser, "SELECT pg_stat_statements_reset()");
      const from = new Date();
      const seen = await read("alice", from);
      if (!timed) return expect(seen).toBeUndefined();
      expect(seen?.length).toBeGreaterThan(0);
      expect(new Set(seen?.map(({ action }) => action))).toEqual(
        new Set(["new kind of statement on orders"]),
      );
      for (const { at } of seen ?? []) expect(at.getTime()).toBeGreaterThanOrEqual(from.getTime());
    });

    it("that nothing is new does not say that nothing was used", async () => {
      expect(await read("eve", new Date())).toBeUndefined();
      expect(await read("alice", new Date(Date.now() + 2 * hour))).toEqual([]);
    });
  });
}

describe("the server's log", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "hallpass-log-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const line = (overrides: object = {}) =>
    JSON.stringify({
      ...{ timestamp: "2026-11-20 12:30:00.000 UTC", user: "alice", dbname: "orders", pid: 7 },
      ...{ session_id: "1.7", backend_type: "client backend", message: "…" },
      ...overrides,
    });
  const write = (file: string, ...lines: string[]) =>
    writeFileSync(join(folder, file), lines.map((each) => `${each}\n`).join(""));
  const [from, end] = [new Date("2026-11-20T12:00:00Z"), new Date("2026-11-20T13:00:00Z")];
  const read = (user = "alice", database: string | undefined = "orders") =>
    readSessionLog({ folder, user, database, from, until: end });

  it("leaves out other people, other databases, other times, failures, and what the server does itself", async () => {
    write(
      "a.json",
      line({ user: "eve" }),
      line({ dbname: "payroll" }),
      line({ timestamp: "2026-11-20 11:59:59.999 UTC" }),
      line({ timestamp: "2026-11-20 13:00:00.000 UTC" }),
      line({ state_code: "28P01" }),
      line({ backend_type: "parallel worker" }),
      '{"timestamp": "2026-11-20 12:30:',
      "[]",
    );
    expect(await read()).toEqual({ activity: [], isWhole: true });
  });

  it("counts nobody who was refused, also where the line has no code", async () => {
    const ps = "authentication";
    write("a.json", line({ ps, message: 'LDAP login failed for user "alice"' }));
    expect((await read()).activity).toEqual([]);
    write("a.json", line({ ps, message: "connection authorized: user=alice" }));
    expect((await read()).activity).toHaveLength(1);
  });

  it("reads past a line of any length, and proves nothing then", async () => {
    const later = line({ session_id: "1.9", timestamp: "2026-11-20 13:00:01.000 UTC" });
    const earlier = line({ user: "eve", timestamp: "2026-11-20 11:00:00.000 UTC" });
    write("a.json", earlier, line({ user: "eve", message: "x".repeat(200_000) }), line(), later);
    expect(await read()).toMatchObject({ activity: [{ action: "session on orders" }], isWhole: false });
    write("a.json", earlier, line(), later);
    expect((await read()).isWhole).toBe(true);
  });

  it("counts a session that began before at its first line since", async () => {
    write("a.json", line({ timestamp: "2026-11-20 11:00:00.000 GMT" }), line(), line());
    expect((await read()).activity).toEqual([
      { at: new Date("2026-11-20T12:30:00Z"), action: "session on orders" },
    ]);
  });

  it("reads every file that may reach into the time, and knows by an older one that the log reaches back", async () => {
    write("old.json", "not read");
    utimesSync(join(folder, "old.json"), from, new Date(from.getTime() - 1));
    write("a.json", line({ session_id: "1.8", timestamp: "2026-11-20 12:40:00.000 UTC" }));
    write("b.json", line(), line({ timestamp: "2026-11-20 13:00:01.000 UTC" }));
    write("c.log", "not read");
    const { activity, isWhole } = await read();
    expect(activity.map(({ at }) => at.toISOString().slice(11, 16))).toEqual(["12:30", "12:40"]);
    expect(isWhole).toBe(true);
  });

  it("keeps the name of a database on one line", async () => {
    write("a.json", line({ dbname: "a\nb" }));
    expect((await read("alice", "a\nb")).activity).toMatchObject([{ action: "session on a b" }]);
  });

  it("refuses times of another zone, and a folder that is not there", async () => {
    write("a.json", line({ timestamp: "2026-11-20 12:30:00.000 CET" }));
    await expect(read()).rejects.toThrow("log_timezone");
    rmSync(folder, { recursive: true });
    await expect(read()).rejects.toThrow("ENOENT");
    folder = mkdtempSync(join(tmpdir(), "hallpass-log-"));
  });
});
