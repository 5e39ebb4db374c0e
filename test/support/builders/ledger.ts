import { addSeconds } from "date-fns";
import type { Grant } from "../../../src/core/access/grant.ts";
import type { HoldingIds } from "../../../src/core/access/holding.ts";
import type { Lease } from "../../../src/core/access/lease.ts";
import type { FileChange } from "../../../src/core/files/file-change.ts";
import { applyEntries, emptyLedger, type LedgerState } from "../../../src/core/ledger/ledger.ts";
import type {
  Failed,
  Granted,
  HoldingEntry,
  Intent,
  LedgerEntry,
  Proof,
  Revoked,
} from "../../../src/core/ledger/ledger-entry.ts";

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

/** Whose access a ledger entry is about: a lease, a holding and an intent all say so. */
type About = Pick<HoldingEntry, "principal" | "entitlement">;

/** The ids that a provider has for it. */
export const idsOf = ({ principal, entitlement }: About): HoldingIds => ({
  instance: "db",
  principal: `p:${principal}`,
  entitlement: `e:${entitlement.role}`,
});

export const proof: Proof = {
  head: "a".repeat(40),
  merge: "b".repeat(40),
  blob: "c".repeat(40),
  externalId: "d".repeat(64),
};

/** What the ledger says before a lease is granted. */
export const intentEntry = (of: Lease, overrides: Partial<Intent> = {}): Intent => ({
  kind: "intent",
  principal: of.principal,
  entitlement: of.entitlement,
  at: of.startsAt,
  lease: of,
  ids: idsOf(of),
  container: "separate",
  heldBefore: false,
  proof,
  ...overrides,
});

export const grantedEntry = ({ principal, entitlement }: About, when: Date, until: Date): Granted => ({
  kind: "granted",
  principal,
  entitlement,
  at: when,
  until,
  changed: true,
});

/** Taken back at `when`, which should have been at `scheduled`. */
export const revokedEntry = (
  { principal, entitlement }: About,
  when: Date,
  scheduled: Date,
  overrides: Partial<Revoked> = {},
): Revoked => ({
  kind: "revoked",
  principal,
  entitlement,
  at: when,
  because: "expiry",
  scheduled,
  sessionsEnded: 0,
  ...overrides,
});

export const failedEntry = ({ principal, entitlement }: About, when: Date, code = "UNREACHABLE"): Failed => ({
  kind: "failed",
  principal,
  entitlement,
  at: when,
  code,
});

/** What a provider lists for it. */
export const grant = ({ principal, entitlement }: About, overrides: Partial<Grant> = {}): Grant => ({
  principal,
  entitlement,
  ids: idsOf({ principal, entitlement }),
  origin: "ours",
  ...overrides,
});

/** A ledger on which these leases were intended and granted. */
export const granted = (...leases: Lease[]): LedgerState =>
  applyEntries(
    emptyLedger,
    leases.flatMap((each): LedgerEntry[] => [
      intentEntry(each),
      grantedEntry(each, each.startsAt, each.endsAt),
    ]),
  );

/** The same ledger after this lease's holding was taken back at `when`. */
export const revoked = (state: LedgerState, of: Lease, when: Date): LedgerState =>
  applyEntries(state, [revokedEntry(of, when, of.endsAt)]);

export const change = (overrides: Partial<FileChange> = {}): FileChange => ({
  path: "access-requests/payments/a.yaml",
  status: "removed",
  mode: "100644",
  blob: proof.blob,
  size: 100,
  ...overrides,
});
