import { expect, it } from "vitest";
import { listUnfinishedPulls } from "../../../src/core/asking/unfinished-pulls.ts";
import { applyEntries, emptyLedger } from "../../../src/core/ledger/ledger.ts";
import type { LedgerEntry } from "../../../src/core/ledger/ledger-entry.ts";
import { at, intentEntry, lease } from "../../support/builders/ledger.ts";

const asked = (pull: number): LedgerEntry => ({
  kind: "asked",
  asked: { pull, requester: { id: 1001, login: "alice" }, head: "h1", at: at(0) },
  at: at(0),
});

it("are those that are neither open nor merged, approved, refused or closed on the ledger", () => {
  const state = applyEntries(emptyLedger, [
    ...[1, 2, 3, 4, 5, 6].map(asked),
    intentEntry(lease({ pull: 2 })),
    { kind: "closed", pull: 3, codes: [], at: at(1) },
    {
      kind: "approved",
      approved: { pull: 4, request: "payments/b", merge: "m", approvers: [], startsAt: at(99), at: at(1) },
      at: at(1),
    },
    {
      kind: "refused",
      refusal: { path: "access-requests/payments/c.yaml", blob: "b", pull: 5, codes: ["X"], at: at(1) },
      at: at(1),
    },
  ]);
  expect(listUnfinishedPulls(state, new Set([6]))).toEqual([1]);
});
