// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   GX18: A role brings more than its name says.

import { expect, it } from "vitest";
import { isUnder } from "../../../src/providers/ldap/identity/dn.ts";
import { guidText } from "../../../src/providers/ldap/identity/object-guid.ts";
import { relativeId, sidText } from "../../../src/providers/ldap/identity/object-sid.ts";
import { isPowerfulSid } from "../../../src/providers/ldap/identity/powerful.ts";
import { nameOfGrant } from "../../../src/providers/ldap/per-grant/grant-entry.ts";
import { refreshRequest, timeToLive } from "../../../src/providers/ldap/per-grant/time-to-live.ts";

it("writes an objectGUID as text: its first three fields are little-endian", () => {
  const bytes = Buffer.from("33221100554477668899aabbccddeeff", "hex");
  expect(guidText(bytes)).toBe("00112233-4455-6677-8899-aabbccddeeff");
  expect(guidText(bytes.subarray(1))).toBeUndefined();
});

it("writes an objectSid as text", () => {
  // S-1-5-32-544, the built-in administrators.
  const bytes = Buffer.from("01020000000000052000000020020000", "hex");
  expect(sidText(bytes)).toBe("S-1-5-32-544");
  expect(sidText(bytes.subarray(0, 12))).toBeUndefined();
  expect(relativeId("S-1-5-21-1-2-3-512")).toBe(512);
});

it.each([
  ["S-1-5-32-544", true],
  ["S-1-5-32-548", true],
  ["S-1-5-32-545", false],
  ["S-1-5-21-1-2-3-512", true],
  ["S-1-5-21-1-2-3-519", true],
  ["S-1-5-21-1-2-3-513", false],
  ["S-1-5-21-1-2-3-1105", false],
  ["S-1-18-512", false],
])("GX18: %s has power over the domain: %s", (sid, expected) => {
  expect(isPowerfulSid(sid)).toBe(expected);
});

it("knows an entry below another, whatever case and space", () => {
  expect(isUnder("uid=a, OU=People,dc=example , DC=org", "ou=people,dc=example,dc=org")).toBe(true);
  expect(isUnder("ou=people,dc=example,dc=org", "ou=people,dc=example,dc=org")).toBe(true);
  expect(isUnder("uid=a,ou=morepeople,dc=org", "ou=people,dc=org")).toBe(false);
  expect(isUnder("dc=org", "")).toBe(true);
});

it("names the entry of a grant by its ids alone", () => {
  const ids = { instance: "i", principal: "p", entitlement: "e" };
  expect(nameOfGrant(ids)).toMatch(/^hallpass-[0-9a-f]{40}$/u);
  expect(nameOfGrant(ids)).not.toBe(nameOfGrant({ ...ids, principal: "q" }));
});

it("writes the request of RFC 2589 in BER, also with a long name and a first bit that is set", () => {
  expect(refreshRequest("cn=x", 4).toString("hex")).toBe("30098004636e3d78810104");
  expect(refreshRequest("cn=x", 255).toString("hex")).toBe("300a8004636e3d78810200ff");
  const long = refreshRequest("x".repeat(300), 31_557_600);
  expect(long.subarray(0, 8).toString("hex")).toBe("308201368082012c");
  expect(long.subarray(-6).toString("hex")).toBe("810401e187e0".slice(-12));
});

it("asks for a life of a second at least and a year at most", () => {
  const now = new Date("2026-11-20T12:00:00Z");
  expect(timeToLive(new Date("2026-11-20T12:00:59.001Z"), now)).toBe(60);
  expect(timeToLive(new Date("2026-11-20T11:00:00Z"), now)).toBe(1);
  expect(timeToLive(new Date("2126-11-20T12:00:00Z"), now)).toBe(31_557_600);
});
