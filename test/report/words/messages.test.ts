import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { formCheckResult } from "../../../src/core/decision/check-result.ts";
import { decide, leasesOf } from "../../../src/core/decision/decision.ts";
import { findRefusal, isAlertCode } from "../../../src/core/findings/catalogue/index.ts";
import { emptyLedger } from "../../../src/core/ledger/ledger.ts";
import type { Revoked } from "../../../src/core/ledger/ledger-entry.ts";
import { plain } from "../../../src/report/markdown/escape.ts";
import { describeMerge } from "../../../src/report/words/merge.ts";
import { describeEntry, describeRefusal } from "../../../src/report/words/messages.ts";
import { CAROL, evidence, merged, review, rulesWith } from "../../support/builders/evidence.ts";
import { grantedEntry, revokedEntry } from "../../support/builders/ledger.ts";

const revoked: Revoked = revokedEntry(
  { principal: "alice", entitlement: { provider: "orders-db", resource: "orders", role: "readonly" } },
  new Date("2026-11-20T16:02:01.000Z"),
  new Date("2026-11-20T16:02:00.000Z"),
);

it("people are told that access is over only where it is", () => {
  expect([describeEntry(revoked), describeEntry({ ...revoked, left: false })]).toEqual(
    Array(2).fill(
      "🔒 `alice` no longer holds `readonly` on `orders-db/orders` since **2026-11-20 16:02:01Z** (its time was up).",
    ),
  );
  expect(describeEntry({ ...revoked, left: true })).toBe(
    "🔒 The lease of `alice` for `readonly` on `orders-db/orders` ended at **2026-11-20 16:02:01Z** (its time was up). `alice` had the same access before and **still holds** it: Hallpass takes back only what it gave.",
  );
});

it("people are told how to use what they got", () => {
  const granted = grantedEntry(revoked, new Date("2026-11-20T15:02:01Z"), new Date("2026-11-20T16:02:00Z"));
  const holds = "🔓 `alice` holds `readonly` on `orders-db/orders` until **2026-11-20 16:02:00Z**.";
  expect(describeEntry(granted)).toBe(holds);
  expect(describeEntry({ ...granted, connection: { kind: "command", text: "psql -U alice" } })).toBe(
    `${holds} Connect with \`psql -U alice\``,
  );
  expect(describeEntry({ ...granted, invited: true })).toContain("is **invited** to");
  expect(describeEntry({ ...granted, connection: { kind: "command", text: "read  a | jq `b`" } })).toBe(
    `${holds} Connect with \`\` read  a | jq \`b\` \`\``,
  );
  expect(describeEntry({ ...granted, connection: { kind: "link", text: "https://x.example/a" } })).toBe(
    `${holds} Connect at <https://x.example/a>`,
  );
});

it("the merge commit names what was decided on and why; the lease names the policy", () => {
  const rules = rulesWith({ policyBlobs: new Map([["orders-readonly", "b1"]]) });
  const checkResult = formCheckResult(evidence({ rules, reviews: [review(CAROL)] }), emptyLedger);
  if (checkResult.kind !== "request") throw new Error("It asks for access.");
  const met = checkResult.decision.verdicts.flatMap((each) => (each.status === "met" ? [each] : []));
  expect(met.length).toBeGreaterThan(10);
  expect(describeMerge(checkResult, "t1").body).toBe(
    [
      "Hallpass-Request: payments/2026-11-20-alice-orders",
      "Hallpass-Subject: alice (1001)",
      "Hallpass-Approved-By: carol (1003)",
      "Hallpass-Head: h1",
      "Hallpass-Blob: blob:access-requests/payments/2026-11-20-alice-orders.yaml",
      "Hallpass-Review: 8003 by carol (1003)",
      "Hallpass-Codeowners: c1",
      "Hallpass-Policy: orders-readonly (b1)",
      "Hallpass-Rules: t",
      ...met.map(({ rule, says }) => `Hallpass-Rule: ${rule}: ${plain(says)}`),
      "Hallpass-Ledger: t1",
    ].join("\n"),
  );
  const facts = merged({ rules });
  expect(leasesOf(decide(facts), facts).map(({ policy }) => policy)).toEqual([
    { name: "orders-readonly", blob: "b1", commit: "t" },
  ]);
});

it("every code that a merged request is refused with is explained in words", () => {
  const folder = join(import.meta.dirname, "../../../src");
  const files = [
    ...["core/decision/rules", "operations/granting"].flatMap((wing) =>
      readdirSync(join(folder, wing)).map((name) => `${wing}/${name}`),
    ),
    ...["core/decision/decision.ts", "providers/adapter/allowed.ts"],
  ];
  const codes = files.flatMap((file) =>
    [...readFileSync(join(folder, file), "utf8").matchAll(/"([A-Z]+(?:_[A-Z]+)+)"/gu)].map(
      ([, code = ""]) => code,
    ),
  );
  expect(codes.length).toBeGreaterThan(50);
  expect([...new Set(codes)].filter((code) => !isAlertCode(code) && findRefusal(code) === undefined)).toEqual(
    [],
  );
});

it("a refusal names its code for search alone, and what to do", () => {
  const text = describeRefusal({ codes: ["NO_PULL_REQUEST", "FIELD_MISSING", "OTHER_THING"] });
  expect(text).toContain(
    "- ❌ The file reached the default branch without a pull request.  \n  **Fix:** Ask with a pull request.",
  );
  expect(text).toContain("- ❌ The file is not a valid request.  \n  **Fix:** ");
  expect(text).toContain(" (`FIELD_MISSING`)");
  expect(text).toContain("- ❌ A rule of this repository does not allow it. (`OTHER_THING`)");
  expect(text).toContain("**Next:** if the access is still needed, ask again");
});

it("a refusal says each finding in its own words, and links to a new file", () => {
  const says = "9h is longer than @all may ask for: `2h`.";
  const reasons = [{ code: "DURATION_TOO_LONG", says, fix: "Ask for 2h or less." }];
  const codes = ["DURATION_TOO_LONG", "OWNERS_MISMATCH"];
  const text = describeRefusal(
    { codes, reasons },
    {
      editor: "https://github.test/acme/access/new/main",
      offers: "https://github.test/acme/access/blob/main/ACCESS.md",
    },
  );
  expect(text).toContain(
    "- ❌ 9h is longer than @\u200ball may ask for: \\`2h\\`.  \n  **Fix:** Ask for 2h or less.",
  );
  expect(text.match(/`DURATION_TOO_LONG`/gu)).toHaveLength(1);
  expect(text).toContain("`OWNERS_MISMATCH`");
  expect(text).toContain("[ask again with a new file](https://github.test/acme/access/new/main)");
  expect(text).toMatch(/ What you may ask for: \[ACCESS\.md\]\(https:\S+\/blob\/main\/ACCESS\.md\)\.$/u);
});
