import { expect, it } from "vitest";
import { createLog } from "../../src/log.ts";

const NOW = new Date("2026-11-20T14:00:00.000Z");

function logged(fields: Record<string, unknown>, secrets: string[] = []): string {
  const lines: string[] = [];
  createLog(
    (line) => lines.push(line),
    secrets,
    () => NOW,
  ).error(fields, "failed");
  return lines.join("");
}

it("writes one line of JSON, whatever is in it (OI6)", () => {
  const line = logged({ pull: 12, title: "a\r\nb \u001b[31mred" });
  expect(line.match(/\n/gu)).toHaveLength(1);
  expect(JSON.parse(line)).toEqual({
    time: NOW.toISOString(),
    level: "error",
    msg: "failed",
    pull: 12,
    title: "a\r\nb \u001b[31mred",
  });
});

it("masks a secret in a message, in a cause and in a key of several lines (OI7)", () => {
  const secrets = ["ghs_0123456789", "-----BEGIN\nabc\n-----END"];
  const err = new Error("no access with ghs_0123456789", {
    cause: new Error("key -----BEGIN\nabc\n-----END is bad"),
  });
  const line = logged({ err }, secrets);
  expect(line).not.toMatch(/ghs_0123456789|abc/u);
  expect(JSON.parse(line).err.cause.message).toBe("key *** is bad");
});
