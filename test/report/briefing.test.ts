import { addHours, subDays, subHours } from "date-fns";
import { describe, expect, it } from "vitest";
import { formCheckResult } from "../../src/core/decision/check-result.ts";
import { applyEntries, emptyLedger, type LedgerState } from "../../src/core/ledger/ledger.ts";
import { describeComment, readBriefingMark } from "../../src/report/briefing/comment.ts";
import { describeCheck } from "../../src/report/check.ts";
import { describeProse } from "../../src/report/markdown/prose.ts";
import {
  ALICE,
  added,
  CAROL,
  DAVE,
  EVE,
  evidence,
  NOW,
  policy,
  requestText,
  review,
  rulesWith,
  settings,
  type Twist,
  team,
  teams,
} from "../support/builders/evidence.ts";
import { granted, lease } from "../support/builders/ledger.ts";

const HEAD = "1f0c";
const leads = new Map([...teams, team(302, "payments-leads", ALICE, CAROL, DAVE)]);

const comment = (twist: Twist = {}, state: LedgerState = emptyLedger): string => {
  const text = describeComment(formCheckResult(evidence({ teams: leads, ...twist }), state), HEAD);
  expect(readBriefingMark(text)).toBe(HEAD);
  return text.replace(/\n\n<!--.*$/su, "");
};

/** The paragraph that begins with this word. */
const paragraph = (text: string, word: string): string | undefined =>
  text.split("\n\n").find((each) => each.startsWith(`**${word}`));

