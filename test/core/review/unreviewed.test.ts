import { describe, expect, it } from "vitest";
import type { Lease } from "../../../src/core/access/lease.ts";
import type { Policy } from "../../../src/core/files/policy.ts";
import { requestPath } from "../../../src/core/files/request.ts";
import { findDue, listOverdue, listUnreviewed } from "../../../src/core/review/unreviewed.ts";
import { policy } from "../../support/builders/evidence.ts";
import { at, granted, lease, revoked } from "../../support/builders/ledger.ts";

const applied = (name: string) => ({ name, blob: "b", commit: "c" });
const own = lease({ policy: applied("orders-readonly"), requester: { id: 1002, login: "bob" } });
const over = revoked(granted(own), own, at(62));
const files = [{ path: "access-requests/payments/a.yaml" }, { path: "access-requests/README.md" }];
const policies = (review?: Policy["review"]): Policy[] => [policy(review === undefined ? {} : { review })];

describe("access that nobody has reviewed", () => {
  it("has ended, is gone, and its file is still on the default branch", () => {
    expect(listUnreviewed(over, files, at(70))).toEqual([
      {
        id: "payments/a",
        path: "access-requests/payments/a.yaml",
        team: "payments",
        pull: 12,
        holders: [own.subject, own.requester],
        approvers: own.approvers,
        policies: ["orders-readonly"],
        endedAt: at(62),
      },
    ]);
  });

  it.each([
    ["lives", granted(own), files, at(30)],
    ["is over and not revoked yet: that is another alarm", granted(own), files, at(70)],
    ["was reviewed: the merge removed the file", over, [], at(70)],
  ] as const)("is none of what %s", (_what, state, found, now) => {
    expect(listUnreviewed(state, found, now)).toEqual([]);
  });
});

describe("the time for a review", () => {
  // The access ended on 2026-11-20; its receipt is opened after midnight.
  it.each<[string, Policy["review"] | undefined, string]>([
    ["is three days where the policy gives none", undefined, "2026-11-24T00:00:00.000Z"],
    ["is the policy's", { within: "36h" }, "2026-11-22T12:00:00.000Z"],
    ["is the same where it holds requests back", { hold: true }, "2026-11-24T00:00:00.000Z"],
  ])("%s", (_what, review, due) => {
    const access = { policies: ["orders-readonly"], endedAt: at(62) };
    expect(findDue(access, policies(review)).toISOString()).toBe(due);
  });

  it("is the shortest of the policies of one request, and three days for a policy that is gone", () => {
    const two = [...policies({ within: "5d" }), policy({ name: "admin", review: { within: "1d" } })];
    const due = (names: string[]): string =>
      findDue({ policies: names, endedAt: at(0) }, two)
        .toISOString()
        .slice(0, 10);
    expect(due(["orders-readonly", "admin"])).toBe("2026-11-22");
    expect(due(["orders-readonly"])).toBe("2026-11-26");
    expect(due(["gone"])).toBe("2026-11-24");
    expect(due([])).toBe("2026-11-24");
  });

  it("is over at its end, and not before; the longest overdue comes first", () => {
    const found = (id: string, ended: Date) => ({
      ...listUnreviewed(over, files, at(70)).at(0),
      ...{ id, path: requestPath(id), endedAt: ended },
    });
    const unreviewed = [found("payments/a", at(62)), found("payments/b", at(-90_000))] as ReturnType<
      typeof listUnreviewed
    >;
    const overdue = (now: string): string[] =>
      listOverdue(unreviewed, policies(), new Date(now)).map(({ id }) => id);
    expect(overdue("2026-11-22T23:59:59.999Z")).toEqual([]);
    expect(overdue("2026-11-23T00:00:00.000Z")).toEqual(["payments/b"]);
    expect(overdue("2026-11-24T00:00:00.000Z")).toEqual(["payments/b", "payments/a"]);
  });

  it("is over where the end cannot be read", () => {
    const [access] = listUnreviewed(over, files, at(70));
    const broken = [{ ...access, endedAt: new Date(Number.NaN) }] as ReturnType<typeof listUnreviewed>;
    expect(listOverdue(broken, policies(), at(70))).toHaveLength(1);
  });
});

it("counts what was revoked late by the time it was gone", () => {
  const late: Lease = lease({ policy: applied("orders-readonly") });
  const [access] = listUnreviewed(revoked(granted(late), late, at(86_400)), files, at(90_000));
  expect(access?.endedAt).toEqual(at(86_400));
});
