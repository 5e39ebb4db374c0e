// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   HH6: The lent role owns the database that Hallpass connects to: its holder locks all others out, or sets
//     an option that makes every connection fail.

import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import { isSigned, readKey, signMessage } from "../../../src/outbound/signature.ts";

const makeSecret = (bytes: number): string => `whsec_${randomBytes(bytes).toString("base64")}`;
const keyOf = (secret: string): Buffer => readKey(secret) ?? expect.fail("no key");

const current = makeSecret(32);
const former = makeSecret(24);
const keys = [keyOf(current), keyOf(former)];
const now = new Date();
const body = `{"principal":"ål\u2028ice"}`;
const signed = signMessage(keys, "hp_1", now, body);
const headersOf = (changes: Record<string, string> = {}) => new Headers({ ...signed, ...changes });

describe("a signature", () => {
  it("is that of the specification's example", () => {
    // The secret, id, timestamp and body that the specification's libraries are tested with.
    const key = keyOf("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    const at = new Date(1_614_265_330_000);
    const { "webhook-signature": signature } = signMessage(
      ...([[key], "msg_p5jXN8AQM9LWM0D4loKWxJek", at, '{"test": 2432232314}'] satisfies Parameters<
        typeof signMessage
      >),
    );
    expect(signature).toBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  });

  it.each([
    ["the secret in use", current],
    ["the former one", former],
  ])("verifies in an independent library with %s", (_, secret) => {
    expect(new Webhook(secret).verify(body, { ...signed })).toEqual(JSON.parse(body));
  });

  it("does not verify there with another secret, or for another body", () => {
    expect(() => new Webhook(makeSecret(32)).verify(body, { ...signed })).toThrow();
    expect(() => new Webhook(current).verify(`${body} `, { ...signed })).toThrow();
  });

  it("is one that the library makes, too, for any body", () => {
    fc.assert(
      fc.property(fc.json(), fc.stringMatching(/^hp_[\w-]{1,60}$/u), (text, id) => {
        const signature = new Webhook(current).sign(id, now, text);
        expect(signMessage(keys, id, now, text)["webhook-signature"].split(" ")[0]).toBe(signature);
        const seconds = String(Math.floor(now.getTime() / 1000));
        const headers = { "webhook-id": id, "webhook-timestamp": seconds, "webhook-signature": signature };
        expect(isSigned(keys, id, new Headers(headers), text, now)).toBe(true);
      }),
      { seed: 20_261_128 },
    );
  });
});

describe("an answer is believed", () => {
  it("HH6: at the same cost however many signatures it has: no receiver may keep the process busy", () => {
    const many = "a ".repeat(7_500);
    const long = "x".repeat(1024 * 1024);
    // With one computation for each of them, this took two minutes.
    expect(isSigned(keys, "hp_1", headersOf({ "webhook-signature": many }), long, now)).toBe(false);
  });

  it("when one of several signatures is right", () => {
    const several = `v1a,abc v1,${"A".repeat(43)}= ${signed["webhook-signature"]}`;
    expect(isSigned(keys, "hp_1", headersOf({ "webhook-signature": several }), body, now)).toBe(true);
    expect(isSigned(keys.slice(1), "hp_1", headersOf(), body, now)).toBe(true);
  });

  it.each([-300, 300])("when its time is %i seconds away", (seconds) => {
    const whole = new Date(Math.floor(now.getTime() / 1000) * 1000);
    const at = new Date(whole.getTime() + seconds * 1000);
    expect(isSigned(keys, "hp_1", new Headers({ ...signMessage(keys, "hp_1", at, body) }), body, whole)).toBe(
      true,
    );
  });
});

describe("an answer is not believed", () => {
  it.each([
    ["without a signature", { "webhook-signature": "" }],
    [
      "with one of another version",
      { "webhook-signature": signed["webhook-signature"].replaceAll("v1,", "v1a,") },
    ],
    ["with a shortened one", { "webhook-signature": signed["webhook-signature"].slice(0, 20) }],
    ["with characters that are none of base64", { "webhook-signature": `v1,${"é".repeat(44)}` }],
    ["under another id", { "webhook-id": "hp_2" }],
    ["with another time", { "webhook-timestamp": String(Number(signed["webhook-timestamp"]) + 1) }],
    ["with a time that is none", { "webhook-timestamp": "soon" }],
    ["with a time in another notation", { "webhook-timestamp": `${signed["webhook-timestamp"]}.0` }],
  ])("%s", (_, changes) => {
    expect(isSigned(keys, "hp_1", headersOf(changes), body, now)).toBe(false);
  });

  it.each([-302, 302])("when its time is %i seconds away", (seconds) => {
    const at = new Date(now.getTime() + seconds * 1000);
    expect(isSigned(keys, "hp_1", new Headers({ ...signMessage(keys, "hp_1", at, body) }), body, now)).toBe(
      false,
    );
  });

  it("for another body, for another message, or with other keys", () => {
    expect(isSigned(keys, "hp_1", headersOf(), `${body} `, now)).toBe(false);
    expect(isSigned(keys, "hp_2", headersOf(), body, now)).toBe(false);
    expect(isSigned([randomBytes(32)], "hp_1", headersOf(), body, now)).toBe(false);
  });
});

describe("a secret", () => {
  it.each([24, 32, 64])("may have %i bytes", (bytes) => {
    expect(readKey(makeSecret(bytes))).toHaveLength(bytes);
  });

  it.each([
    ["no prefix", makeSecret(32).slice("whsec_".length)],
    ["another prefix", makeSecret(32).replace("whsec_", "whsk_")],
    ["too few bytes", makeSecret(23)],
    ["too many bytes", makeSecret(65)],
    ["characters that are none of base64", `whsec_${"*".repeat(44)}`],
    ["a space at its end", `${makeSecret(32)} `],
  ])("is refused with %s", (_, secret) => {
    expect(readKey(secret)).toBeUndefined();
  });
});
