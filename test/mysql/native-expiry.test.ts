// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   RV5: The subject held the role before.
//   HH1: The holder locks what the revocation has to write (their own role's row, a table) and keeps the
//     transaction open.

import type { Connection } from "mysql2/promise";
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { Holding } from "../../src/core/access/holding.ts";
import type { MysqlConfiguration } from "../../src/providers/mysql/configuration.ts";
import { until } from "../support/until.ts";
import {
  asAdmin,
  canRead,
  canUse,
  configure,
  entitlement,
  holdUntil,
  loginAs,
  type Orders,
  openSession,
  settings,
  startOrders,
  withProvider,
} from "./orders.ts";
import { listServers } from "./server.ts";

const second = 1_000;
const hour = 3_600_000;

for (const { name } of listServers()) {
  describe(`an event of ${name}`, () => {
    let server: Orders;
    const open: Connection[] = [];
    beforeAll(async () => {
      server = await startOrders(settings);
    });
    afterAll(() => server?.stop());
    afterEach(async () => {
      for (const connection of open.splice(0)) connection.destroy();
      const ids = await using((provider) => provider.identify("alice", entitlement));
      await using((provider) => provider.revoke({ principal: "alice", entitlement, ids, until: new Date() }));
    });

    const using = <Result>(
      work: Parameters<typeof withProvider<Result>>[1],
      overrides: Partial<MysqlConfiguration> = {},
    ): Promise<Result> => withProvider(configure(server, overrides), work);
    const holdFor = (milliseconds: number, overrides: Partial<MysqlConfiguration> = {}): Promise<Holding> =>
      using((provider) => holdUntil(provider, "alice", new Date(Date.now() + milliseconds)), overrides);
    /** The event takes the role first and ends sessions after that. */
    const cutOff = (...sessions: readonly Connection[]) =>
      until(
        "the event ends the sessions",
        () => Promise.all(sessions.map(canRead)),
        (reads) => !reads.includes(true),
      );
    /** Moves the end to the next second, and waits for the server to act. */
    const endSoon = async (holding: Holding): Promise<void> => {
      await using((provider) => provider.hold({ ...holding, until: new Date(Date.now() + second) }));
      await ended();
    };
    const keep = (connection: Connection): Connection => {
      open.push(connection);
      return connection;
    };
    const listEvents = () =>
      asAdmin(
        server,
        "SELECT EVENT_NAME AS name, DEFINER AS definer, STATUS AS status, STARTS AS starts FROM information_schema.EVENTS",
      );
    const ended = () =>
      until(
        "the event ends the access",
        () => canUse(server, "alice"),
        (can) => !can,
      );

    it("ends access and sessions with nobody attached, and leaves nothing", async () => {
      const holding = await holdFor(hour, { nativeExpiry: "required" });
      const alice = keep(await openSession(server, "alice"));
      const eve = keep(await loginAs(server, "eve"));
      expect(await canRead(alice)).toBe(true);
      await endSoon(holding);
      await cutOff(alice);
      await eve.query("SELECT 1");
      expect(
        await until(
          "the event drops itself",
          () => listEvents(),
          (events) => events.length === 0,
        ),
      ).toEqual([]);
      const again = keep(await loginAs(server, "alice"));
      await again.query("DO SLEEP(0.2)");
    });

    it("belongs to the account of Hallpass, is enabled, and names the end to the second", async () => {
      const holding = await holdFor(hour);
      const [event, ...more] = await listEvents();
      expect(more).toEqual([]);
      expect(event).toMatchObject({
        name: expect.stringMatching(/^hallpass-[0-9a-f]{32}-\d{8}T\d{6}$/u),
        definer: "hallpass@%",
        status: "ENABLED",
      });
      const ends = String(event?.name).slice(-15).replaceAll("T", "");
      const wanted = new Date(Math.ceil(holding.until.getTime() / second) * second);
      expect(ends).toBe(wanted.toISOString().slice(0, 19).replaceAll(/[-:T]/gu, ""));
    });

    it("moves with the end, later and earlier", async () => {
      const holding = await holdFor(3 * second);
      await using((provider) => provider.hold({ ...holding, until: new Date(Date.now() + hour) }));
      expect(await listEvents()).toHaveLength(1);
      await until(
        "the first end passes",
        async () => Date.now(),
        (now) => now > holding.until.getTime() + 1.5 * second,
      );
      expect(await canUse(server, "alice")).toBe(true);
      await endSoon(holding);
    });

    it("ends access after its server was down at the end", async () => {
      await holdFor(2 * second);
      await server.restart();
      await ended();
    });

    it("HH1: ends the access of a holder who locks tables and leaves transactions open", async () => {
      const holding = await holdFor(hour);
      const [locks, reads] = [
        keep(await openSession(server, "alice")),
        keep(await openSession(server, "alice")),
      ];
      await locks.query("LOCK TABLES orders.orders READ");
      await reads.query("START TRANSACTION");
      await reads.query("SELECT * FROM orders.orders");
      await endSoon(holding);
      await cutOff(locks, reads);
    });

    it("HH1: waits while somebody locks the whole server, and the end by Hallpass does not", async () => {
      await asAdmin(server, "GRANT RELOAD ON *.* TO alice@'%'");
      onTestFinished(async () => {
        await asAdmin(server, "REVOKE RELOAD ON *.* FROM alice@'%'");
      });
      const holding = await holdFor(hour);
      const alice = keep(await openSession(server, "alice"));
      const soon = { ...holding, until: new Date(Date.now() + 3 * second) };
      await using((provider) => provider.hold(soon));
      await alice.query("FLUSH TABLES WITH READ LOCK");
      await until(
        "the end passes",
        async () => Date.now(),
        (now) => now > soon.until.getTime() + 2 * second,
      );
      expect(await canUse(server, "alice")).toBe(true);
      // The server may still count the session that has just looked.
      const { sessionsEnded } = await using((provider) => provider.revoke(holding));
      expect(sessionsEnded).toBeGreaterThan(0);
      await expect(alice.query("SELECT 1")).rejects.toThrow();
      expect(await canUse(server, "alice")).toBe(false);
    });

    it("RV5: is not planted for access that was there before", async () => {
      await asAdmin(server, "GRANT orders_readonly TO alice@'%'");
      await holdFor(hour);
      expect(await listEvents()).toEqual([]);
    });

    it("goes with an early end, and with a removal by hand", async () => {
      const first = await holdFor(hour);
      await using((provider) => provider.revoke(first));
      expect(await listEvents()).toEqual([]);
      const later = await holdFor(hour);
      await asAdmin(server, "REVOKE orders_readonly FROM alice@'%'");
      await using(async (provider) => provider.forget?.(later));
      expect(await listEvents()).toEqual([]);
    });

    it("is dropped at an extension where events are switched off", async () => {
      const holding = await holdFor(hour);
      await using((provider) => provider.hold(holding), { nativeExpiry: "off" });
      expect(await listEvents()).toEqual([]);
      expect(await canUse(server, "alice")).toBe(true);
    });

    describe("where the scheduler", () => {
      afterAll(() => server.restart(settings));

      it.each([
        ["is off", ["--performance-schema=ON", "--event-scheduler=OFF"], "SELECT 1"],
        ["is on until the next restart only", ["--performance-schema=ON"], "SET GLOBAL event_scheduler = ON"],
      ])("%s, is not relied on", async (_name, options, statement) => {
        await server.restart(options);
        await asAdmin(server, statement);
        expect((await using((provider) => provider.traits())).nativeExpiry).toBe("none");
        await expect(holdFor(hour, { nativeExpiry: "required" })).rejects.toMatchObject({
          code: "REFUSED",
          cause: { message: expect.stringContaining("no event can be planted") },
        });
        expect(await canUse(server, "alice")).toBe(false);
        await holdFor(hour);
        expect(await canUse(server, "alice")).toBe(true);
        expect(await listEvents()).toEqual([]);
        for (const [mode, severity] of [
          ["auto", "warning"],
          ["required", "error"],
        ] as const)
          expect(
            await using(async (provider) => provider.diagnose?.(), { nativeExpiry: mode }),
          ).toMatchObject([{ code: "MYSQL_NO_EVENTS", severity }]);
      });
    });
  });
}
