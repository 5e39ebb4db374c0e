import { describe, expect, it } from "vitest";
import { parseCodeowners } from "../../../src/core/files/codeowners.ts";
import { listReminders } from "../../../src/core/review/reminders.ts";
import type { OverdueReview } from "../../../src/core/review/unreviewed.ts";
import { ALICE, CAROL, DAVE, EVE, policy } from "../../support/builders/evidence.ts";

const due = new Date("2026-11-24T00:00:00.000Z");
const overdue = (name: string, overrides: Partial<OverdueReview> = {}): OverdueReview => ({
  id: `payments/${name}`,
  path: `access-requests/payments/${name}.yaml`,
  team: "payments",
  pull: 3,
  holders: [ALICE],
  approvers: [CAROL],
  policies: [],
  endedAt: new Date("2026-11-20T14:00:00.000Z"),
  dueAt: due,
  ...overrides,
});
const facts = (hours: number, pulls: Readonly<Record<string, number>>, hold = false) => ({
  receipts: new Map(
    Object.entries(pulls).map(([name, number]) => [`access-requests/payments/${name}.yaml`, { number }]),
  ),
  policies: [policy({ review: { hold } })],
  codeowners: parseCodeowners("/access-requests/payments/ @acme/payments-leads\n", ".github/CODEOWNERS"),
  now: new Date(due.getTime() + hours * 3_600_000),
});

describe("the reminder of an overdue review", () => {
  it("names the requests of one receipt, the owners, and the people concerned", () => {
    const other = overdue("b", { holders: [EVE], approvers: [DAVE] });
    expect(listReminders([overdue("a"), other], facts(0, { a: 31, b: 31 }, true))).toEqual([
      {
        kind: "review",
        id: "review 31 1",
        pull: 31,
        concerned: { subject: ALICE, approvers: [CAROL, DAVE] },
        team: "payments",
        requests: ["payments/a", "payments/b"],
        dueAt: due,
        owners: ["@acme/payments-leads"],
        holds: true,
      },
    ]);
  });

  it.each([
    [0, "review 31 1"],
    [23, "review 31 1"],
    [24, "review 31 2"],
    [96, "review 31 5"],
    [24 * 400, "review 31 5"],
  ])("after %i hours has the id %s: one a day, five at most", (hours, id) => {
    expect(listReminders([overdue("a")], facts(hours, { a: 31 }))).toMatchObject([{ id, holds: false }]);
  });

  it("is one for each receipt, and none where no receipt is open", () => {
    const all = ["a", "b", "c"].map((name) => overdue(name));
    expect(listReminders(all, facts(0, { a: 31, b: 32 })).map(({ pull }) => pull)).toEqual([31, 32]);
  });
});
