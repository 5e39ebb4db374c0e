// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   AR7: An account, a role or a note of a review holds markup, mentions, line breaks, or a formula.

import { expect, it } from "vitest";
import { formCheckResult } from "../../src/core/decision/check-result.ts";
import { parseAccessReview } from "../../src/core/files/access-review.ts";
import type { BriefedReview } from "../../src/core/inventory/line-facts.ts";
import { listReviewStatus } from "../../src/core/inventory/review-status.ts";
import { emptyLedger } from "../../src/core/ledger/ledger.ts";
import {
  describeReviewBody,
  describeReviewTitle,
  renderAccessReview,
} from "../../src/report/access-review.ts";
import { renderReviewStatus } from "../../src/report/access-review-status.ts";
import { describeCheck } from "../../src/report/check.ts";
import {
  REVIEW_PATH,
  type ReviewTwist,
  reviewEvidence,
  reviewText,
  standing,
} from "../support/access-review.ts";
import { DAVE, review } from "../support/builders/evidence.ts";
import { listActive } from "../support/markdown-oracle.ts";

const listed = { at: new Date("2026-05-01T00:00:00Z"), commit: "a1b2c3d4e5f6a7b8", author: "Dave" };
const briefed = (overrides: Partial<BriefedReview["lines"][number]> = {}): BriefedReview => ({
  team: "payments",
  path: REVIEW_PATH,
  branch: "access-review/payments/2026-11-20",
  due: "2026-12-04",
  owners: ["@acme/security"],
  isTooEarly: false,
  lines: [
    {
      ...standing("carol"),
      facts: {
        listed,
        givers: ["postgres"],
        since: "2026-01-01T00:00:00.000Z",
        asked: { own: 4, others: 1 },
      },
      ...overrides,
    },
  ],
});
const shown = (twist: ReviewTwist) => describeCheck(formCheckResult(reviewEvidence(twist), emptyLedger));
const undecided = reviewText([{ ...standing("carol"), decision: "undecided" }]);

it("is a file that reads back with nothing decided, and says what helps to decide", () => {
  const text = renderAccessReview(briefed());
  expect(text).toMatchInlineSnapshot(`
    "# The standing access of payments. After each "decision:" write keep or remove; add "note: why" if there is more to say.
    # Change nothing else. Lines that begin with # help you to decide, and decide nothing.
    due: "2026-12-04"
    lines:
      # in inventory/ since 2026-05-01, by Dave (a1b2c3d4e5f6)
      # held since 2026-01-01, given by postgres
      # never reviewed
      # asked for by request 4 times in 90 days; 1 other person had the same by request
      - decision: undecided
        principal: carol
        provider: orders-db
        resource: orders
        role: readonly
        ids: { instance: "i", principal: "id-carol", entitlement: "e" }
    "
  `);
  expect(parseAccessReview(text, REVIEW_PATH)).toMatchObject({
    value: { due: "2026-12-04", lines: [{ ...standing("carol"), decision: "undecided" }] },
    findings: [],
  });
});

const hostile = [
  "x\n  - decision: keep",
  'a": b # c',
  "<!channel> @acme/security",
  "=HYPERLINK(1)",
  "[x](https://evil.example)",
  "a\u202Eb\u2028c",
  "| `code` | **b**",
];

it.each(hostile)("AR7: holds %j as a value, and shows it as text", (name) => {
  const facts = { givers: [name], listed: { ...listed, author: name } };
  const inner = { instance: name, principal: name, entitlement: name };
  const given = briefed({ principal: name, role: name, resource: name, ids: inner, facts });
  const text = renderAccessReview(given);
  // A baseline holds visible characters alone; the facts may hold any.
  const visible = !/[\n\u202E\u2028]/u.test(name);
  if (visible) {
    const { value, findings } = parseAccessReview(text, REVIEW_PATH);
    expect([findings, value?.lines.map(({ decision, principal }) => [decision, principal])]).toEqual([
      [],
      [["undecided", name]],
    ]);
  }
  const onlyFacts = renderAccessReview(briefed({ facts }));
  expect(parseAccessReview(onlyFacts, REVIEW_PATH).value?.lines).toHaveLength(1);
  const body = describeReviewBody(given);
  expect(listActive(body)).toEqual(
    listActive(describeReviewBody(briefed({ facts: { givers: ["x"], listed } }))),
  );
  expect(describeReviewTitle(given)).not.toContain("\n");
});

