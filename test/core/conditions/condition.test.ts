// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   CN1: A condition has no value: it divides by zero, names an element that is not there, or is about
//     something that is not known.
//   CN2: A condition reaches beyond its variables, by the names of JavaScript's prototypes, or compares what
//     cannot be equal, so that it is never false.
//   CN3: A condition, with a hostile reason, makes the server compute for ever, or fills its memory.

import { describe, expect, it } from "vitest";
import { compile, isExcess } from "../../../src/core/conditions/condition.ts";
import { MOST_CHARACTERS } from "../../../src/core/conditions/conditions-schema.ts";
import { type Known, valuesOf } from "../../../src/core/conditions/values.ts";
import { ALICE, CAROL } from "../../support/builders/evidence.ts";
import { at, lease, START } from "../../support/builders/ledger.ts";

const readonly = { provider: "orders-db", resource: "orders", role: "readonly" };
const admin = { ...readonly, role: "admin" };

// START is Friday, 2026-11-20, 14:00 UTC.
const known = (more: Partial<Known> = {}): Known => ({
  id: "payments/2026-11-20-alice-orders",
  folder: "payments",
  request: { reason: "Refunds for INC-1234", duration: "90m", entitlements: [readonly, admin] },
  isSensitive: ({ role }) => role === "admin",
  requester: CAROL,
  subject: ALICE,
  time: START,
  policy: "orders-readonly",
  earlier: [],
  ...more,
});

function value(text: string, more: Partial<Known> = {}): boolean | string {
  const made = compile(text);
  if (isExcess(made)) return `refused: ${made.says}`;
  const judged = made.judge(valuesOf(known(more)));
  return typeof judged === "boolean" ? judged : `error: ${judged.error}`;
}

const isRefused = (text: string): boolean => isExcess(compile(text));

describe("a condition", () => {
  it.each([
    "request.id == 'payments/2026-11-20-alice-orders' && request.folder == 'payments'",
    "request.reason.contains('INC-') && request.reason.size() > 10",
    "request.duration == duration('90m') && request.duration > duration('1h')",
    "!request.planned && !request.extension && !request.emergency",
    "request.entitlements.exists(e, e.sensitive && e.role == 'admin')",
    "request.entitlements.all(e, e.provider == 'orders-db' && e.resource.startsWith('ord'))",
    "request.entitlements.exists_one(e, e.role == 'readonly') && request.entitlements.size() == 2",
    "request.entitlements[0].role == 'readonly'",
    "requester.id == 1003 && subject.id == 1001 && requester.id != subject.id",
    "time.getDayOfWeek() == 5 && time.getHours() >= 14 && time.getMonth() == 10",
    "time < timestamp('2026-12-24T00:00:00Z') && time + request.duration > time",
    "history.first && history.day == 0 && history.week + history.month < 1",
    "request.folder in ['payments', 'orders'] ? true : false",
    "7 / 2 == 3 && 7 % 2 == 1 && 2 * 3 - 1 == 5 && -1 < 0",
  ])("is true: %s", (text) => {
    expect(value(text)).toBe(true);
  });

  it("sees what was asked for as it is", () => {
    const request = {
      ...known().request,
      start: "2026-11-20T16:00:00Z",
      extends: "payments/other",
      breakGlass: true,
    };
    expect(value("request.planned && request.extension && request.emergency", { request })).toBe(true);
  });

  it("counts the requests of its policy that gave access before, each once", () => {
    const applied = { name: "orders-readonly", blob: "e".repeat(40), commit: "t" };
    const minutes = 60;
    const day = 24 * 60 * minutes;
    const begun = (request: string, seconds: number, more = {}) =>
      lease({ policy: applied, request, startsAt: at(seconds), endsAt: at(seconds + 600), ...more });
    const earlier = [
      begun("payments/today", -day / 2),
      begun("payments/today", -day / 2, { entitlement: admin }),
      begun("payments/this-week", -3 * day),
      begun("payments/this-month", -20 * day),
      begun("payments/long-ago", -90 * day),
      begun("payments/later", day),
      begun("payments/never", -minutes, { ended: { at: at(-minutes), by: undefined } }),
      begun("payments/another-policy", -minutes, { policy: { ...applied, name: "other" } }),
    ];
    expect(value("history.day == 1 && history.week == 2 && history.month == 3", { earlier })).toBe(true);
    expect(value("history.first", { earlier })).toBe(false);
    expect(value("history.first", { earlier: earlier.slice(4, 5) })).toBe(false);
  });
});

describe("CN2: a condition is of type bool, and of typed variables", () => {
  it.each([
    ["request.idd == 'x'", "No such key: idd"],
    ["request.entitlements.all(e, e.rle == 'x')", "No such key: rle"],
    ["request.duration < 3600", "no such overload"],
    ["subject.id == 'alice'", "no such overload"],
    ["request.reason", "It is of type string, and must be of type bool."],
    ["1", "It is of type int"],
    ["nobody.id == 1", 'There is no variable "nobody".'],
    ["request.folder ==", "Unexpected token"],
    ["", "Unexpected token"],
    ["true ? 1 : false", "branches must have the same type"],
    ["approvers.exists(a, a.id == 1)", 'There is no variable "approvers".'],
    ["subject.login == 'alice'", "No such key: login"],
  ])("refuses %s", (text, says) => {
    expect(value(text)).toContain(`refused: `);
    expect(value(text)).toContain(says);
  });

  it.each([
    "constructor",
    "__proto__",
    "prototype",
    "toString",
    "hasOwnProperty",
    "valueOf",
    "__defineGetter__",
  ])("gives no way to %s", (name) => {
    for (const text of [
      `request.${name} == request.${name}`,
      `${name} == ${name}`,
      `${name}('x') == 'x'`,
      `request.folder.${name}() == 'x'`,
      `request['${name}'] == 'x'`,
      `request.entitlements.exists(e, e.${name} == 'x')`,
      `subject.${name}.id == 1`,
      `time.${name}() == 1`,
      `history.${name} == 1`,
    ])
      expect([text, isRefused(text)]).toEqual([text, true]);
  });
});

