import { describe, expect, it } from "vitest";
import type { PastEntry } from "../../../src/core/audit/ledger-commit.ts";
import { createAudit } from "../../../src/core/audit/stories.ts";
import { buildOverview } from "../../../src/core/overview/overview.ts";
import { CAROL, policy } from "../../support/builders/evidence.ts";
import { at, grantedEntry, intentEntry, lease, proof, revokedEntry } from "../../support/builders/ledger.ts";

const applied = { name: "orders-readonly", blob: "b", commit: "c" };
const given = lease({ policy: applied });
const ended: PastEntry[] = [
  intentEntry(given),
  grantedEntry(given, at(1), at(60)),
  revokedEntry(given, at(61), at(60)),
];
const receipt = (...reviewedAt: Date[]): PastEntry => ({
  kind: "receipt",
  receipt: {
    pull: 13,
    merge: proof.merge,
    requests: [given.request],
    reviews: reviewedAt.map((time, id) => ({ id, reviewer: CAROL, commit: proof.head, at: time })),
    at: at(4000),
  },
  at: at(4000),
});
const DAY = 86_400;
const reviewsOf = (entries: readonly PastEntry[], now: Date, within?: string) => {
  const audit = createAudit();
  for (const entry of entries) audit.add(entry);
  const policies = [policy(within === undefined ? {} : { review: { within } })];
  return buildOverview(audit.view(now), at(-3600), now, policies).reviews;
};

describe("the reviews of a folder's ended access", () => {
  it("counts what nobody has reviewed, and what is overdue by its policy", () => {
    const open = { team: "payments", ended: 1, reviewed: 0, removed: 0, unreviewed: 1 };
    expect(reviewsOf(ended, at(2 * DAY))).toEqual([{ ...open, overdue: 0 }]);
    expect(reviewsOf(ended, at(4 * DAY))).toEqual([{ ...open, overdue: 1 }]);
    expect(reviewsOf(ended, at(2 * DAY), "1d")).toEqual([{ ...open, overdue: 1 }]);
    expect(reviewsOf(ended, at(4 * DAY), "9d")).toEqual([{ ...open, overdue: 0 }]);
  });

  it("measures from the end to the first review", () => {
    expect(reviewsOf([...ended, receipt(at(3661), at(961))], at(9 * DAY))).toEqual([
      {
        ...{ team: "payments", ended: 1, reviewed: 1, removed: 0, unreviewed: 0, overdue: 0 },
        took: { medianMs: 900_000, slowestMs: 900_000 },
      },
    ]);
  });

  it("tells a removal without an owner's approval from a review", () => {
    expect(reviewsOf([...ended, receipt()], at(9 * DAY))).toMatchObject([
      { reviewed: 0, removed: 1, overdue: 0 },
    ]);
  });

  it("is nothing while access lives", () => {
    expect(reviewsOf(ended.slice(0, 2), at(30))).toEqual([]);
  });
});
