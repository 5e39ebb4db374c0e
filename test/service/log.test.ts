import { describe, expect, it } from "vitest";
import { createLog } from "../../src/service/log.ts";

const NOW = new Date("2026-11-20T14:00:00.000Z");

function logged(fields: Record<string, unknown>, secrets: string[] = [], message = "failed"): string {
  const lines: string[] = [];
  createLog(
    (line) => lines.push(line),
    secrets,
    () => NOW,
  ).error(fields, message);
  return lines.join("");
}

describe("a line of the log", () => {
  it("is one line of JSON, whatever is in it", () => {
    const title = "a\r\nb \u001b[31mred \u009b31m \u2028 \u202e \u{E0041}";
    const line = logged({ pull: 12, title });
    expect(line.match(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu)).toEqual(["\n"]);
    expect(JSON.parse(line)).toEqual({
      time: NOW.toISOString(),
      level: "error",
      msg: "failed",
      pull: 12,
      title,
    });
  });

  it("says when and how bad it was itself: no field can", () => {
    const line = logged({ time: "then", level: "info", msg: "ok" });
    expect(JSON.parse(line)).toEqual({ time: NOW.toISOString(), level: "error", msg: "failed" });
  });

  it("tells an error with its causes, and not what else hangs on it", () => {
    const inner = Object.assign(new Error("inner"), { code: "E1", request: { headers: "x" } });
    const err = new AggregateError([inner], "outer", { cause: inner });
    const { err: told } = JSON.parse(logged({ err }));
    expect(told).toMatchObject({ name: "AggregateError", cause: { message: "inner", code: "E1" } });
    expect(told.errors).toMatchObject([{ message: "inner" }]);
    expect(told.cause).not.toHaveProperty("request");
  });

  it.each([
    ["something that holds itself", () => Object.assign(Object.create(null), { self: [] as unknown[] })],
    ["a number JSON does not know", () => 12n],
    ["a function", () => () => "x"],
    ["a date that is none", () => new Date(Number.NaN)],
    ["half a character", () => "\ud800"],
    ["bytes", () => new Uint8Array(1e6)],
    [
      "a field that throws",
      () => ({
        get x() {
          throw new Error("no");
        },
      }),
    ],
  ])("can be written of %s", (_name, make) => {
    const value: unknown = make();
    if (typeof value === "object" && value !== null && "self" in value) Object.assign(value, { self: value });
    expect(JSON.parse(logged({ value }))).toMatchObject({ level: "error" });
  });

  it("can be written of an error that is its own cause", () => {
    const err = new Error("round");
    err.cause = err;
    expect(JSON.parse(logged({ err })).err.message).toBe("round");
  });
});

describe("a secret known at start", () => {
  const secret = "ghs_0123456789/+=";
  const key = "-----BEGIN PRIVATE KEY-----\nMIIEvgIBADANBgkqhkiG\n-----END PRIVATE KEY-----\n";

  it.each([
    ["a message", { err: new Error(`no access with ${secret}`) }],
    ["a cause", { err: new Error("x", { cause: new Error(secret) }) }],
    ["one of several errors", { err: new AggregateError([new Error(secret)], "x") }],
    ["a field's name", { [secret]: 1 }],
    ["a list", { values: [[secret]] }],
    ["a map", { values: new Map([["a", secret]]) }],
    ["a URL", { url: `http://h/?t=${encodeURIComponent(secret)}` }],
    ["JSON in text", { text: JSON.stringify({ secret }) }],
    ["base64", { header: Buffer.from(secret).toString("base64") }],
    ["base64 after a name", { header: Buffer.from(`x-access-token:${secret}`).toString("base64") }],
    ["base64 after another name", { header: Buffer.from(`git:${secret}:x`).toString("base64url") }],
  ])("is masked in %s", (_name, fields) => {
    const line = logged(fields, [secret]);
    expect(line).toContain("***");
    for (const part of [secret, "0123456789", Buffer.from("0123456789").toString("base64").slice(0, 8)])
      expect(line).not.toContain(part);
  });

  it.each(["base64", "base64url"] as const)("is masked in %s that needs more than letters", (encoding) => {
    const other = ">>>???>>>???";
    const encoded = Buffer.from(other).toString(encoding);
    expect(encoded).toMatch(/[+/_-]/u);
    expect(JSON.parse(logged({ header: encoded }, [other])).header).toBe("***");
  });

  it("that begins with another one is masked whole", () => {
    for (const secrets of [
      ["abcdefgh", "abcdefgh-second"],
      ["abcdefgh-second", "abcdefgh"],
    ])
      expect(JSON.parse(logged({ text: "at abcdefgh-second" }, secrets)).text).toBe("at ***");
  });

  it("is masked in the message of the line", () => {
    expect(logged({}, [secret], `with ${secret}`)).not.toContain("0123456789");
  });

  it.each([
    ["as it was given", key],
    ["written on one line", key.replaceAll("\n", "\\n")],
  ])("of several lines is masked whole, and line by line, %s", (_name, given) => {
    const line = logged({ whole: `key ${key} is bad`, part: "at MIIEvgIBADANBgkqhkiG" }, [given]);
    expect(line).not.toContain("MIIE");
    expect(JSON.parse(line).part).toBe("at ***");
  });
});

describe("what nobody knew at start", () => {
  it.each([
    ["a token GitHub made since", `https://x-access-token:ghs_${"a1".repeat(18)}@github.com/acme/access.git`],
    ["a URL's user", "https://bob:pa55word@db.example/orders"],
    ["a header", "Authorization: Basic cGE1NXdvcmQ6cGE1NXdvcmQ="],
    ["a JWT", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.pa55word"],
  ])("is masked by its shape: %s", (_name, text) => {
    const line = logged({ err: new Error("x", { cause: new Error(text) }) });
    expect(line).toContain("***");
    expect(line).not.toMatch(/a1a1a1|pa55word|cGE1/u);
  });
});
