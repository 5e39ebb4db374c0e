// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   RF8: The file has 90 MB.
//   RF12: The file is Latin-1, UTF-16, has a byte order mark or control characters.
//   YM7: Invisible or reversed characters, and letters that look like others.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Parsed, parseDocument } from "../../../src/core/document/document.ts";
import { buildValidator } from "../../../src/core/document/schema.ts";
import { parsePolicy } from "../../../src/core/files/policy.ts";
import { parseRequest } from "../../../src/core/files/request.ts";
import { parseSettings } from "../../../src/core/files/settings.ts";

interface Note {
  name: string;
  size?: number;
}

const validate = buildValidator<Note>({
  type: "object",
  additionalProperties: false,
  required: ["name"],
  properties: { name: { type: "string" }, size: { type: "integer" } },
});

const parse = (source: string | Uint8Array): Parsed<Note> => parseDocument(validate, source, "note.yaml");
const codesOf = (source: string | Uint8Array): string[] => parse(source).findings.map(({ code }) => code);

describe("a document is plain text", () => {
  it.each([
    ["Latin-1", Uint8Array.from([...Buffer.from("name: "), 0xe9]), "TEXT_ENCODING"],
    ["UTF-16", Uint8Array.from(Buffer.from("\uFEFFname: a", "utf16le")), "TEXT_ENCODING"],
    ["an overlong slash", Uint8Array.from([...Buffer.from("name: "), 0xc0, 0xaf]), "TEXT_ENCODING"],
    ["a byte order mark", "\uFEFFname: a", "TEXT_BYTE_ORDER_MARK"],
    ["a byte order mark in bytes", Buffer.from("\uFEFFname: a"), "TEXT_BYTE_ORDER_MARK"],
    ["a NUL", "name: a\0b", "TEXT_INVISIBLE"],
    ["an escape sequence", "name: \u001b[2Ja", "TEXT_INVISIBLE"],
    ["a C1 control", "name: a\u0085b", "TEXT_INVISIBLE"],
    ["a tab", "name: a\tb", "TEXT_TAB"],
    ["a right-to-left override", "name: a\u202Eb", "TEXT_INVISIBLE"],
    ["a zero-width space", "name: a\u200Bb", "TEXT_INVISIBLE"],
    ["a zero-width joiner in a comment", "name: a # x\u200Dy", "TEXT_INVISIBLE"],
    ["a tag character", "name: a\u{E0041}", "TEXT_INVISIBLE"],
    ["a Hangul filler", "name: a\u3164", "TEXT_INVISIBLE"],
    ["a blank of Braille", "name: a\u2800", "TEXT_INVISIBLE"],
    ["a line separator", "name: a\u2028b", "TEXT_INVISIBLE"],
    ["a private character", "name: a\uE000", "TEXT_INVISIBLE"],
    ["Windows line ends", "name: a\r\nsize: 1\r\n", "TEXT_LINE_END"],
    ["more than 16 KiB", `name: ${"a".repeat(16 * 1024)}`, "TEXT_TOO_LONG"],
  ])("RF8, RF12, YM7: refuses %s", (_, source, code) => {
    expect(codesOf(source)).toEqual([code]);
    expect(parse(source).value).toBeUndefined();
  });

  it("names the code point, and where it first stands", () => {
    expect(parse("size: 1\nname: a\u202Eb\u202E").findings[0]).toMatchObject({
      message: "The file has a character that cannot be seen, U+202E, 2 times.",
      place: { file: "note.yaml", line: 2, column: 8 },
    });
  });

  it.each(["\\u202E", "\\0", "\\t", "\\r", "\\x1b", "\\uFEFF", "\\N"])("refuses the escape %s", (hidden) => {
    expect(codesOf(`name: "a${hidden}b"`)).toEqual(["TEXT_INVISIBLE"]);
  });

  it("lets people write in their own language", () => {
    expect(parse("name: Zażółć 給与 🙂").value?.name).toBe("Zażółć 給与 🙂");
  });

  it.each([
    ["an emoji with a selector", "⚠️ checkout is down"],
    ["the same as text", "⚠︎ checkout"],
    ["a keycap", "step 1️⃣ failed"],
    ["a family", "👩‍👩‍👧‍👦"],
    ["a person with a skin tone", "🤷🏽‍♀️ nobody knows"],
    ["a flag of letters that cannot be seen", "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}"],
    ["Persian", "نمی\u200Cخواهم"],
    ["Hindi", "क्\u200Dष and क्\u200Cष"],
  ])("lets prose have the joiners and selectors it is written with: %s", (_name, text) => {
    expect(codesOf(`name: ${text}`)).toEqual([]);
    expect(parse(`name: ${text}`).value?.name).toBe(text);
  });

  it.each([
    ["a joiner between Latin letters", "ad\u200Dmin"],
    ["a non-joiner between Latin letters", "ad\u200Cmin"],
    ["a joiner between different kinds", "नa\u200Dक"],
    ["two joiners", "क्\u200D\u200Dष"],
    ["a joiner at the end", "क्\u200D"],
    ["a selector after a letter", "a\uFE0Fb"],
    ["a selector after a digit", "1\uFE0F2"],
    ["two selectors", "⚠\uFE0F\uFE0F"],
    ["a selector of the second plane", "⚠\u{E0100}"],
    ["a word in tags", "🏴\u{E0067}\u{E0062}\u{E0061}\u{E0064}\u{E007F}"],
    ["a bidi override among emoji", "⚠️\u202E"],
    ["a bidi isolate in Persian", "نمی\u2067خواهم"],
    ["a mark of direction", "نمی\u200Fخواهم"],
    ["a space without width", "नम\u200Bस्ते"],
    ["a soft hyphen", "pass\u00ADword"],
  ])("refuses what deceives all the same: %s", (_name, text) => {
    expect(new Set(codesOf(`name: ${text}`))).toEqual(new Set(["TEXT_INVISIBLE"]));
  });

  it("refuses an escape that hides behind the same character where it is fine", () => {
    expect(codesOf('name: "क्\u200Dष ad\\u200Dmin"')).toEqual(["TEXT_INVISIBLE"]);
  });
});