describe("the comment for approvers", () => {
  it("says when a request is out of the hours of its policy", () => {
    const weekly = [{ days: ["saturday" as const, "sunday" as const], from: "22:00", to: "06:00" }];
    const rules = rulesWith({ policies: [policy({ hours: { zone: "Europe/Berlin", weekly } })] });
    const text = requestText({ start: "2026-11-20T18:00:00Z" });
    expect(paragraph(comment({ rules, text }), "Unusual")).toBe("**Unusual:**");
    expect(comment({ rules, text })).toContain(
      "- ⚠️ **Out of hours:** it begins outside of the hours of `orders-readonly`, Fri 19:00. They are Sat, Sun 22:00 to 06:00 (Europe/Berlin).\n",
    );
    const asked = "**Out of hours:** it was asked for outside of the hours of `orders-readonly`, ";
    expect(comment({ rules })).toContain(`${asked}Fri 15:00.`);
    // A later review says the same, before and after the ledger has it.
    const askedAt = subHours(NOW, 2);
    expect(comment({ rules, askedAt })).toContain(`${asked}Fri 13:00.`);
    const entry = {
      kind: "asked" as const,
      asked: { pull: 12, requester: ALICE, head: HEAD, at: askedAt },
      at: askedAt,
    };
    expect(comment({ rules }, applyEntries(emptyLedger, [entry]))).toContain(`${asked}Fri 13:00.`);
  });

  it("says everything in the order of its questions", () => {
    const description = "Read the orders database while a customer's case is open.";
    const rules = rulesWith({
      policies: [
        policy({
          description,
          entitlements: [{ provider: "orders-db", resource: "orders", roles: ["readonly", "support"] }],
        }),
      ],
    });
    const entitlements =
      "[{ provider: orders-db, resource: orders, role: readonly }, { provider: orders-db, resource: orders, role: support }]";
    const text = requestText({
      entitlements,
      reason: "'Refunds of #17 are stuck: https://status.acme.example/4711.'",
    });
    const before = lease({
      request: "payments/x",
      startsAt: subDays(NOW, 8),
      endsAt: addHours(subDays(NOW, 8), 1),
    });
    const held = lease({
      request: "payments/y",
      pull: 9,
      startsAt: addHours(NOW, -1),
      endsAt: addHours(NOW, 1),
    });
    const policyChanges = [{ name: "orders-readonly", at: subDays(NOW, 2), pull: 31 }];
    expect(comment({ rules, text, policyChanges }, granted(before, held))).toMatchInlineSnapshot(`
      "**alice** asks for **2 hours from the merge**:

      - \`readonly\` on \`orders-db/orders\`
      - \`support\` on \`orders-db/orders\`

      > **Why:** Refunds of [#17](https://github.com/acme/access/issues/17) are stuck: <https://status.acme.example/4711>.

      **What it gives:** Read the orders database while a customer's case is open. Policy: \`orders-readonly\`.

      **Unusual:**

      - ⚠️ **Has it already:** \`readonly\` on \`orders-db/orders\` until **2026-11-20 15:00 UTC**, through [#9](https://github.com/acme/access/issues/9).
      - ⚠️ **First time:** alice never had \`support\` on \`orders-db/orders\`. The last time there it was \`readonly\`, on 2026-11-20.
      - ⚠️ **Policy changed lately:** \`orders-readonly\`, on 2026-11-18, by [#31](https://github.com/acme/access/issues/31).

      **Who can approve:** carol **or** dave. Other approvals do not count.

      **To approve:** Files changed → Review changes → Approve.

      **On approval:** Hallpass merges this. The access starts at once and ends **2 hours** later, by itself."
    `);
  });

  it("is one sentence where a person asks for another one, under another account, from a time on", () => {
    const rules = rulesWith({
      policies: [policy({ onBehalf: { teams: [{ slug: "payments", id: 301 }] } })],
      settings: settings({
        people: settings().people.map((person) =>
          person.id === EVE.id ? { ...person, principals: { "orders-db": "e.adams" } } : person,
        ),
      }),
    });
    const text = requestText({ subject: "eve", start: "2026-11-21T08:00Z" });
    const shown = comment({ rules, text });
    expect(shown.split("\n\n")[0]).toBe(
      "**alice** asks on behalf of **eve** for `readonly` on `orders-db/orders` (account `e.adams`) for **2 hours from 2026-11-21 08:00 UTC**.",
    );
  });

  it("says when an access begins that is asked for later, and that a person merges it where the settings say so", () => {
    const text = requestText({ start: "2026-11-21T08:00Z" });
    const rules = rulesWith({ settings: settings({ merge: "manual" }) });
    expect(paragraph(comment({ text, rules }), "On approval")).toBe(
      "**On approval:** a person with write access merges this. The access starts at **2026-11-21 08:00 UTC**, or at the merge if that is later, and ends **2 hours** after that, by itself.",
    );
  });

  it("says that an extension begins where the other request ends", () => {
    const base = lease({ startsAt: addHours(NOW, -1), endsAt: addHours(NOW, 1) });
    const text = requestText({ extends: "payments/a" });
    const shown = comment({ text, extended: [base], chain: [base] }, granted(base));
    expect(shown.split("\n\n").slice(0, 2)).toEqual([
      "**alice** asks for `readonly` on `orders-db/orders` for **2 hours more**, from the end of `payments/a`.",
      "Together with the requests it extends, the access lasts **4 hours**.",
    ]);
    expect(paragraph(shown, "Unusual")).toBe("**Unusual:** nothing that Hallpass knows of.");
    expect(paragraph(shown, "On approval")).toContain("starts when `payments/a` ends");
  });

  it("names the people whose approval counts, and no other; of two that are needed both", () => {
    const two = rulesWith({
      policies: [policy({ approvals: { teams: [{ slug: "payments-leads", id: 302 }], count: 2 } })],
    });
    expect(paragraph(comment(), "Who")).toBe(
      "**Who can approve:** carol **or** dave. Other approvals do not count.",
    );
    expect(paragraph(comment({ rules: two }), "Who")).toContain(" carol **and** dave. ");
    expect(paragraph(comment({ rules: two, reviews: [review(CAROL)] }), "Who")).toContain(" dave. ");
  });

  it("says why an approval that GitHub shows does not count", () => {
    expect(paragraph(comment({ reviews: [review(EVE)] }), "Who")).toBe(
      "**Who can approve:** carol **or** dave. Other approvals do not count. eve's approval does not count: eve is not in @\u200bacme/payments-leads.",
    );
  });

  it("says what the systems tell of the roles, after the policy's words", () => {
    const result = formCheckResult(evidence(), emptyLedger);
    if (result.kind !== "request" || result.briefing === undefined) throw new Error("No request.");
    const entitlement = { provider: "orders-db", resource: "orders", role: "readonly" };
    const briefing = {
      ...result.briefing,
      abilities: [{ entitlement, says: ['SELECT on 1 table: public."@all"'] }],
    };
    const parts = describeComment({ ...result, briefing }, HEAD).split("\n\n");
    expect(parts.slice(2, 5)).toEqual([
      "**What it gives:** the access of policy `orders-readonly`, which has no description.",
      "**The system says it may:**",
      '- SELECT on 1 table: public."@\u200ball".',
    ]);
  });

  it("counts the names beyond a dozen", () => {
    const crowd = Array.from({ length: 30 }, (_, n) => ({ id: 2000 + n, login: `lead-${n}` }));
    const people = [...settings().people, ...crowd.map((person) => ({ ...person, principals: {} }))];
    const shown = comment({
      rules: rulesWith({ settings: settings({ people }) }),
      teams: new Map([...teams, team(302, "payments-leads", ...crowd)]),
    });
    expect(paragraph(shown, "Who")).toContain("lead-11 **or** 18 more.");
  });

  it("says at once that it was approved, that it waits, or that there is nothing to approve", () => {
    const second = (shown: string) => shown.split("\n\n")[1];
    expect(second(comment({ reviews: [review(CAROL)] }))).toBe(
      "**Approved** by carol: Hallpass merges this. The access starts at once and ends **2 hours** later, by itself.",
    );
    expect(second(comment({ reviews: [review(CAROL, "CHANGES_REQUESTED")] }))).toContain(
      "**Next:** carol asked for changes.",
    );
    expect(second(comment({ text: requestText({ duration: "9h" }) }))).toBe(
      "**Next:** nothing to approve now. The requester corrects what the check `hallpass/decision` lists. Nothing is granted.",
    );
    expect(comment({ changes: [added("notes.md")] })).toContain("no longer asks for access");
    expect(describeComment("closed", HEAD)).toContain("**Nothing was granted**");
  });
});

