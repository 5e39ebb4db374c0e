// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   YM1: The same key twice, also as number and text.
//   YM2: Anchors and aliases, up to a billion laughs.
//   YM3: Tags, standard or custom.
//   YM4: Merge keys, and keys such as __proto__.
//   YM5: Several documents, none, or a list at the top.
//   YM6: Unknown fields, such as approved_by.
//   YM7: Invisible or reversed characters, and letters that look like others.
//   YM9: Durations such as -5m, 0, 1.5h, 1e9, 5M, or with a space.
//   YM10: A start far ahead or in the past.
//   YM12: The reason is huge or blank.
//   GX14: A provider's address leads into the internal network.
//   X47: A reason holds a password or a token.

import { describe, expect, it } from "vitest";
import { formCheckResult } from "../../src/core/decision/check-result.ts";
import { decide, listFindings } from "../../src/core/decision/decision.ts";
import { parsePolicy } from "../../src/core/files/policy.ts";
import { parseRequest } from "../../src/core/files/request.ts";
import { emptyLedger } from "../../src/core/ledger/ledger.ts";
import { describeCheck } from "../../src/report/check.ts";
import { CAROL, evidence, PATH, requestText, review } from "../support/builders/evidence.ts";

/** What the app decides about a request with these words, approved by the one who may. */
function judge(text: string | Uint8Array) {
  const parsed = parseRequest(text, PATH);
  const facts = evidence({ reviews: [review(CAROL)], file: { path: PATH, blob: "b1", parsed } });
  const decision = decide(facts);
  const { summary, title, annotations } = describeCheck(formCheckResult(facts, emptyLedger));
  return {
    status: decision.status,
    codes: listFindings(decision).map(({ code }) => code),
    shown: JSON.stringify([title, summary, annotations]),
  };
}

const entitlement = (fields: string): string => requestText({ entitlements: `[{ ${fields} }]` });
const orders = "provider: orders-db, resource: orders";

it("a request without any of this is not denied", () => {
  expect(judge(requestText())).toMatchObject({ codes: [] });
  expect(judge(requestText()).status).not.toBe("denied");
});

describe("YAML that says one thing and means another is denied", () => {
  it.each([
    ["YM1: the same field twice", `${requestText()}duration: 8h\n`, "YAML_DUPLICATE_KEY"],
    ["YM1: the same role twice", entitlement(`${orders}, role: readonly, role: admin`), "YAML_DUPLICATE_KEY"],
    ["YM1: a number as name", `${requestText()}1: a\n`, "YAML_KEY"],
    ["YM1: a number, and its text, as names", `${requestText()}1: a\n"1": b\n`, "YAML_KEY"],
    ["YM1: a truth value as name", `${requestText()}true: a\n`, "YAML_KEY"],
    ["YM1: a list as name", `${requestText()}? [a]\n: b\n`, "YAML_KEY"],
    ["YM2: an anchor", requestText({ duration: "&d 2h" }), "YAML_ANCHOR"],
    ["YM2: an alias", requestText({ duration: "&d 2h", reason: "*d" }), "YAML_ALIAS"],
    ["YM2: an anchored name", requestText().replace("duration", "&d duration"), "YAML_KEY"],
    ["YM3: a tag that runs a program", requestText({ reason: '!!js/function "x"' }), "YAML_TAG"],
    ["YM3: a tag of one's own", requestText({ subject: "!x alice" }), "YAML_TAG"],
    ["YM3: bytes", requestText({ subject: "!!binary YWxpY2U=" }), "YAML_TAG"],
    ["YM3: a harmless tag", requestText({ subject: "!!str alice" }), "YAML_TAG"],
    ["YM3: a directive", `%TAG ! tag:x,2000:\n---\n${requestText()}`, "YAML_DIRECTIVE"],
    ["YM4: a merge key", `${requestText()}<<: { duration: 8h }\n`, "YAML_MERGE_KEY"],
    ["YM4: a prototype", `${requestText()}__proto__: { duration: 8h }\n`, "YAML_KEY"],
    ["YM4: a constructor", `${requestText()}constructor: x\n`, "FIELD_UNKNOWN"],
    ["YM5: a second document", `${requestText()}---\n${requestText()}`, "YAML_MANY_DOCUMENTS"],
    ["YM5: no document", "", "YAML_EMPTY"],
    ["YM5: a comment alone", "# subject: alice\n", "YAML_EMPTY"],
    ["YM5: a list", `- ${JSON.stringify({ subject: "alice" })}\n`, "FIELD_TYPE"],
    ["YM5: a word", "alice\n", "FIELD_TYPE"],
    ["YM6: an approval of its own", `${requestText()}approved_by: carol\n`, "FIELD_UNKNOWN"],
    ["YM6: an order to merge", `${requestText()}auto: true\n`, "FIELD_UNKNOWN"],
    [
      "YM6: an account of one's choice",
      entitlement(`${orders}, role: readonly, principal: root`),
      "FIELD_UNKNOWN",
    ],
    ["YM6: a promise that is not kept yet", `${requestText()}recurrence: weekly\n`, "FIELD_UNKNOWN"],
  ])("YM1, YM2, YM3, YM4, YM5, YM6: %s", (_name, text, code) => {
    const { status, codes } = judge(text);
    expect(status).toBe("denied");
    expect(codes).toContain(code);
  });

  it("YM2: a billion laughs are refused before they are told", () => {
    const levels = Array.from({ length: 20 }, (_, level) =>
      level === 0 ? "a0: &a0 [x, x]" : `a${level}: &a${level} [*a${level - 1}, *a${level - 1}]`,
    );
    const { status, codes } = judge(`${requestText()}${levels.join("\n")}\n`);
    expect(status).toBe("denied");
    expect(codes).toEqual(expect.arrayContaining(["YAML_ANCHOR", "YAML_ALIAS", "FINDINGS_MORE"]));
  });

  it("YM4: what is read has no prototype to change", () => {
    const { value } = parseRequest(requestText(), PATH);
    expect(Object.getPrototypeOf(value)).toBeNull();
    expect(Object.getPrototypeOf(value?.entitlements[0])).toBeNull();
  });
});