describe("CN3: what an expression can cost is bounded", () => {
  it.each([
    ["a pattern that goes back", "request.reason.matches('(a+)+$')"],
    ["a list that doubles", "request.entitlements.map(e, e.role).size() > 0"],
    ["a filter", "request.entitlements.filter(e, true).size() > 0"],
    ["a name for a value", "cel.bind(a, request.reason + request.reason, a == a)"],
    ["a quantifier in another", "request.entitlements.all(e, request.entitlements.all(f, e.role == f.role))"],
    ["a quantifier in another's list", "[1].all(a, [a].exists(b, b == 1))"],
    ["a variable with another meaning", "request.entitlements.all(time, time.role == 'x')"],
    ["a way around the types", "dyn(1) == '1'"],
    ["a question whether a field is there", "has(request.id)"],
    ["a map", "'a' in {'a': 1}"],
    ["a type", "type(request.id) == string"],
    ["bytes", "b'a' == b'a'"],
    ["a fraction", "1.5 > 1.0"],
    ["null", "null == null"],
    ["a text as a duration", "request.duration < duration(request.reason)"],
    ["digits as a duration", `request.duration < duration('${"1".repeat(400)}')`],
    ["a text as a time", "time < timestamp(request.reason)"],
    ["a time in the machine's zone", "time < timestamp('Nov 20 2026 16:00:00 PM')"],
    ["the clocks of a zone", "time.getHours('Europe/Berlin') > 8"],
    ["a joined text", "['a', 'b'].join(request.reason) == 'x'"],
    ["a split text", "request.reason.split('').size() > 1"],
  ])("has no %s", (_name, text) => {
    expect([text, isRefused(text)]).toEqual([text, true]);
  });

  it.each([
    ["brackets", `${"(".repeat(240)}true${")".repeat(240)}`],
    ["negations", `${"!".repeat(495)}true`],
    ["minuses", `${"-".repeat(490)}1 < 0`],
    ["lists", `${"[".repeat(200)}1${"]".repeat(200)} == []`],
    ["alternatives", `${"true?".repeat(60)}true${":true".repeat(60)}`],
    ["conjunctions", Array.from({ length: 83 }, () => "true").join("&&")],
    ["fields", `request${".id".repeat(150)} == 'x'`],
    ["calls", `request.reason${".size()".repeat(60)} == 1`],
    ["elements", `1 in [${Array.from({ length: 51 }, () => "1").join()}]`],
    ["characters", `'${"x".repeat(MOST_CHARACTERS)}' == request.reason`],
    ["comments", `true //${"x".repeat(MOST_CHARACTERS)}`],
    ["an open string", `'${"x".repeat(100)}`],
    ["control characters", "\u0000\u001b[2J true"],
    ["a lone surrogate", "'\ud800"],
  ])("refuses too many or broken %s, and throws nothing", (_name, text) => {
    expect(isRefused(text)).toBe(true);
  });

  it("grows no text beyond the sum of its parts", () => {
    const reason = "a".repeat(2000);
    const text = `(${Array.from({ length: 20 }, () => "request.reason").join("+")}).size() == 40000`;
    expect(value(text, { request: { ...known().request, reason } })).toBe(true);
  });
});

describe("CN1: an error is not true", () => {
  it.each([
    "1 / 0 == 1",
    "1 % 0 == 1",
    "request.entitlements[7].role == 'readonly'",
    "request.entitlements[-1].role == 'readonly'",
    "9223372036854775807 + 1 > 0",
    "-9223372036854775807 * 4 < 0",
    "false || 1 / 0 == 1",
    "true && 1 / 0 == 1",
    "request.entitlements.all(e, 1 / 0 == 1)",
  ])("%s", (text) => {
    expect(value(text)).not.toBe(true);
    expect(value(text)).not.toBe(false);
  });

  it("where the ledger's word is not known", () => {
    expect(value("history.first", { earlier: undefined })).toBe("error: history is not known");
    expect(value("history.first || true", { earlier: undefined })).toBe("error: history is not known");
    expect(value("subject.id == 1001", { earlier: undefined })).toBe(true);
  });

  it.each(["!(time < timestamp('2026-11-20T00:00:00Z'))", "history.week < 1", "time == time"])(
    "where there is no time: %s",
    (text) => {
      expect(value(text, { time: new Date(Number.NaN) })).toBe("error: time is not known");
    },
  );

  it("where a text is asked for what it has not", () => {
    expect(value("request.reason.startsWith('INC-')")).toBe(false);
  });
});