it("the check of a rule change names the owners of each part", () => {
  const codeownersText =
    "/policies/ @acme/security\n/.github/ @acme/platform\n/access-requests/payments/ @acme/payments-leads\n";
  const approvals = {
    teams: [
      { slug: "security", id: 303 },
      { slug: "platform", id: 305 },
    ],
  };
  const rules = rulesWith({ codeownersText, settings: settings({ rules: { approvals } }) });
  const facts = evidence({
    rules,
    proposed: rules,
    teams: new Map([...teams, team(303, "security", DAVE, EVE), team(305, "platform", CAROL)]),
    changes: [added("policies/a.yaml"), added(".github/hallpass.yaml")],
  });
  expect(describeCheck(formCheckResult(facts, emptyLedger)).summary).toContain(
    "**Who can approve:** dave **or** eve, **and** carol. Other approvals do not count.",
  );
});

describe("a reason", () => {
  const page = "https://github.com/acme/access";
  it.each([
    ["see #17.", `see [#17](${page}/issues/17).`],
    ["(#17, #18)", `([#17](${page}/issues/17), [#18](${page}/issues/18))`],
    ["Fixes #17", "Fixes #\u200b17"],
    ["a#17 and acme/x#17", "a#\u200b17 and acme/x#\u200b17"],
    ["https://a.example/x_y?b=c#d, now", "<https://a.example/x_y?b=c#d>, now"],
    ["(https://a.example)", "(<https://a.example>)"],
    ["http://a.example", "http:\u200b//a.example"],
    ["https://github.com@evil.example/", "https:\u200b//github.com@\u200bevil.example/"],
    ["https://evil.example/`<b>", "https:\u200b//evil.example/\\`\\<b\\>"],
    ["javascript:alert(1)", "javascript:alert(1)"],
    ["[x](https://evil.example)", "\\[x\\](https:\u200b//evil.example)"],
  ])("%s", (text, shown) => {
    expect(describeProse(text, page)).toBe(shown);
  });

  it("without an address of the repository has no links to issues", () => {
    expect(describeProse("see #17")).toBe("see #\u200b17");
  });
});