describe("a document is strict YAML", () => {
  it.each([
    ["YM1 a repeated field", "name: a\nname: b", ["YAML_DUPLICATE_KEY"]],
    ["YM1 a repeated field on one line", "{ name: a, name: b }", ["YAML_DUPLICATE_KEY"]],
    ["YM1 a number as name", "name: a\n1: b", ["YAML_KEY"]],
    ["a number and its text as names", 'name: a\n1: b\n"1": c', ["YAML_KEY"]],
    ["a truth value as name", "name: a\ntrue: b", ["YAML_KEY"]],
    ["an empty name", "name: a\n: b", ["YAML_KEY"]],
    ["a list as name", "name: a\n? [x]\n: b", ["YAML_KEY"]],
    ["YM2 an anchor", "name: &x a", ["YAML_ANCHOR"]],
    ["YM2 an alias", "name: &x a\nsize: *x", ["YAML_ANCHOR", "YAML_ALIAS"]],
    ["an anchor on the whole", "&x\nname: a", ["YAML_ANCHOR"]],
    ["an anchored name", "&x name: a", ["YAML_KEY"]],
    ["YM3 a tag of a program", 'name: !!js/function "x"', ["YAML_TAG"]],
    ["YM3 a private tag", "name: !x a", ["YAML_TAG"]],
    ["YM3 binary", "name: !!binary aGk=", ["YAML_TAG"]],
    ["a harmless tag", "name: !!str a", ["YAML_TAG"]],
    ["a bare tag", "name: ! a", ["YAML_TAG"]],
    ["a tag on the whole", "!!map\nname: a", ["YAML_TAG"]],
    ["YM4 a merge key", "name: a\n<<: { size: 1 }", ["YAML_MERGE_KEY"]],
    ["YM4 a prototype", "name: a\n__proto__: { size: 1 }", ["YAML_KEY"]],
    ["YM4 a constructor", "name: a\nconstructor: x", ["FIELD_UNKNOWN"]],
    ["YM5 two documents", "name: a\n---\nname: b", ["YAML_MANY_DOCUMENTS"]],
    ["YM5 nothing", "", ["YAML_EMPTY"]],
    ["YM5 a comment", "# name: a", ["YAML_EMPTY"]],
    ["YM5 a list", "- name", ["FIELD_TYPE"]],
    ["YM5 a word", "name", ["FIELD_TYPE"]],
    ["YM5 null", "~", ["FIELD_TYPE"]],
    ["another YAML", "%YAML 1.1\n---\nname: a", ["YAML_DIRECTIVE"]],
    ["a tag directive", "%TAG ! tag:x,2000:\n---\nname: a", ["YAML_DIRECTIVE"]],
    ["an open quote", "name: 'a", ["YAML_SYNTAX"]],
    ["an open bracket", "name: [a", ["YAML_SYNTAX"]],
    ["a bad indent", "name:\n  a\n b: c", ["YAML_SYNTAX"]],
    ["an unknown escape", 'name: "\\q"', ["YAML_SYNTAX"]],
  ])("refuses %s", (_, source, codes) => {
    expect(codesOf(source)).toEqual(codes);
    expect(parse(source).value).toBeUndefined();
  });

  it.each(["010", "0x10", "0o10", "1e2", "1.0", "+1", ".inf", ".nan", "1e400", "12345678901234567890", "-0"])(
    "takes %s for no number",
    (size) => {
      expect(codesOf(`name: a\nsize: ${size}`)).toEqual(["VALUE_NUMBER"]);
    },
  );

  it.each(["no", "on", "yes", "2026-02-30", "12:30", "=", "a: b"])("keeps %s as text", (word) => {
    const source = `name: ${word.includes(": ") ? `"${word}"` : word}`;
    expect(parse(source).value).toEqual({ name: word });
  });

  it("gives objects without a prototype", () => {
    expect(Object.getPrototypeOf(parse("name: a").value)).toBeNull();
  });

  it("goes on after a repeated field and says the rest as well", () => {
    expect(codesOf("name: a\nname: b\nsiez: 1\nsize: x")).toEqual([
      "YAML_DUPLICATE_KEY",
      "FIELD_UNKNOWN",
      "FIELD_TYPE",
    ]);
  });

  it.each([
    ["a number where text is", "reason: 7", 'Put it in quotes: "7".'],
    ["a duration without its unit", "duration: 3600", "Add the unit: 3600s for seconds, or m, h or d."],
    ["a duration that is too long for one", "duration: 36000", "For example: 2h"],
    [
      "a list at the top",
      "- a",
      "Write one field a line, as name, colon, space and value, beginning with: subject: alice",
    ],
    [
      "prose",
      "Please give me orders",
      "Write one field a line, as name, colon, space and value, beginning with: subject: alice",
    ],
    [
      "a list where text is",
      "reason: [x]",
      "Put it in quotes if it is text. For example: Investigate stuck refunds for INC-1234",
    ],
    [
      "a text where a list is",
      "entitlements: orders-db/orders/readonly",
      "For example: [{ provider: orders-db, resource: orders, role: readonly }]",
    ],
  ])("says what to write instead of %s", (_, source, fix) => {
    const { findings } = parseRequest(source, "a.yaml");
    expect(findings.find(({ code }) => code === "FIELD_TYPE")).toMatchObject({ fix });
  });

  it("suggests the field that was meant", () => {
    expect(parse("name: a\nsiez: 1").findings[0]).toMatchObject({
      at: "/siez",
      place: { line: 2, column: 1 },
      message: "`siez` is not a field here. Allowed: name, size.",
      fix: "Remove it, or did you mean `size`?",
    });
  });

  it("shows no more findings than a person can read", () => {
    const findings = parse(Array.from({ length: 500 }, (_, index) => `f${index}: x\n`).join("")).findings;
    expect(findings).toHaveLength(51);
    expect(findings.at(-1)?.message).toBe("451 more findings are not shown.");
  });

  it("shows a value shortened, and what cannot be seen as code points", () => {
    const [finding] = parse(`size: "${"x".repeat(200)}"`).findings.filter(({ at }) => at === "/size");
    expect(finding?.message.length).toBeLessThan(140);
    expect(
      parse('"a\\u202Eb": 1')
        .findings.map(({ message }) => message)
        .join(),
    ).toContain("a<U+202E>b");
  });
});

