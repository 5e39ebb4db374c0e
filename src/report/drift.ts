import type { Drift, DriftKind } from "../core/inventory/drift.ts";
import { renderTable } from "./markdown/table.ts";
import { describeTime } from "./markdown/time.ts";

const head = ["DRIFT", "PRINCIPAL", "ROLE", "ON", "GIVEN BY", "SINCE", "END", "REQUEST OR REVIEW"];

/** The meaning of each kind of drift, and what to do about it. */
const meanings: Readonly<Record<DriftKind, string>> = {
  reappeared:
    "revoked, and there again under Hallpass's name. The app and the next sweep end it. If it comes back once more, another person or program uses Hallpass's account: change its password.",
  overdue:
    "past its end, and still held. The app and the next sweep end it; if neither runs, run hallpass sweep.",
  rejected:
    "an access review decided that it must go, and it is still held. Hallpass does not touch it: revoke it at the provider. To accept it again, start a review and keep it.",
  unexplained:
    "held, and neither the ledger nor inventory/ says why. Hallpass does not touch it: revoke it at the provider, or add it to inventory/ in a pull request.",
  vanished:
    "should be held, and is not: it was revoked by hand. The app records that, and does not grant it again.",
};

/** A table for people, followed by the meaning of its words and the next steps. */
export function renderDrift(drift: readonly Drift[], looked: number): string {
  if (drift.length === 0) return `No drift. Entitlements looked at: ${looked}.\n`;
  const kinds = [...new Set(drift.map(({ kind }) => kind))];
  const told = kinds.map((kind) => `${kind}: ${meanings[kind]}\n`);
  return [renderTable(head, drift.map(renderRow)), "\n", ...told].join("");
}

function renderRow(drift: Drift) {
  const { kind, principal, entitlement, origin, grantedBy, since, until, requests, review } = drift;
  const { provider, resource, role } = entitlement;
  return [
    ...[kind, principal, role, `${provider}/${resource}`],
    origin === undefined ? "" : (grantedBy ?? (origin === "ours" ? "Hallpass's account" : "not told")),
    origin === undefined ? "" : since === undefined ? "not told" : describeTime(since),
    until === undefined ? "" : describeTime(until),
    [...requests, ...(review === undefined ? [] : [review])].join(", "),
  ];
}
