import { addSeconds } from "date-fns/addSeconds";
import { isBefore } from "date-fns/isBefore";
import type { Receipt } from "../../core/access/grant.ts";
import type { EndLayer } from "../../core/access/lease.ts";
import type { HoldingRecord } from "../../core/ledger/holding-record.ts";
import type { Granted, HoldingEntry, Revoked } from "../../core/ledger/ledger-entry.ts";
import { isByHand, type Outcome, timeOf } from "../../core/plan/plan.ts";
import { readFailure } from "../../core/plan/provider-failure.ts";

/**
 * The ledger entries of an outcome, given the ledger's record of the holding. If our clock is behind that record, the entry takes the
 * record's time, because an older entry would not count. Repeated failures are recorded rarely: the plan names them again anyway.
 */
export function entriesOf(
  outcome: Outcome,
  record?: HoldingRecord,
  endsAs?: Exclude<EndLayer, "gone">,
): HoldingEntry[] {
  const at = record === undefined ? outcome.at : timeOf(record, outcome.at);
  if (outcome.status === "failed") return recordFailure({ ...outcome, at }, record?.failing);
  const { change, receipt } = outcome;
  const { principal, entitlement, until } = change.holding;
  if (change.kind === "grant")
    return [{ kind: "granted", principal, entitlement, at, until, ...describeGrant(receipt) }];
  const { because } = change;
  return [
    {
      kind: "revoked",
      principal,
      entitlement,
      at,
      because,
      scheduled: until,
      sessionsEnded: receipt.sessionsEnded,
      left: !change.write && !isByHand(change),
      ...(change.write && nameLayer(receipt, endsAs)),
    },
  ];
}

const nameLayer = ({ changed }: Receipt, endsAs: EndLayer | undefined): Pick<Revoked, "layer"> => {
  const layer = changed ? endsAs : "gone";
  return layer === undefined ? {} : { layer };
};

const describeGrant = ({
  changed,
  connection,
  invited,
}: Receipt): Pick<Granted, "changed" | "connection" | "invited"> => ({
  changed,
  ...(connection && { connection }),
  ...(invited && { invited }),
});

const REPEAT_AFTER_SECONDS = 60;
const REPEAT_LATER_AFTER_SECONDS = 3600;

/** At once, after a minute, and then every hour: each entry costs a commit. */
function recordFailure(
  { change, error, at }: Extract<Outcome, { status: "failed" }>,
  failing: HoldingRecord["failing"],
): HoldingEntry[] {
  if (change.kind === "grant" || isByHand(change)) return [];
  if (failing !== undefined) {
    const isFirst = failing.at.getTime() === failing.since.getTime();
    const wait = isFirst ? REPEAT_AFTER_SECONDS : REPEAT_LATER_AFTER_SECONDS;
    if (isBefore(at, addSeconds(failing.at, wait))) return [];
  }
  const { principal, entitlement } = change.holding;
  return [{ kind: "failed", principal, entitlement, at, code: readFailure(error).code }];
}
