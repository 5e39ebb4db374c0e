import type { PastEntry } from "../../../src/core/audit/ledger-commit.ts";
import type { EventKind } from "../../../src/core/export/tell.ts";
import {
  at,
  failedEntry,
  grantedEntry,
  intentEntry,
  lease,
  proof,
  revokedEntry,
} from "../../support/builders/ledger.ts";

const alice = { id: 1001, login: "alice-login" };
const carol = { id: 1003, login: "carol-login" };
export const given = lease({
  subject: alice,
  approvers: [carol],
  reason: "Stuck refunds, password=Zx81-Qw77-Lm03",
});

/** One entry of each kind: a kind without one does not compile. */
export const entryOf: { readonly [Kind in EventKind]: Extract<PastEntry, { kind: Kind }> } = {
  intent: intentEntry(given),
  granted: grantedEntry(given, at(1), at(60)),
  revoked: revokedEntry(given, at(61), at(60), { layer: "server" }),
  failed: failedEntry(given, at(62)),
  used: {
    ...{ kind: "used", principal: given.principal, entitlement: given.entitlement, at: at(70) },
    ...{ request: given.request, use: { kind: "read", count: 3, first: at(2), last: at(9) } },
  },
  verified: { kind: "verified", request: given.request, at: at(30) },
  ended: { kind: "ended", request: given.request, because: "command", by: carol, at: at(40) },
  refused: {
    ...{ kind: "refused", at: at(5) },
    refusal: {
      ...{ path: "access-requests/payments/b.yaml", blob: proof.blob, pull: 13, codes: ["NOT_APPROVED"] },
      at: at(5),
    },
  },
  adopted: {
    ...{ kind: "adopted", at: at(6) },
    adoption: {
      commit: "e".repeat(40),
      ids: { policies: "1".repeat(40), codeowners: "2".repeat(40), settings: "3".repeat(40) },
      ...{ pull: 14, approvers: [carol], at: at(6) },
    },
  },
  observed: {
    ...{ kind: "observed", team: { id: 77, slug: "payments-leads" }, members: [carol] },
    ...{ childMembers: [alice], first: true, at: at(7) },
  },
  asked: {
    ...{ kind: "asked", at: at(8) },
    asked: {
      ...{ pull: 12, requester: carol, head: proof.head, request: given.request, blob: proof.blob },
      ...{ subject: alice, entitlements: [given.entitlement], durationMs: 60_000, at: at(8) },
    },
  },
  approved: {
    ...{ kind: "approved", at: at(9) },
    approved: {
      ...{ pull: 12, request: given.request, merge: proof.merge, approvers: [carol] },
      ...{ startsAt: at(100), at: at(9) },
    },
  },
  closed: { kind: "closed", pull: 15, codes: ["NOT_APPROVED"], at: at(10) },
  receipt: {
    ...{ kind: "receipt", at: at(11) },
    receipt: {
      ...{ pull: 16, merge: proof.merge, requests: [given.request], at: at(11) },
      reviews: [{ id: 5, reviewer: carol, commit: proof.head, at: at(10) }],
    },
  },
};

export const kinds = Object.keys(entryOf) as EventKind[];
