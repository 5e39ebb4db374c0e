import { expect, it } from "vitest";
import type { Lease } from "../../../src/core/access/lease.ts";
import {
  draftExtension,
  findBase,
  findExtension,
  isOver,
  judgeExtension,
  listExtenders,
} from "../../../src/core/during/extension.ts";
import { parseRequest } from "../../../src/core/files/request.ts";
import { applyEntries } from "../../../src/core/ledger/ledger.ts";
import { policy, rulesWith } from "../../support/builders/evidence.ts";
import { at, granted, lease } from "../../support/builders/ledger.ts";

const source = { kind: "comment", number: 12, id: 77 } as const;
const base = (overrides: Partial<Lease> = {}) => [lease({ endsAt: at(7200), ...overrides })] as const;
const draft = (duration = "1h", of = base()) => draftExtension(of, source, { duration, at: at(100) });

it("asks for the same, in the same folder, for the same reason, by a name that the comment makes", () => {
  const { id, text, path } = draft();
  expect(id).toBe("payments/2026-11-20-alice-orders-readonly-c77");
  expect(parseRequest(text, path).value).toEqual({
    ...{ subject: "alice", duration: "1h", reason: "Stuck refunds", extends: "payments/a" },
    entitlements: [{ provider: "orders-db", resource: "orders", role: "readonly" }],
  });
});

it("ends with the issue that the access ends with", () => {
  expect(parseRequest(draft("1h", base({ until: 17 })).text, "x").value?.until).toEqual({ closed: 17 });
});

it("is the same file whatever the order in which the ledger has the leases", () => {
  const audit = lease({ entitlement: { ...lease().entitlement, role: "audit" } });
  expect(draftExtension([audit, lease()], source, { duration: "1h", at: at(1) })).toEqual(
    draftExtension([lease(), audit], source, { duration: "1h", at: at(1) }),
  );
});

it("is for the subject and whoever asked, and for no approver", () => {
  expect(listExtenders(base()).map(({ login }) => login)).toEqual(["alice"]);
  const requester = { id: 1005, login: "eve" };
  expect(listExtenders(base({ requester })).map(({ login }) => login)).toEqual(["alice", "eve"]);
});

it("finds what a pull request gave, and what extends it", () => {
  const extension = lease({
    request: "payments/b",
    extends: "payments/a",
    pull: 13,
    startsAt: at(60),
    endsAt: at(120),
  });
  const state = granted(lease(), extension);
  expect(findBase(state, 12)?.map(({ request }) => request)).toEqual(["payments/a"]);
  expect(findBase(state, 14)).toBeUndefined();
  expect(findExtension(state, [lease()], at(30))?.pull).toBe(13);
  expect(findExtension(state, [lease()], at(130))).toBeUndefined();
});

it("is over at its end, and as soon as somebody ended it", () => {
  expect(isOver(base(), at(7199))).toBe(false);
  expect(isOver(base(), at(7200))).toBe(true);
  const ended = { at: at(30), because: "command" } as const;
  expect(isOver(base({ ended }), at(31))).toBe(true);
});

function judge(duration: string, limits: NonNullable<Parameters<typeof policy>[0]>, of = base()): string[] {
  const { text, path } = draft(duration, of);
  const { value } = parseRequest(text, path);
  if (value === undefined) throw new Error(text);
  const rules = { ...rulesWith(), policies: [policy(limits)] };
  return judgeExtension(applyEntries(granted(...of), []), value, of, { rules, now: at(100) }).map(
    ({ code }) => code,
  );
}

it("is held to the policy's limits at once", () => {
  expect(judge("1h", { duration: { maximum: "4h" } })).toEqual([]);
  expect(judge("5h", { duration: { maximum: "4h" } })).toEqual(["DURATION_TOO_LONG"]);
  expect(judge("2h", { duration: { maximum: "4h", maximumTotal: "3h" } })).toEqual(["DURATION_TOTAL"]);
  const long = base({ endsAt: at(30 * 86_400) });
  expect(judge("1h", { duration: { maximum: "30d" } }, long)).toEqual(["START_TOO_FAR"]);
});