describe("a name that is not what it looks like is denied", () => {
  it.each([
    ["a reversed one", "subject", '"ali\\u202ece"', "TEXT_INVISIBLE", "U+202E"],
    ["one with a space of no width", "subject", "ali\u200bce", "TEXT_INVISIBLE", "U+200B"],
    ["one with a soft hyphen", "subject", "ali\u00adce", "TEXT_INVISIBLE", "U+00AD"],
    ["one with a Cyrillic letter", "subject", "\u0430lice", "VALUE_PATTERN", "U+0430"],
    ["one with the sign of Kelvin", "subject", "ali\u212ae", "VALUE_PATTERN", "U+212A"],
    ["one in wide letters", "subject", "\uff41lice", "VALUE_PATTERN", "U+FF41"],
    [
      "a reason that is turned round",
      "reason",
      "For INC-1234 \u2067drop\u2069 it",
      "TEXT_INVISIBLE",
      "U+2067",
    ],
  ])("YM7: %s, and its code point is shown", (_name, field, value, code, point) => {
    const { status, codes, shown } = judge(requestText({ [field]: value }));
    expect(status).toBe("denied");
    expect(codes).toContain(code);
    expect(shown).toContain(point);
    expect(shown).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u00ad]/u);
  });

  it.each(["provider", "resource", "role"])("YM7: a %s in letters of another script", (name) => {
    const fields = { provider: "orders-db", resource: "orders", role: "readonly", [name]: "r\u0435ad" };
    const { status, codes } = judge(requestText({ entitlements: JSON.stringify([fields]) }));
    expect(status).toBe("denied");
    expect(codes).toContain("VALUE_PATTERN");
  });
});

