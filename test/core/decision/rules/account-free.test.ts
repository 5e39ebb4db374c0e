import { addHours, addMinutes } from "date-fns";
import { describe, expect, it } from "vitest";
import type { Lease } from "../../../../src/core/access/lease.ts";
import { decide, listFindings } from "../../../../src/core/decision/decision.ts";
import { applyEntries } from "../../../../src/core/ledger/ledger.ts";
import { listUnfinished } from "../../../../src/core/plan/unfinished.ts";
import {
  ALICE,
  EVE,
  evidence,
  merged,
  NOW,
  requestText,
  rulesWith,
  settings,
} from "../../../support/builders/evidence.ts";
import { at, granted, lease, revoked } from "../../../support/builders/ledger.ts";

/** Somebody else's on the account that is alice's by now. */
const theirs = (overrides: Partial<Lease> = {}): Lease =>
  lease({ subject: EVE, startsAt: addHours(NOW, -1), endsAt: addHours(NOW, 1), ...overrides });
const codesOf = (unfinished: readonly Lease[], rules = rulesWith()): string[] =>
  listFindings(decide(evidence({ unfinished, rules }))).map(({ code }) => code);

describe("an account that two people have in turn", () => {
  it.each<[string, Lease, string[]]>([
    ["is refused to the second while the first has a lease", theirs(), ["ACCOUNT_IN_USE"]],
    [
      "and while that has ended and is not taken back",
      theirs({ ended: { at: addMinutes(NOW, -1), because: "command" } }),
      ["ACCOUNT_IN_USE"],
    ],
    ["is free for their own further leases", theirs({ subject: ALICE }), []],
    ["is another than the account beside it", theirs({ principal: "alice-old" }), []],
    [
      "is held for nothing else by another role",
      theirs({ entitlement: { provider: "orders-db", resource: "orders", role: "admin" } }),
      [],
    ],
  ])("%s", (_what, other, codes) => {
    expect(codesOf([other])).toEqual(codes);
  });

  it.each<[string, string, string[]]>([
    ["for what begins when that is over", "2026-11-20T15:00Z", []],
    ["not for what begins before that", "2026-11-20T14:59Z", ["ACCOUNT_IN_USE"]],
    ["not for what has begun", "2026-11-20T13:59Z", ["ACCOUNT_IN_USE"]],
  ])("is free %s: it is verified again then", (_what, start, codes) => {
    const facts = evidence({ text: requestText({ start }), unfinished: [theirs()] });
    expect(listFindings(decide(facts)).map(({ code }) => code)).toEqual(codes);
  });

  it("is not free for what was to begin when that was over, and it is not taken back by then", () => {
    const over = theirs({ startsAt: addHours(NOW, -2), endsAt: addMinutes(NOW, -30) });
    const facts = evidence({ text: requestText({ start: "2026-11-20T13:59Z" }), unfinished: [over] });
    expect(listFindings(decide(facts)).map(({ code }) => code)).toEqual(["ACCOUNT_IN_USE"]);
  });

  it("is one person's whatever GitHub account they asked with", () => {
    const own = { ...ALICE, otherIds: [EVE.id], principals: { "orders-db": "alice" } };
    const rules = rulesWith({ settings: settings({ people: [own] }) });
    expect(codesOf([theirs()], rules)).not.toContain("ACCOUNT_IN_USE");
  });

  it("is refused after the merge too, and it is said to whom it is held, until when, and what to do", () => {
    const findings = listFindings(decide(merged({ unfinished: [theirs()] })));
    expect(findings).toEqual([
      {
        code: "ACCOUNT_IN_USE",
        severity: "error",
        at: "/entitlements/0",
        message:
          '"alice" holds readonly on orders-db/orders for eve (GitHub id 1005) by access-requests/payments/a.yaml, which ends 2026-11-20T15:00:00.000Z.',
        fix: "Ask again after that; eve or an approver can end it earlier with `/hallpass end` on its pull request.",
      },
    ]);
  });
});

describe("what is not finished", () => {
  const only = (state: ReturnType<typeof granted>, now: Date): string[] =>
    [...state.holdings.values()].flatMap((record) => listUnfinished(record, now)).map((each) => each.request);
  const ended = { kind: "ended", request: "payments/a", because: "command", at: at(5) } as const;

  it.each<[string, ReturnType<typeof granted>, number, string[]]>([
    ["a live lease", granted(lease()), 10, ["payments/a"]],
    ["one that has run out and is still held", granted(lease()), 90, ["payments/a"]],
    [
      "one that was ended early and is still held",
      applyEntries(granted(lease()), [ended]),
      10,
      ["payments/a"],
    ],
    ["nothing that was taken back", revoked(granted(lease()), lease(), at(61)), 90, []],
  ])("is %s", (_what, state, seconds, requests) => {
    expect(only(state, at(seconds))).toEqual(requests);
  });
});
