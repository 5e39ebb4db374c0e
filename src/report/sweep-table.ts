import { differenceInSeconds } from "date-fns/differenceInSeconds";
import type { Change, Outcome } from "../core/plan/plan.ts";
import { describeSeconds } from "../core/text/duration.ts";
import { renderTable } from "./markdown/table.ts";
import { describeTime } from "./markdown/time.ts";
import { describeResult } from "./sweep.ts";

const head = ["PRINCIPAL", "ROLE", "ON", "SHOULD HAVE ENDED", "LATE", "RESULT"];

/** The preview of a sweep, for a terminal. */
export const renderSweepPlan = (changes: readonly Change[], now: Date): string =>
  renderTable(
    head,
    changes.map((change) => [...describeChange(change, now), change.write ? "to be revoked" : LEFT]),
  );

const LEFT = "to be left: held before Hallpass gave it";

/** The result of a sweep, for a terminal. */
export const renderSweep = (outcomes: readonly Outcome[]): string =>
  renderTable(
    head,
    outcomes.map((outcome) => [
      ...describeChange(outcome.change, outcome.at),
      outcome.status === "failed" ? "STILL HELD" : describeResult(outcome),
    ]),
  );

function describeChange({ holding }: Change, at: Date): string[] {
  const { provider, resource, role } = holding.entitlement;
  return [
    ...[holding.principal, role, `${provider}/${resource}`, describeTime(holding.until)],
    describeSeconds(Math.max(0, differenceInSeconds(at, holding.until))),
  ];
}
