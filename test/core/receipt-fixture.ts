import { addSeconds } from "date-fns";
import type { Lease } from "../../src/core/access/lease.ts";
import type { FileChange } from "../../src/core/files/file-change.ts";
import { applyEntries, emptyLedger, type LedgerState } from "../../src/core/ledger/ledger.ts";
import type { LedgerEntry } from "../../src/core/ledger/ledger-entry.ts";

export const START = new Date("2026-11-20T14:00:00.000Z");
export const at = (seconds: number): Date => addSeconds(START, seconds);

/** alice's minute on orders, from START. */
export const lease = (overrides: Partial<Lease> = {}): Lease => ({
  request: "payments/a",
  entitlement: { provider: "orders-db", resource: "orders", role: "readonly" },
  principal: "alice",
  subject: { id: 1001, login: "alice" },
  approvers: [{ id: 1003, login: "carol" }],
  pull: 12,
  reason: "Stuck refunds",
  startsAt: START,
  endsAt: at(60),
  ...overrides,
});

/** A ledger on which these leases were intended and granted. */
export const granted = (...leases: Lease[]): LedgerState =>
  applyEntries(
    emptyLedger,
    leases.flatMap((each): LedgerEntry[] => {
      const { principal, entitlement } = each;
      const ids = { instance: "db", principal: `p:${principal}`, entitlement: `e:${entitlement.role}` };
      const proof = { head: "h", merge: "m", blob: "b", externalId: "x" };
      const about = { principal, entitlement, at: each.startsAt };
      return [
        { kind: "intent", ...about, lease: each, ids, container: "separate", heldBefore: false, proof },
        { kind: "granted", ...about, until: each.endsAt, changed: true },
      ];
    }),
  );

/** The same ledger after this lease's holding was taken back at `when`. */
export const revoked = (
  state: LedgerState,
  { principal, entitlement, endsAt }: Lease,
  when: Date,
): LedgerState =>
  applyEntries(state, [
    {
      kind: "revoked",
      principal,
      entitlement,
      at: when,
      because: "expiry",
      scheduled: endsAt,
      sessionsEnded: 0,
    },
  ]);

export const change = (overrides: Partial<FileChange> = {}): FileChange => ({
  path: "access-requests/payments/a.yaml",
  status: "removed",
  mode: "100644",
  blob: "b",
  size: 100,
  ...overrides,
});
