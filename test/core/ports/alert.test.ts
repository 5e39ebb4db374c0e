import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { alertOf, raiseAlert } from "../../../src/core/ports/alert.ts";
import type { Log } from "../../../src/core/ports/log.ts";

function createLog() {
  const lines: unknown[] = [];
  const keep =
    (level: string): Log["info"] =>
    (fields, message) =>
      void lines.push({ level, ...fields, message });
  const log: Log = { info: keep("info"), warn: keep("warn"), error: keep("error") };
  return { log, lines };
}

describe("an alert", () => {
  it("is a line of the log that operators can filter, with a code to look up", () => {
    const { log, lines } = createLog();
    raiseAlert(log, "CLOCK_WRONG", { step: "clock" }, "the clock is wrong");
    raiseAlert(log, "ARCHIVED", { step: "attest" }, "the repository is archived", "warn");
    expect(lines).toEqual([
      { level: "error", step: "clock", alert: true, code: "CLOCK_WRONG", message: "the clock is wrong" },
      { level: "warn", step: "attest", alert: true, code: "ARCHIVED", message: "the repository is archived" },
    ]);
  });

  it.each([
    ["an error that asks for one", Object.assign(new Error("no"), { alert: "LEDGER_NAME_TAKEN" }), true],
    ["an error that passes by itself", new Error("no"), false],
    ["a code that is not in the catalogue", Object.assign(new Error("no"), { alert: "OTHER" }), false],
    ["a flag", Object.assign(new Error("no"), { alert: true }), false],
    ["something that is not an error", { alert: "LEDGER_NAME_TAKEN" }, false],
  ])("of %s", (_, error, isOne) => {
    expect(alertOf(error)).toBe(isOne ? "LEDGER_NAME_TAKEN" : undefined);
  });

  it("is raised in one place alone: no line of the log carries the flag without a code", () => {
    const src = fileURLToPath(new URL("../../../src", import.meta.url));
    const flags = readdirSync(src, { recursive: true, encoding: "utf8" }).filter(
      (name) => name.endsWith(".ts") && /\balert: true\b/u.test(readFileSync(join(src, name), "utf8")),
    );
    expect(flags).toEqual([join("core", "ports", "alert.ts")]);
  });
});