describe("a duration that is none is denied", () => {
  it.each([
    "999999h",
    "-5m",
    "0",
    "0h",
    "1.5h",
    "1e9",
    "''",
    "' 5m'",
    "'5m '",
    "5M",
    "5",
    "m",
    "1w",
    "5m5s",
    "10000s",
    "\u0665m",
    "0x10h",
    "1_0m",
    ".inf",
    "~",
    "[2h]",
  ])("YM9: %s", (duration) => {
    expect(judge(requestText({ duration }))).toMatchObject({ status: "denied" });
  });

  it.each([
    ["longer than the policy's maximum", "481m", "DURATION_TOO_LONG"],
    ["9999 days", "9999d", "DURATION_TOO_LONG"],
    ["shorter than the policy's minimum", "299s", "DURATION_TOO_SHORT"],
  ])("YM9: %s", (_name, duration, code) => {
    expect(judge(requestText({ duration }))).toMatchObject({ status: "denied", codes: [code] });
  });

  it.each([
    ["2099-01-01T00:00:00Z", "START_TOO_FAR"],
    ["2001-01-01T00:00:00Z", "START_OVER"],
    ["2001-01-01", "VALUE_PATTERN"],
    ["1", "FIELD_TYPE"],
    ["2026-02-30T24:00:60Z", "START_INVALID"],
  ])("YM10: a start at %s is refused: %s", (start, code) => {
    expect(judge(`${requestText()}start: ${start}\n`)).toMatchObject({ status: "denied", codes: [code] });
  });
});

describe("a reason that is none, or too much, is denied", () => {
  it.each([
    ["2 MB", "x".repeat(2_000_000), "TEXT_TOO_LONG"],
    ["2001 characters", "x".repeat(2001), "VALUE_LENGTH"],
    ["spaces", '"      "', "VALUE_PATTERN"],
    ["spaces of other kinds", '"\u00a0\u2003\u3000"', "VALUE_PATTERN"],
    ["nothing", "''", "VALUE_PATTERN"],
    ["a word", "because", "REASON_TOO_SHORT"],
  ])("YM12: %s", (_name, reason, code) => {
    const { status, codes } = judge(requestText({ reason }));
    expect(status).toBe("denied");
    expect(codes).toContain(code);
  });

  const secrets: readonly [name: string, secret: string][] = [
    ["a GitHub token", `ghp_${"Ab1".repeat(12)}`],
    ["an OAuth token", `gho_${"Ab1".repeat(12)}`],
    ["an installation token", `ghs_${"Ab1".repeat(12)}`],
    ["a fine-grained token", `github_pat_${"Ab1_".repeat(20)}`],
    ["an AWS key id", "AKIAIOSFODNN7EXAMPLE"],
    ["a private key", "-----BEGIN RSA PRIVATE KEY----- MIIEpAIBAAKCAQEA7 -----END RSA PRIVATE KEY-----"],
    ["a JWT", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl"],
    ["a Slack token", "xoxb-123456789012-Zm9vYmFy"],
    ["a password", "password=Tr0ub4dor&3"],
    ["a URL with a password", "postgres://orders:Tr0ub4dor3Tr0ub4dor@h"],
  ];

  it.each(secrets)("YM12, X47: %s, which nobody is shown again", (_name, secret) => {
    for (const text of [
      requestText({ reason: `Investigate with ${secret} for INC-1234` }),
      requestText({ reason: `|\n  Investigate with\n  ${secret}\n  for INC-1234` }),
      requestText({ subject: JSON.stringify(secret) }),
      `${requestText()}# ${secret}\n`,
      `${requestText()}${JSON.stringify(secret)}: x\n`,
    ]) {
      const { status, codes, shown } = judge(text);
      expect(status).toBe("denied");
      expect(codes).toContain("REASON_SECRET");
      expect(shown).toMatch(/[Rr]evoke (?:that secret|it) now/u);
      expect(shown).toContain("new branch");
      for (const part of [secret.slice(-12), secret.slice(12, 24)])
        expect(shown).not.toContain(part.replace("@h", ""));
    }
  });

  it("YM12: a secret that is written in escapes is found in what they say", () => {
    const reason = `"Investigate with \\u0067hp_${"Ab1".repeat(12)} for INC-1234"`;
    const { codes, shown } = judge(requestText({ reason }));
    expect(codes).toEqual(["REASON_SECRET"]);
    expect(shown).not.toContain("Ab1Ab1");
  });
});

it.each(["url: http://169.254.169.254/latest", "endpoint: http://localhost", "host: 10.0.0.1"])(
  "GX14: a policy cannot name an address: %s",
  (line) => {
    const { value, findings } = parsePolicy(`name: p\n${line}\n`, "policies/p.yaml");
    expect(value).toBeUndefined();
    expect(findings.map(({ code }) => code)).toContain("FIELD_UNKNOWN");
  },
);