it.each([
  ["after a value", `name: a${" ".repeat(15_000)}\n`],
  ["on a line of their own", `name: a\n${" ".repeat(15_000)}\nsize: 1\n`],
  ["on the last line", `name: a\n${" ".repeat(15_000)}`],
  ["before a comment", `${" ".repeat(15_000)}# b\nname: a\n`],
])("15,000 spaces %s nest nothing", (_name, source) => {
  expect(codesOf(source)).toEqual([]);
});

it.each(["\uFFFE", "\uFFFF", "\uFDD0", "\u{1FFFE}"])("%j is no character, and refused", (character) => {
  expect(codesOf(`name: a${character}`)).toEqual(["TEXT_INVISIBLE"]);
  expect(codesOf(`name: "a\\U${(character.codePointAt(0) ?? 0).toString(16).padStart(8, "0")}"`)).toEqual([
    "TEXT_INVISIBLE",
  ]);
});

describe("a document cannot hurt its reader", () => {
  // Each of these ends the process, or takes it very long, in a parser that is not held back.
  it.each([
    ["open brackets", "[".repeat(16_000)],
    ["open braces", `name: ${"{".repeat(16_000)}`],
    ["closed brackets", `${"[".repeat(8000)}${"]".repeat(8000)}`],
    ["brackets that close the wrong kind", "[}".repeat(8000)],
    ["brackets after too many closing ones", `${"]".repeat(4000)}${"[".repeat(12_000)}`],
    ["brackets behind a scalar", `a: "x" ${"[".repeat(16_000)}`],
    ["lists on one line", "- ".repeat(8000)],
    ["names on one line", "? ".repeat(8000)],
    ["names in brackets", `[${"? ".repeat(8000)}`],
    ["pairs in brackets", `[${"a: ".repeat(5000)}`],
    ["colons", ":".repeat(16_000)],
    ["colons apart", ": ".repeat(8000)],
    ["ever deeper lines", Array.from({ length: 170 }, (_, depth) => `${" ".repeat(depth)}a:\n`).join("")],
    ["anchors", "&a ".repeat(5000)],
    ["tags", "!a ".repeat(5000)],
    ["quotes", '"'.repeat(16_000)],
    ["bars", "|\n".repeat(8000)],
    ["document marks", "---\n".repeat(4000)],
    [
      "a billion laughs",
      `a: &a [x]\n${[..."bcdefghij"].map((l, i) => `${l}: &${l} [*${"abcdefghi"[i]},*${"abcdefghi"[i]}]\n`).join("")}`,
    ],
  ])("made of %s", (_, source) => {
    expect(parse(source).value).toBeUndefined();
    expect(codesOf(source).length).toBeGreaterThan(0);
  });

  const word = fc.constantFrom(
    ..."name size subject entitlements people principals teams valueOf toString constructor hasOwnProperty toJSON then length".split(
      " ",
    ),
    "- ",
    ": ",
    "\n",
    "\n  ",
    "? ",
    "[",
    "]",
    "{",
    "}",
    ", ",
    "&a ",
    "*a",
    "!!x ",
    "<<",
    "'",
    '"',
    "|\n",
    "#",
    "%",
    "1",
    "~",
    "~1",
    "/",
    "\\u202e",
    "--- ",
  );
  const hostile = fc.oneof(
    fc.string({ unit: "binary", maxLength: 200 }),
    fc.array(word, { maxLength: 60 }).map((words) => words.join("")),
    fc.json().map((text) => text),
    fc
      .array(
        fc.dictionary(
          fc.constantFrom("valueOf", "constructor", "toJSON", "role", "provider", "id"),
          fc.jsonValue(),
        ),
        { maxLength: 4 },
      )
      .map((items) => JSON.stringify({ entitlements: items, people: items, folders: items })),
  );

  it("made of anything: it is read or refused, and never throws", () => {
    fc.assert(
      fc.property(hostile, (source) => {
        for (const read of [
          parse,
          (s: string) => parseRequest(s, "f"),
          (s: string) => parsePolicy(s, "f"),
          (s: string) => parseSettings(s, "f"),
        ]) {
          const { value, findings } = read(source);
          expect(value === undefined).toBe(findings.length > 0);
        }
      }),
      { numRuns: 150 },
    );
  }, 240_000);
});
