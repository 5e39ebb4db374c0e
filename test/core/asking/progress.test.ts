import { describe, expect, it } from "vitest";
import { judgeProgress, type RequestFacts } from "../../../src/core/asking/progress.ts";
import { applyEntries, emptyLedger } from "../../../src/core/ledger/ledger.ts";
import type { LedgerEntry } from "../../../src/core/ledger/ledger-entry.ts";
import { at, grantedEntry, intentEntry, lease, revokedEntry } from "../../support/builders/ledger.ts";

const open = { isOpen: true, isMerged: false, leases: [] };
const merged = { isOpen: false, isMerged: true, leases: [] };

/** What the ledger says after these entries, of the request in question. */
function recorded(...entries: readonly LedgerEntry[]): Pick<RequestFacts, "leases" | "of"> {
  const { holdings } = applyEntries(emptyLedger, entries);
  const leases = [...holdings.values()].flatMap((holding) =>
    holding.leases
      .filter(({ request }) => request === "payments/a")
      .map((each) => ({ lease: each, holding })),
  );
  return { leases, of: 1 };
}

const reasons = [{ code: "DURATION_TOO_LONG", says: "48h is longer than 8h.", fix: "Ask for 8h or less." }];
const refusal = { path: "a.yaml", blob: "b", codes: ["ARRIVED_OTHERWISE"], at: at(0) };
const audit = lease({ entitlement: { provider: "orders-db", resource: "orders", role: "audit" } });

describe("the progress of a request", () => {
  it.each<[string, RequestFacts, string, RegExp]>([
    ["nobody looked at", open, "waiting", /not looked at it yet/u],
    [
      "the check waits",
      { ...open, check: { title: "Waiting for carol", isFailed: false } },
      "waiting",
      /^Waiting for carol$/u,
    ],
    [
      "the check has found mistakes",
      { ...open, check: { title: "2 things to fix", isFailed: true } },
      "failing",
      /^2 things to fix$/u,
    ],
    ["somebody closed", { ...open, isOpen: false }, "closed", /nothing was granted/u],
    ["was merged just now", merged, "merged", /on its way/u],
    [
      "begins later",
      { ...merged, startsAt: at(90) },
      "planned",
      /^Approved\. It starts at .*verified again/u,
    ],
    ["should have begun", { ...merged, startsAt: at(0) }, "merged", /on its way/u],
    ["was refused at its start", { ...merged, startsAt: at(90), refusal }, "refused", /ARRIVED_OTHERWISE/u],
    ["was refused after the merge", { ...merged, refusal }, "refused", /ARRIVED_OTHERWISE/u],
    [
      "was refused for reasons that the ledger has in words",
      { ...merged, refusal: { ...refusal, codes: ["DURATION_TOO_LONG"], reasons } },
      "refused",
      /^ {2}48h is longer than 8h\. Ask for 8h or less\. \(DURATION_TOO_LONG\)$/mu,
    ],
    [
      "the ledger only intends",
      { ...merged, ...recorded(intentEntry(lease())) },
      "merged",
      /Not granted yet/u,
    ],
    [
      "is granted",
      { ...merged, ...recorded(intentEntry(lease()), grantedEntry(lease(), at(1), at(60))) },
      "granted",
      /^Granted until 2026-11-20 14:01Z: orders-db\/orders:readonly\.$/u,
    ],
    [
      "is granted in part",
      { ...merged, ...recorded(intentEntry(lease()), grantedEntry(lease(), at(1), at(60))), of: 2 },
      "merged",
      /on its way\.\nGranted until/u,
    ],
    [
      "has one access of two",
      {
        ...merged,
        ...recorded(intentEntry(lease()), grantedEntry(lease(), at(1), at(60)), intentEntry(audit)),
        of: 2,
      },
      "merged",
      /Not granted yet: orders-db\/orders:audit/u,
    ],
    [
      "holds less than it should, because the extension is not granted yet",
      {
        ...merged,
        ...recorded(
          intentEntry(lease({ request: "payments/b" })),
          grantedEntry(lease(), at(1), at(60)),
          intentEntry(lease({ endsAt: at(120) })),
        ),
      },
      "merged",
      /Not granted yet/u,
    ],
    [
      "begins later",
      { ...merged, ...recorded(intentEntry(lease({ startsAt: at(3600), endsAt: at(7200) }))) },
      "planned",
      /^Starts at 2026-11-20 15:00Z/u,
    ],
    [
      "was ended early",
      {
        ...merged,
        ...recorded(
          intentEntry(lease()),
          grantedEntry(lease(), at(1), at(60)),
          { kind: "ended", request: "payments/a", because: "command", at: at(5) },
          revokedEntry(lease(), at(6), at(5)),
        ),
      },
      "ended",
      /^Ended at 2026-11-20 14:00:05Z/u,
    ],
  ])("of one that %s", (_what, facts, state, says) => {
    const progress = judgeProgress(facts, at(10));
    expect(progress.state).toBe(state);
    expect(progress.says).toMatch(says);
  });

  it("is told in one line by the check, and shows no way to connect that is none", () => {
    const title = "Waiting\nGranted until 2027-01-01: orders-db/orders:admin.";
    expect(judgeProgress({ ...open, check: { title, isFailed: false } }, at(10)).says).not.toContain("\n");
    const connection = { kind: "link", text: "https://me:secret@evil.example.com/" } as const;
    const granted = { ...grantedEntry(lease(), at(1), at(60)), connection };
    const { says } = judgeProgress({ ...merged, ...recorded(intentEntry(lease()), granted) }, at(10));
    expect(says).not.toContain("evil");
  });

  it("is over at its end, whatever the ledger says", () => {
    const facts = { ...merged, ...recorded(intentEntry(lease()), grantedEntry(lease(), at(1), at(60))) };
    expect(judgeProgress(facts, at(60)).state).toBe("ended");
  });

  it("says how to connect while it is granted", () => {
    const connection = { kind: "command", text: "psql orders" } as const;
    const granted = { ...grantedEntry(lease(), at(1), at(60)), connection };
    const { says, access } = judgeProgress({ ...merged, ...recorded(intentEntry(lease()), granted) }, at(10));
    expect(says).toContain("\n  Connect: psql orders");
    expect(access).toMatchObject([{ connection }]);
  });
});
