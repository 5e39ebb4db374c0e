import { subDays } from "date-fns/subDays";
import type { Lease } from "../src/core/access/lease.ts";
import type { HeldState } from "../src/core/ledger/ledger.ts";
import { measureLag } from "../src/core/plan/lag.ts";
import { listNeglected, listOverdue } from "../src/core/plan/overdue.ts";
import type { Outcome } from "../src/core/plan/plan.ts";
import type { LedgerView } from "../src/core/ports/ledger.ts";
import type { Provider } from "../src/core/ports/provider.ts";
import type { RevertPull } from "../src/core/ports/reverts.ts";
import { type ClosingDeps, openRevert, type PlannedClosings, planClosings } from "../src/operations/close.ts";
import { readUses } from "../src/operations/ending/read-uses.ts";
import { planReaping, reap } from "../src/operations/ending/reap.ts";
import { describeNeglect } from "../src/report/lag.ts";
import { describeDistrust, describeFailures, type Sweep } from "../src/report/sweep.ts";
import { explain } from "./print.ts";

export interface SweepDeps {
  /** undefined when GitHub cannot be reached: no revert PR is opened. */
  readonly closing: ClosingDeps | undefined;
  readonly providers: ReadonlyMap<string, Provider>;
  readonly ledger: LedgerView<HeldState>;
  /** How long something may be overdue with no failed attempt on the ledger before that is a problem. Five minutes if not given. */
  readonly graceMilliseconds?: number;
  /** The earlier failure; safe to show. */
  readonly problems?: readonly string[];
  readonly now: () => Date;
}

const LAG_DAYS = 30;
const GRACE_MILLISECONDS = 300_000;
const NOTHING_PLANNED: PlannedClosings = { closings: [], later: 0 };

/** The overdue ends on the ledger at the start of a run. */
const readLateness = (state: HeldState, now: Date) => ({
  overdue: listOverdue(state, now),
  lag: measureLag(state, subDays(now, LAG_DAYS), now),
});

/** Describes a sweep without doing it. */
export async function previewSweep(deps: SweepDeps): Promise<Sweep> {
  const { closing, ledger, providers, problems = [], now } = deps;
  const lateness = readLateness(ledger.state, now());
  const { plan, failures } = await planReaping(ledger.state, providers, now());
  const planned =
    closing === undefined ? NOTHING_PLANNED : await planClosings(closing, ledger.state, [], now());
  return {
    ...lateness,
    changes: plan.changes,
    outcomes: undefined,
    pulls: [],
    planned: planned.closings.map(({ branch }) => branch),
    later: planned.later,
    unexplained: plan.unexplained.length,
    problems: [...problems, ...describeDistrust(ledger), ...describeFailures(failures, explain)],
  };
}

/** Revokes expired access, then opens the revert PRs. Failures are in the answer and do not stop the rest. */
export async function sweep(deps: SweepDeps): Promise<Sweep> {
  const { ledger, providers, graceMilliseconds = GRACE_MILLISECONDS, problems = [], now } = deps;
  const lateness = readLateness(ledger.state, now());
  const { plan, failures, outcomes, state } = await reap(ledger.state, providers, now);
  const closed = await close(deps, state, outcomes);
  const neglected = listNeglected(lateness.overdue, outcomes, graceMilliseconds);
  return {
    ...lateness,
    changes: plan.changes,
    outcomes,
    planned: [],
    unexplained: plan.unexplained.length,
    pulls: closed.pulls,
    later: closed.later,
    problems: [
      ...problems,
      ...describeDistrust(ledger),
      ...describeFailures(failures, explain),
      ...neglected.map((each) => describeNeglect(each, graceMilliseconds)),
      ...closed.problems,
    ],
  };
}

async function close(
  { closing: deps, ledger, providers, now }: SweepDeps,
  state: HeldState,
  outcomes: readonly Outcome[],
) {
  const pulls: RevertPull[] = [];
  const problems: string[] = [];
  if (deps === undefined) return { pulls, problems, later: 0 };
  const attempt = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      problems.push(`A revert PR is missing. ${explain(error)}`);
      return undefined;
    }
  };
  const { closings, later } =
    (await attempt(() => planClosings(deps, state, outcomes, now()))) ?? NOTHING_PLANNED;
  const reading = (leases: readonly Lease[]) => readUses(leases, state, providers);
  for (const closing of closings) {
    const about = { now: now(), readUses: reading };
    const pull = await attempt(() => openRevert(deps, closing, ledger.tip, about));
    if (pull !== undefined) pulls.push(pull);
  }
  return { pulls, problems, later };
}
