import { expect, it } from "vitest";
import type { UseRecord } from "../../../src/core/access/activity.ts";
import { createAudit } from "../../../src/core/audit/stories.ts";
import { describeUnused } from "../../../src/core/audit/unused.ts";
import type { LedgerEntry } from "../../../src/core/ledger/ledger-entry.ts";
import { at, grantedEntry, intentEntry, lease, revokedEntry } from "../../support/builders/ledger.ts";

const intent = intentEntry(lease());
const granted = grantedEntry(intent, at(1), at(60));
const revoked = revokedEntry(intent, at(60), at(60));
const used = (use: UseRecord): LedgerEntry => ({
  kind: "used",
  principal: intent.principal,
  entitlement: intent.entitlement,
  request: intent.lease.request,
  use,
  at: at(3700),
});

it.each<[string, readonly LedgerEntry[], string | undefined]>([
  ["was not used", [intent, granted, revoked, used({ kind: "read", count: 0 })], "unused"],
  [
    "was used",
    [intent, granted, revoked, used({ kind: "read", count: 2, first: at(2), last: at(3) })],
    undefined,
  ],
  [
    "has a log that nobody could read",
    [intent, granted, revoked, used({ kind: "unread", count: 0 })],
    "unread",
  ],
  ["has no log", [intent, granted, revoked], "unlogged"],
  ["was never granted", [intent, revoked], undefined],
  ["was held before", [{ ...intent, heldBefore: true }, granted, revoked], undefined],
])("access that %s is told apart", (_name, entries, wanted) => {
  const audit = createAudit();
  for (const entry of entries) audit.add(entry);
  const parts = audit.view(at(4000)).stories.flatMap((story) => story.parts);
  expect(parts.map(describeUnused)).toEqual([wanted]);
});

it("access that is still held is no question", () => {
  const audit = createAudit();
  for (const entry of [intent, granted]) audit.add(entry);
  expect(audit.view(at(30)).stories.flatMap(({ parts }) => parts.map(describeUnused))).toEqual([undefined]);
});
