// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   HH1: The holder locks what the revocation has to write (their own role's row, a table) and keeps the
//     transaction open.

import { describe, expect, it } from "vitest";
import { diagnoseTimers } from "../../../src/providers/postgres/diagnosis/timers.ts";
import { readCron } from "../../../src/providers/postgres/timers/cron.ts";
import { plantTimer, removeTimer, timerName } from "../../../src/providers/postgres/timers/timer.ts";
import { buildTimerCommand } from "../../../src/providers/postgres/timers/timer-command.ts";
import { scripted } from "./scripted.ts";

const fine = { installed: true, visible: true, named: true, running: true, identified: true };
const ids = { instance: "system:1", principal: "7", entitlement: "8" };
const entitlement = { provider: "orders-db", resource: "orders", role: "readonly" };
const holding = { principal: "alice", entitlement, ids, until: new Date("2026-11-20T16:00:00Z") };
const server = { separate: true, instances: ["system:1", "address:h:5432"] } as const;

const faults = [
  [{ installed: false, visible: false }, "NO_EXTENSION"],
  [{ visible: false }, "NO_ACCESS"],
  [{ named: false }, "TOO_OLD"],
  [{ running: false }, "NOT_RUNNING"],
  [{ identified: false }, "NO_IDENTIFIER"],
] as const;

/** With pg_cron as given, and this holding's job planted or not. */
const serverWith = (cron: Partial<typeof fine>, planted: boolean) =>
  scripted([
    ["pg_cron scheduler", [{ ...fine, ...cron }]],
    ["FROM cron.job WHERE jobname", planted ? [{ id: "5" }] : []],
  ]);
const wrote = (asked: string[]) =>
  asked
    .filter((sql) => /cron\.(un)?schedule\(/u.test(sql))
    .map((sql) => (sql.includes("unschedule") ? "unschedule" : "schedule"));

describe("pg_cron", () => {
  it.each(faults)("with %j lacks what a timer needs: %s", async (cron, fault) => {
    expect(await readCron(serverWith(cron, false).query)).toMatchObject({ fault });
  });

  it("with all of it has no fault", async () => {
    expect(await readCron(serverWith({}, false).query)).toEqual({ visible: true, fault: undefined });
  });
});

describe("a timer", () => {
  const plant = async (
    mode: "auto" | "required" | "off",
    { cron = {}, planted = false, mayPlant = true } = {},
  ): Promise<string[]> => {
    const { query, asked } = serverWith(cron, planted);
    await plantTimer(query, { provider: "orders-db", mode }, server, holding, mayPlant);
    return wrote(asked);
  };

  it.each(faults)("is a condition where it is required: with %j nothing is granted", async (cron, fault) => {
    await expect(plant("required", { cron })).rejects.toMatchObject({
      code: "REFUSED",
      cause: { message: expect.stringContaining(fault) },
    });
    expect(await plant("auto", { cron })).toEqual([]);
  });

  it("is planted where it can be", async () => {
    expect([await plant("auto"), await plant("required")]).toEqual([["schedule"], ["schedule"]]);
  });

  it("is not planted for what may be somebody else's, and replaced where it was planted before", async () => {
    expect(await plant("auto", { mayPlant: false })).toEqual([]);
    expect(await plant("required", { mayPlant: false })).toEqual([]);
    expect(await plant("auto", { mayPlant: false, planted: true })).toEqual(["schedule"]);
  });

  it("is removed where it is switched off, if there is one", async () => {
    expect(await plant("off", { planted: true })).toEqual(["unschedule"]);
    expect(await plant("off")).toEqual([]);
  });

  it("is removed with the end, and nothing is looked for where our account sees no jobs", async () => {
    const there = serverWith({}, true);
    await removeTimer(there.query, ids, 0);
    expect(wrote(there.asked)).toEqual(["unschedule"]);
    const hidden = serverWith({ visible: false }, true);
    await removeTimer(hidden.query, ids, 0);
    expect(hidden.asked.some((sql) => sql.includes("cron.job"))).toBe(false);
  });

  it("has one name for one holding, and another for every other", () => {
    const names = [
      ids,
      { ...ids, instance: "system:2" },
      { ...ids, principal: "9" },
      { ...ids, entitlement: "9" },
    ].map(timerName);
    expect(new Set([...names, timerName({ ...ids })]).size).toBe(4);
    for (const name of names) expect(name).toMatch(/^hallpass-[0-9a-f]{40}$/u);
  });

  it("HH1: waits for no lock longer than seconds, and names all by number", () => {
    const command = buildTimerCommand({
      ...{ name: timerName(ids), systemIdentifier: "1", roleId: "8", memberId: "7" },
      until: holding.until,
    });
    expect(command).toContain("set_config('lock_timeout', '250ms', false)");
    expect(command).toContain("system_identifier = 1)");
    expect(command).toContain("WHERE r.oid = 8 AND m.oid = 7");
    expect(command.indexOf("EXECUTE format")).toBeLessThan(command.indexOf("pg_terminate_backend"));
  });
});

describe("what is wrong with timers", () => {
  const diagnose = (nativeExpiry: "auto" | "required" | "off", cron: Partial<typeof fine>) =>
    diagnoseTimers(serverWith(cron, false).query, { nativeExpiry, home: "orders" }, "hallpass");

  it.each(faults)("with %j is told, %s: an error where they are required", async (cron, fault) => {
    expect(await diagnose("required", cron)).toMatchObject([
      { code: "POSTGRES_NO_TIMER", severity: "error" },
    ]);
    // Most servers have no pg_cron, and by default nobody asked for it.
    const byDefault = fault === "NO_EXTENSION" ? [] : [{ code: "POSTGRES_NO_TIMER", severity: "warning" }];
    expect(await diagnose("auto", cron)).toMatchObject(byDefault);
    expect(await diagnose("off", cron)).toEqual([]);
  });

  it("is nothing where all is there", async () => {
    expect(await diagnose("required", {})).toEqual([]);
  });
});
