import { judgeLease } from "../../ledger/holding-record.ts";
import type { HeldState } from "../../ledger/ledger.ts";
import { findByRequest } from "../../ledger/ledger-index.ts";
import { type CheckResult, conclude } from "../check-result.ts";

/** A label of a pull request, as GitHub keeps it: at most 50 characters of name, a colour without #, at most 100 of description. */
export interface Label {
  readonly name: string;
  readonly color: string;
  readonly description: string;
}

/**
 * The labels that show the state of a request. Hallpass sets them and never reads them to decide: a label that a person sets or removes means
 * nothing. One table, for the app and for who sets a repository up.
 */
export const STATE_LABELS = {
  waiting: { name: "access: waiting", color: "fbca04", description: "Somebody has to approve this request" },
  denied: {
    name: "access: denied",
    color: "d73a4a",
    description: "Nothing is granted; the check or a comment says why",
  },
  approved: {
    name: "access: approved",
    color: "1d76db",
    description: "Approved; the access has not started",
  },
  granted: { name: "access: granted", color: "0e8a16", description: "The access is held now" },
  ended: { name: "access: ended", color: "cfd3d7", description: "The access has ended" },
} as const satisfies Readonly<Record<string, Label>>;

export type AccessState = keyof typeof STATE_LABELS;

export const isStateLabel = (name: string): boolean =>
  Object.values(STATE_LABELS).some((label) => label.name === name);

/** The state that an open pull request shows; undefined where it asks for no access. */
export function stateOfCheck(checkResult: CheckResult): AccessState | undefined {
  if (checkResult.kind !== "request") return undefined;
  if (checkResult.decision.status === "approved") return "approved";
  return conclude(checkResult) === "failure" ? "denied" : "waiting";
}

/** The state of a request on the ledger; undefined while the ledger knows nothing of it. */
export function stateOfRequest({ holdings }: HeldState, request: string, now: Date): AccessState | undefined {
  const stages = findByRequest(holdings, request).flatMap(([, record]) =>
    record.leases.filter((lease) => lease.request === request).map((lease) => judgeLease(record, lease, now)),
  );
  if (stages.length === 0) return undefined;
  if (stages.some((stage) => stage === "held" || stage === "confirmed")) return "granted";
  return stages.every((stage) => stage === "ended") ? "ended" : "approved";
}
