import { expect, it } from "vitest";
import { fitConnection } from "../../../src/core/access/connection.ts";

it.each([
  ["command", "psql -h db.example -U alice orders"],
  ["link", "https://console.example/orders?view=all#top"],
] as const)("shows a %s that is one printable line", (kind, text) => {
  expect(fitConnection({ kind, text })).toEqual({ kind, text });
});

it.each([
  ["command", "an empty line", ""],
  ["command", "two lines", "psql\nrm -rf ~"],
  ["command", "an invisible character", "psql \u202e gpj"],
  ["command", "a line separator", "psql \u2028 x"],
  ["command", "over 500 characters", "x".repeat(501)],
  ["link", "no URL", "console.example"],
  ["link", "another scheme", "javascript:alert(1)"],
  ["link", "no TLS", "http://console.example/"],
  ["link", "a user and a password", "https://alice:hunter2@console.example/"],
] as const)("shows no %s with %s", (kind, _what, text) => {
  expect(fitConnection({ kind, text })).toBeUndefined();
});

it("shows nothing where a provider has nothing to show", () => {
  expect(fitConnection(undefined)).toBeUndefined();
});

it("writes a link with no character that ends a link in Markdown", () => {
  expect(fitConnection({ kind: "link", text: 'https://x.example/a>b<c "d' })?.text).toBe(
    "https://x.example/a%3Eb%3Cc%20%22d",
  );
});