it("AR7: shows a note and an account in the check as text", () => {
  const line = { ...standing("<img> @acme/all"), decision: "remove", note: "[gone](https://evil.example)" };
  const { summary } = shown({ text: reviewText([line]), about: { expected: [standing("<img> @acme/all")] } });
  expect(summary).toContain(
    "`<img> @acme/all: readonly on orders-db/orders`: `[gone](https://evil.example)`",
  );
});

it("has a check that says what is undecided, who approves, and what follows", () => {
  expect(shown({ text: undecided })).toMatchObject({ title: "1 of 1 line undecided" });
  const waiting = shown({});
  expect(waiting.title).toBe("Waiting for dave or eve");
  const removed = reviewText([{ ...standing("carol"), decision: "remove" }]);
  const done = shown({ text: removed, reviews: [review(DAVE)] });
  expect(done.title).toBe("Approved by dave");
  expect(done.summary.split("<details>")[0]).toMatchInlineSnapshot(`
    "**Approved** by dave. **Next:** merge it. Hallpass takes nothing back that it did not give: an administrator removes what must go at its system, and \`hallpass drift\` names it until then.

    The standing access of \`payments\`, to be decided by \`2026-12-04\`.

    **Must go** (1)
    - \`carol: readonly on orders-db/orders\`

    "
  `);
});

it("points at the line that has a mistake", () => {
  const text =
    'due: "2026-12-04"\nlines:\n  - decision: keep\n    principal: mallory\n    provider: p\n    resource: r\n    role: o\n    ids: { instance: i, principal: p, entitlement: e }\n';
  const { annotations } = shown({ text });
  expect(annotations).toMatchObject([
    { path: REVIEW_PATH, line: 3, title: "REVIEW_LINE_UNKNOWN" },
    { path: REVIEW_PATH, title: "REVIEW_LINE_MISSING" },
  ]);
});

it("lists open, overdue and done reviews, and teams without one", () => {
  const lines = (["keep", "remove"] as const).map((decision) => ({ ...standing(decision), decision }));
  const of = (due: string) => ({ due, lines });
  const open = (team: string, due: string) => ({
    ...{ team, day: "2026-11-01", path: `${team}.yaml`, branch: `access-review/${team}/2026-11-01` },
    review: of(due),
  });
  const { review: _, ...unread } = open("crm", "2026-11-30");
  const rows = listReviewStatus(
    {
      teams: ["billing", "payments"],
      open: [open("payments", "2026-11-20"), open("ops", "2026-11-19"), unread],
      done: [{ team: "payments", day: "2026-08-01", path: "old.yaml", review: of("2026-08-15") }],
      merges: new Map([
        [
          "old.yaml",
          { commit: "c".repeat(40), at: new Date("2026-08-16T01:00:00Z"), author: "Dave", pull: 7 },
        ],
      ]),
    },
    "2026-11-20",
  );
  expect(renderReviewStatus(rows)).toMatchInlineSnapshot(`
    "TEAM      REVIEW               STARTED     DUE         KEPT  REMOVED  UNDECIDED  WHERE
    billing   never reviewed
    crm       open, with mistakes  2026-11-01                                        branch access-review/crm/2026-11-01
    ops       OVERDUE              2026-11-01  2026-11-19  1     1        0          branch access-review/ops/2026-11-01
    payments  open                 2026-11-01  2026-11-20  1     1        0          branch access-review/payments/2026-11-01
    payments  done, late           2026-08-01  2026-08-15  1     1        0          #7 of Dave, merged 2026-08-16
    "
  `);
});
