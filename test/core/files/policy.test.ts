import { describe, expect, it } from "vitest";
import { isPolicyPath, parsePolicy } from "../../../src/core/files/policy.ts";

const fields = {
  name: "orders-readonly",
  folders: "[payments]",
  entitlements: "[{ provider: orders-db, resource: orders, roles: [readonly] }]",
  requesters: "{ teams: [{ slug: payments, id: 301 }] }",
  duration: "{ maximum: 8h }",
  approvals: "{ teams: [{ slug: payments-leads, id: 302 }] }",
};

const write = (overrides: Partial<Record<string, string>> = {}): string =>
  Object.entries({ ...fields, ...overrides })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join("");

const codesOf = (overrides: Partial<Record<string, string>>): string[] =>
  parsePolicy(write(overrides), "policies/a.yaml").findings.map(({ code, at }) => `${code} ${at}`);

describe("a policy", () => {
  it("is read with what it says and no more", () => {
    expect(parsePolicy(write(), "policies/a.yaml").value).toEqual({
      name: "orders-readonly",
      folders: ["payments"],
      entitlements: [{ provider: "orders-db", resource: "orders", roles: ["readonly"] }],
      requesters: { teams: [{ slug: "payments", id: 301 }] },
      duration: { maximum: "8h" },
      approvals: { teams: [{ slug: "payments-leads", id: 302 }] },
    });
  });

  it.each(Object.keys(fields).map((name) => [name]))("needs the field %s", (name) => {
    expect(codesOf({ [name]: undefined })).toEqual([`FIELD_MISSING /${name}`]);
  });

  it.each([
    ["PS13 a policy elsewhere", { extends: "acme/other" }, "FIELD_UNKNOWN /extends"],
    [
      "a default above the maximum",
      { duration: "{ maximum: 8h, default: 9h }" },
      "DURATION_BOUNDS /duration/default",
    ],
    [
      "a default below the usual minimum",
      { duration: "{ maximum: 8h, default: 1m }" },
      "DURATION_BOUNDS /duration/default",
    ],
    [
      "a step for a role that it does not offer",
      {
        approvals:
          "{ teams: [{ slug: a, id: 1 }], steps: [{ teams: [{ slug: b, id: 2 }], roles: [admin] }] }",
      },
      "STEP_ROLE /approvals/steps/0/roles/0",
    ],
    ["a pattern that is none", { reason: "{ pattern: 'INC-(' }" }, "PATTERN_INVALID /reason/pattern"],
    ["a pattern that looks around", { reason: "{ pattern: '(?=a)' }" }, "PATTERN_INVALID /reason/pattern"],
    [
      "a zone of windows that does not exist",
      { windows: "{ zone: Europe/Berlinn, weekly: [{ days: [monday], from: 08:00, to: 09:00 }] }" },
      "ZONE_UNKNOWN /windows/zone",
    ],
    ["no access at once", { concurrency: "0" }, "VALUE_RANGE /concurrency"],
    ["a version to come", { version: "2" }, "VALUE_ENUM /version"],
    ["a pattern as folder", { folders: "['*']" }, "VALUE_PATTERN /folders/0"],
    ["a path as folder", { folders: "[payments/eu]" }, "VALUE_PATTERN /folders/0"],
    ["a folder outside", { folders: "[..]" }, "VALUE_PATTERN /folders/0"],
    ["no folder", { folders: "[]" }, "ITEMS_COUNT /folders"],
    ["a folder twice", { folders: "[a, a]" }, "ITEMS_REPEATED /folders"],
    [
      "any role",
      { entitlements: "[{ provider: p, resource: r, roles: ['*'] }]" },
      "VALUE_PATTERN /entitlements/0/roles/0",
    ],
    [
      "a team without id",
      { requesters: "{ teams: [{ slug: payments }] }" },
      "FIELD_MISSING /requesters/teams/0/id",
    ],
    [
      "an id as text",
      { requesters: "{ teams: [{ slug: payments, id: '301' }] }" },
      "FIELD_TYPE /requesters/teams/0/id",
    ],
    [
      "a broken id",
      { requesters: "{ teams: [{ slug: payments, id: 3.5 }] }" },
      "VALUE_NUMBER /requesters/teams/0/id",
    ],
    [
      "a negative id",
      { requesters: "{ teams: [{ slug: payments, id: -1 }] }" },
      "VALUE_RANGE /requesters/teams/0/id",
    ],
    ["nobody who approves", { approvals: "{ teams: [] }" }, "ITEMS_COUNT /approvals/teams"],
    [
      "no approval",
      { approvals: "{ teams: [{ slug: a, id: 1 }], count: 0 }" },
      "VALUE_RANGE /approvals/count",
    ],
    [
      "six approvals",
      { approvals: "{ teams: [{ slug: a, id: 1 }], count: 6 }" },
      "VALUE_RANGE /approvals/count",
    ],
    ["no longest duration", { duration: "{ minimum: 5m }" }, "FIELD_MISSING /duration/maximum"],
    ["a reason of no length", { reason: "{ minimum: 0 }" }, "VALUE_RANGE /reason/minimum"],
    [
      "a minimum above the maximum",
      { duration: "{ minimum: 2h, maximum: 90m }" },
      "DURATION_BOUNDS /duration/minimum",
    ],
    [
      "a maximum below the usual minimum",
      { duration: "{ maximum: 1m }" },
      "DURATION_BOUNDS /duration/maximum",
    ],
    [
      "a total below the maximum",
      { duration: "{ maximum: 2h, maximumTotal: 90m }" },
      "DURATION_BOUNDS /duration/maximumTotal",
    ],
    [
      "a zone that does not exist",
      { hours: '{ zone: Europe/Atlantis, weekly: [{ days: [monday], from: "08:00", to: "18:00" }] }' },
      "ZONE_UNKNOWN /hours/zone",
    ],
    [
      "an offset as zone",
      { hours: '{ zone: "+01:00", weekly: [{ days: [monday], from: "08:00", to: "18:00" }] }' },
      "VALUE_PATTERN /hours/zone",
    ],
    [
      "a day in short",
      { hours: '{ zone: UTC, weekly: [{ days: [mon], from: "08:00", to: "18:00" }] }' },
      "VALUE_ENUM /hours/weekly/0/days/0",
    ],
    [
      "a number as time",
      { hours: '{ zone: UTC, weekly: [{ days: [monday], from: 8, to: "18:00" }] }' },
      "FIELD_TYPE /hours/weekly/0/from",
    ],
    [
      "an hour that no clock shows",
      { hours: '{ zone: UTC, weekly: [{ days: [monday], from: "08:00", to: "24:00" }] }' },
      "VALUE_PATTERN /hours/weekly/0/to",
    ],
  ])("refuses %s", (_, overrides, expected) => {
    expect(codesOf(overrides)).toEqual([expected]);
  });

  it("proposes the time zone that was meant, and needs no quotes around times", () => {
    const { findings } = parsePolicy(
      write({ hours: "{ zone: Europe/Berlim, weekly: [{ days: [monday], from: 08:00, to: 18:00 }] }" }),
      "policies/a.yaml",
    );
    expect(findings.map(({ message, fix }) => [message, fix])).toEqual([
      [
        "Europe/Berlim is no time zone that this machine knows.",
        "Name one of the IANA database, such as Europe/Berlin.",
      ],
    ]);
  });

  it("places what the schema cannot say as well", () => {
    const { findings, value } = parsePolicy(
      write({ duration: "{ minimum: 2h, maximum: 90m }" }),
      "policies/a.yaml",
    );
    expect(value).toBeUndefined();
    expect(findings[0]).toMatchObject({
      place: { file: "policies/a.yaml", line: 5, column: 22 },
      message: "The minimum 2h is longer than the maximum 90m: no request could fit.",
      fix: "Give a minimum of 90m or less.",
    });
  });
});

it.each([
  ["policies/a.yaml", true],
  ["policies/a.yml", true],
  ["policies/a.YAML", false],
  ["policies/a.yaml.bak", false],
  ["policies/team/a.yaml", false],
  ["old/policies/a.yaml", false],
  ["policies/.yaml/", false],
])("reads %s as a policy: %s", (path, isRead) => {
  expect(isPolicyPath(path)).toBe(isRead);
});
