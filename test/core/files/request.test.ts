// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   RF6: The path climbs out of its folder, or uses a backslash or an encoding.
//   RF14: A file under access-requests/ has another ending or lies deeper.
//   YM6: Unknown fields, such as approved_by.
//   YM7: Invisible or reversed characters, and letters that look like others.
//   YM9: Durations such as -5m, 0, 1.5h, 1e9, 5M, or with a space.
//   YM12: The reason is huge or blank.
//   GX15: The name of a role or an account is a piece of SQL.

import { describe, expect, it } from "vitest";
import { parseRequest, parseRequestPath, requestPath } from "../../../src/core/files/request.ts";

const fields = {
  subject: "alice",
  entitlements: "\n  - { provider: orders-db, resource: orders, role: readonly }",
  duration: "2h",
  reason: "Investigate stuck refunds for INC-1234",
};

const write = (overrides: Partial<Record<string, string>> = {}): string =>
  Object.entries({ ...fields, ...overrides })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join("");

const codesOf = (text: string): string[] =>
  parseRequest(text, "a.yaml").findings.map(({ code, at }) => `${code} ${at}`);

describe("a request", () => {
  it("is read into a value, with the places of its fields", () => {
    const parsed = parseRequest(write(), "access-requests/payments/a.yaml");
    expect(parsed.findings).toEqual([]);
    expect(parsed.value).toEqual({
      subject: "alice",
      entitlements: [{ provider: "orders-db", resource: "orders", role: "readonly" }],
      duration: "2h",
      reason: "Investigate stuck refunds for INC-1234",
    });
    expect(parsed.locate("/entitlements/0/role")).toEqual({
      file: "access-requests/payments/a.yaml",
      line: 3,
      column: 52,
    });
    expect(parsed.locate("/ticket")).toMatchObject({ line: 1, column: 1 });
  });

  it("says every mistake at once, in the order of the file, with value, limit and fix", () => {
    const text = write({ subject: "al ice", duration: "2.5h", reason: '"  "', approved_by: "carol" });
    const findings = parseRequest(text, "a.yaml").findings;
    expect(findings.map(({ code, place }) => `${place?.line}:${place?.column} ${code}`)).toEqual([
      "1:10 VALUE_PATTERN",
      "4:11 VALUE_PATTERN",
      "5:9 VALUE_PATTERN",
      "6:1 FIELD_UNKNOWN",
    ]);
    expect(findings[1]).toMatchObject({
      message:
        'duration is "2.5h", which does not fit. Expected: a whole number (1 to 9999) and s, m, h or d.',
      fix: "Write 150m.",
    });
  });

  it.each([
    ["see #1234 and PR 55", "YAML_COMMENT", 'Put it in quotes: reason: "see #1234 and PR 55".'],
    ["#1234 is stuck", "YAML_COMMENT", 'Put it in quotes: reason: "#1234 is stuck".'],
    ["INC-1: refunds are stuck", "YAML_SYNTAX", 'Put it in quotes: reason: "INC-1: refunds are stuck".'],
    ["refunds are stuck:", "YAML_SYNTAX", 'Put it in quotes: reason: "refunds are stuck:".'],
    ["@carol said so", "YAML_SYNTAX", 'Put it in quotes: reason: "@carol said so".'],
    ["[x] look into refunds", "YAML_SYNTAX", 'Put it in quotes: reason: "[x] look into refunds".'],
    ["{a} look", "YAML_SYNTAX", 'Put it in quotes: reason: "{a} look".'],
    ["> 100 orders are stuck", "YAML_SYNTAX", 'Put it in quotes: reason: "> 100 orders are stuck".'],
    ["`orders` is stuck", "YAML_SYNTAX", 'Put it in quotes: reason: "`orders` is stuck".'],
    ["*** urgent ***", "YAML_SYNTAX", 'Put it in quotes: reason: "*** urgent ***".'],
    ["- look", "YAML_SYNTAX", 'Put it in quotes: reason: "- look".'],
    ["'Don't wait'", "YAML_SYNTAX", 'Put it in quotes: reason: "Don\'t wait".'],
    ['"Orders" are stuck', "YAML_SYNTAX", 'Put it in quotes: reason: "\\"Orders\\" are stuck".'],
    ['"Look into refunds', "YAML_SYNTAX", 'Put " where its value ends.'],
    [
      `${"x".repeat(70)}: "y"`,
      "YAML_SYNTAX",
      'Put the whole value in quotes: reason: "…", with \\" for each quote in it.',
    ],
    ["Look into\n  refunds: stuck", "YAML_SYNTAX", 'Put the whole value in quotes: reason: "…"'],
    [
      "Look into\nrefunds",
      "YAML_SYNTAX",
      "Put it at the end of the line before it, with the whole value in quotes.",
    ],
  ])("says which quotes the reason %j needs", (reason, code, fix) => {
    const { value, findings } = parseRequest(write({ reason }), "a.yaml");
    expect(value).toBeUndefined();
    expect(findings).toMatchObject([{ code, fix }]);
    expect(findings[0]?.place?.line).toBeGreaterThanOrEqual(5);
  });

  it("reads what it said to write", () => {
    const reasons = ["see #1234 and PR 55", "INC-1: refunds are stuck", "'Don't wait'", '"Orders" are stuck'];
    for (const reason of reasons) {
      const fix = parseRequest(write({ reason }), "a.yaml").findings[0]?.fix ?? "";
      const line = fix.replace("Put it in quotes: ", "").replace(/\.$/u, "");
      const { value } = parseRequest(write({ reason: "" }).replace(/reason: \n/u, `${line}\n`), "a.yaml");
      expect(value?.reason).toBe(reason.startsWith("'") ? "Don't wait" : reason);
    }
  });

  it.each([
    ["subject", "@alice", "Leave out the @: subject: alice"],
    [
      "subject",
      "alice # me",
      'Put the comment on a line of its own. Put it in quotes: subject: "alice # me" if it is no comment.',
    ],
    ["duration", "2 hours", "Write 2h."],
    ["duration", "1h30m", "Write 90m."],
    ["duration", "PT2H", "Write 2h."],
    ["duration", "90 min", "Write 90m."],
    ["duration", "1 day and 2 hours", "Write 26h."],
    ["duration", "soon", "For example: 2h"],
    ["duration", "2 weeks", "For example: 2h"],
    ["start", "2026-11-20 22:00", "Write 2026-11-20T22:00Z, if that is the time in UTC."],
    ["start", "2026-11-20T22:00:30+02:00", "Write 2026-11-20T20:00:30Z, if that is the time in UTC."],
    ["start", "tomorrow", "For example: 2026-11-20T22:00Z"],
  ])("says what to write for %s: %s", (field, text, fix) => {
    expect(parseRequest(write({ [field]: text }), "a.yaml").findings).toMatchObject([{ fix }]);
  });

  it.each([
    ["a quote that is missing", 'subject: "alice'],
    ["a space that is missing", "subject:alice"],
    [
      "a bracket that is missing",
      "entitlements:\n  - { provider: orders-db, resource: orders, role: readonly",
    ],
  ])("names %s once, and not the rest of the file", (_name, begin) => {
    const { findings } = parseRequest(
      `${begin}\nduration: 2h\nreason: Investigate stuck refunds\n`,
      "a.yaml",
    );
    expect(findings.map(({ code }) => code)).toEqual(["YAML_SYNTAX"]);
    expect(findings[0]?.message).not.toContain("not valid YAML");
  });

  it("says of tabs that they are tabs, and nothing else", () => {
    const text = write().replace("  - {", "\t- {");
    expect(parseRequest(text, "a.yaml").findings.map(({ code }) => code)).toEqual(["TEXT_TAB"]);
  });

  it("leaves comments alone that take nothing away", () => {
    const text = `# Ask\n${write({ reason: '"Investigate stuck refunds" # for INC-1' })}# the end\n`;
    expect(parseRequest(text, "a.yaml").findings).toEqual([]);
  });

  it.each([
    "999999h",
    "-5m",
    "0",
    "0m",
    "1.5h",
    "1e9",
    "''",
    "' 5m'",
    "5M",
    "5",
    "m",
    "1w",
    "'5m '",
    "5m5s",
    "10000s",
    "٥m",
  ])("YM9: refuses the duration %s", (duration) => {
    expect(codesOf(write({ duration })).join()).toMatch(
      /^(VALUE_PATTERN|FIELD_TYPE|VALUE_NUMBER) \/duration$/,
    );
  });

  it.each(["1s", "5m", "8h", "9999d"])("accepts the duration %s", (duration) => {
    expect(codesOf(write({ duration }))).toEqual([]);
  });

  it.each([
    "а-cyrillic",
    "al ice",
    "-alice",
    "alice@corp",
    "\u212Aelvin",
    "''",
    "[alice]",
    "12",
    "true",
    "",
    "x".repeat(40),
  ])("YM7: refuses the subject %s", (subject) => {
    expect(codesOf(write({ subject })).join()).toMatch(/^(VALUE_PATTERN|FIELD_TYPE) \/subject$/);
  });

  it.each([
    ['x"; drop role admin', "VALUE_PATTERN"],
    ["read only", "VALUE_PATTERN"],
    ["rеadonly", "VALUE_PATTERN"],
    ["$(id)", "VALUE_PATTERN"],
    ["-rf", "VALUE_PATTERN"],
    ["x".repeat(129), "VALUE_PATTERN"],
  ])("GX15: refuses the role %s", (role, code) => {
    const entitlements = `[{ provider: p, resource: r, role: ${JSON.stringify(role)} }]`;
    expect(codesOf(write({ entitlements }))).toEqual([`${code} /entitlements/0/role`]);
  });

  it.each([
    ["none", "[]", "ITEMS_COUNT /entitlements"],
    [
      "eleven",
      `[${Array.from({ length: 11 }, (_, i) => `{provider: p, resource: r${i}, role: x}`).join()}]`,
      "ITEMS_COUNT /entitlements",
    ],
    [
      "the same twice",
      "[{provider: p, resource: r, role: x}, {role: x, provider: p, resource: r}]",
      "ITEMS_REPEATED /entitlements",
    ],
    ["a map", "{provider: p}", "FIELD_TYPE /entitlements"],
    ["words", "[readonly]", "FIELD_TYPE /entitlements/0"],
    [
      "a principal",
      "[{provider: p, resource: r, role: x, principal: root}]",
      "FIELD_UNKNOWN /entitlements/0/principal",
    ],
    ["no role", "[{provider: p, resource: r}]", "FIELD_MISSING /entitlements/0/role"],
  ])("refuses as entitlements: %s", (_, entitlements, expected) => {
    expect(codesOf(write({ entitlements }))).toEqual([expected]);
  });

  it.each(["subject", "entitlements", "duration", "reason"])("needs the field %s", (name) => {
    expect(codesOf(write({ [name]: undefined }))).toEqual([`FIELD_MISSING /${name}`]);
  });

  it.each(["approved_by", "auto", "ticket", "template", "recurrence", "constructor"])(
    "YM6: refuses the field %s, which it does not keep",
    (name) => {
      expect(codesOf(write({ [name]: "x" }))).toEqual([`FIELD_UNKNOWN /${name}`]);
    },
  );

  it("may say when it begins, what it extends and what ends it early", () => {
    const timing = { start: "2026-11-20T22:00Z", until: "{ closed: 17 }" };
    expect(parseRequest(write(timing), "a.yaml").value).toMatchObject({
      start: "2026-11-20T22:00Z",
      until: { closed: 17 },
    });
    expect(codesOf(write({ extends: "payments/2026-11-20-alice" }))).toEqual([]);
  });

  it.each([
    ["start", "2026-11-20T22:00:30Z", undefined],
    ["start", "2026-02-30T22:00Z", "START_INVALID /start"],
    ["start", "2026-11-20T24:00Z", "START_INVALID /start"],
    ["start", "2026-11-20T22:00:60Z", "START_INVALID /start"],
    ["start", "2026-11-20T22:00+01:00", "VALUE_PATTERN /start"],
    ["start", "2026-11-20 22:00Z", "VALUE_PATTERN /start"],
    ["start", "2026-11-20", "VALUE_PATTERN /start"],
    ["start", "tomorrow", "VALUE_PATTERN /start"],
    ["start", "[2026-11-20T22:00Z]", "FIELD_TYPE /start"],
    ["extends", "payments", "VALUE_PATTERN /extends"],
    ["extends", "access-requests/payments/a.yaml", "VALUE_PATTERN /extends"],
    ["extends", "payments/A", "VALUE_PATTERN /extends"],
    ["until", "17", "FIELD_TYPE /until"],
    ["until", "{}", "FIELD_MISSING /until/closed"],
    ["until", "{ closed: 0 }", "VALUE_RANGE /until/closed"],
    ["until", "{ closed: 1.5 }", "VALUE_NUMBER /until/closed"],
    ["until", "{ closed: 1, opened: 2 }", "FIELD_UNKNOWN /until/opened"],
  ])("YM9: reads %s: %s exactly", (field, text, expected) => {
    expect(codesOf(write({ [field]: text }))).toEqual(expected === undefined ? [] : [expected]);
  });

  it("cannot begin at two times", () => {
    expect(codesOf(write({ start: "2026-11-20T22:00Z", extends: "payments/a" }))).toEqual([
      "START_AND_EXTENDS /start",
    ]);
  });

  it("YM12: bounds the reason", () => {
    expect(codesOf(write({ reason: "x".repeat(2000) }))).toEqual([]);
    expect(codesOf(write({ reason: "x".repeat(2001) }))).toEqual(["VALUE_LENGTH /reason"]);
    expect(codesOf(write({ reason: "x".repeat(17_000) }))).toEqual(["TEXT_TOO_LONG "]);
  });

  it("takes a reason of several lines", () => {
    expect(parseRequest(write({ reason: "|\n  one\n  two" }), "a.yaml").value?.reason).toBe("one\ntwo\n");
  });
});

