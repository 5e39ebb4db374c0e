import { describe, expect, it } from "vitest";
import { judgeNamedRotas } from "../../../src/core/on-call/on-call.ts";
import { isOnCall, parseRota, rotaNameOf } from "../../../src/core/on-call/rota.ts";

const PATH = "policies/rota/payments.yaml";
const codesOf = (text: string): string[] => parseRota(text, PATH).findings.map(({ code }) => code);
const shift = (from: string, to: string): string =>
  `shifts:\n  - { login: alice, id: 1001, from: ${from}, to: ${to} }\n`;

describe("a rota", () => {
  it.each([
    ["policies/rota/payments.yaml", "payments"],
    ["policies/rota/payments.yml", undefined],
    ["policies/rota/a/payments.yaml", undefined],
    ["policies/rota/../payments.yaml", undefined],
    ["policies/payments.yaml", undefined],
    ["rota/payments.yaml", undefined],
  ])("at %s has the name %s", (path, name) => {
    expect(rotaNameOf(path)).toBe(name);
  });

  it("has the account on call from the beginning of a shift to just before its end", () => {
    const { value, findings } = parseRota(shift("2026-11-23T08:00Z", "2026-11-30T08:00Z"), PATH);
    expect(findings).toEqual([]);
    const ask = (account: number, moment: string): boolean | undefined =>
      value && isOnCall(value, account, new Date(moment));
    expect(ask(1001, "2026-11-23T07:59:59Z")).toBe(false);
    expect(ask(1001, "2026-11-23T08:00:00Z")).toBe(true);
    expect(ask(1001, "2026-11-30T07:59:59Z")).toBe(true);
    expect(ask(1001, "2026-11-30T08:00:00Z")).toBe(false);
    expect(ask(1002, "2026-11-25T08:00:00Z")).toBe(false);
  });

  it.each([
    ["ends before it begins", "2026-11-30T08:00Z", "2026-11-23T08:00Z"],
    ["lasts no time", "2026-11-30T08:00Z", "2026-11-30T08:00Z"],
    ["is longer than 31 days", "2026-11-01T08:00Z", "2026-12-02T08:01Z"],
    ["is on a day that does not exist", "2026-02-30T08:00Z", "2026-03-01T08:00Z"],
  ])("is refused where a shift %s", (_, from, to) => {
    expect(codesOf(shift(from, to))).toEqual(["ROTA_SHIFT"]);
  });

  it("is refused with a time of another zone, or without an id", () => {
    expect(codesOf(shift("2026-11-23T08:00+01:00", "2026-11-30T08:00Z"))).not.toEqual([]);
    expect(codesOf("shifts: [{ login: alice, from: 2026-11-23T08:00Z, to: 2026-11-30T08:00Z }]")).not.toEqual(
      [],
    );
  });

  it("that a policy names has to be there", () => {
    const policies = [{ name: "orders", requesters: { onCall: ["payments", "search"] } }];
    const found = judgeNamedRotas(policies, new Set(["payments"]));
    expect(found.map(({ code, message }) => [code, message])).toEqual([
      ["ROTA_UNKNOWN", 'Policy "orders" names the rota "search", and there is no policies/rota/search.yaml.'],
    ]);
  });
});