describe("a request's path", () => {
  it.each(["payments/a", "payments/2026-11-20-alice-orders-readonly-7f3a", "t_1/x.y-z", "p/a.yaml"])(
    "of the id %s can be built and read back",
    (id) => {
      expect(parseRequestPath(requestPath(id))?.id).toBe(id);
    },
  );

  it.each([
    "access-requests/../policies/a.yaml",
    "access-requests/payments/../a.yaml",
    "access-requests/payments/a..b.yaml",
    "access-requests/payments/a.yml",
    "access-requests/payments/a.yaml ",
    "access-requests/payments/a.yaml\n",
    "access-requests/payments/deep/a.yaml",
    "access-requests/payments/.yaml",
    "access-requests/payments/.hidden.yaml",
    "access-requests/Payments/a.yaml",
    "access-requests/payments/ä.yaml",
    "access-requests/payments/%61.yaml",
    "access-requests\\payments\\a.yaml",
    "/access-requests/payments/a.yaml",
    "./access-requests/payments/a.yaml",
    "access-requests//a.yaml",
    "access-requests/a.yaml",
    "access-requests/README.md",
    `access-requests/payments/${"a".repeat(101)}.yaml`,
  ])("RF6, RF14: is not %j", (path) => {
    expect(parseRequestPath(path)).toBeUndefined();
  });

  it.each(["a", "../a", "a/b/c", "payments/A", "payments/a.", ""])("cannot be built from the id %j", (id) => {
    expect(() => requestPath(id)).toThrow(`"${id}" is not a request id`);
  });
});
