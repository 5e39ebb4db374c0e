import type { Outcome } from "../src/core/plan.ts";
import type { LedgerView } from "../src/core/ports/ledger.ts";
import type { Provider } from "../src/core/ports/provider.ts";
import type { RevertPull } from "../src/core/ports/reverts.ts";
import { type Closing, type ClosingDeps, openRevert, planClosings } from "../src/operations/close.ts";
import { planReaping, reap } from "../src/operations/reap.ts";
import type { Sweep } from "../src/report/sweep.ts";
import { explain } from "./print.ts";

export interface SweepDeps extends ClosingDeps {
  readonly providers: ReadonlyMap<string, Provider>;
  readonly ledger: LedgerView;
  readonly now: () => Date;
}

/** Says what a sweep would do, and does none of it. */
export async function previewSweep(deps: SweepDeps): Promise<Sweep> {
  const { ledger, providers, now } = deps;
  const { plan, failures } = await planReaping(ledger.state, providers, now());
  const closings = await planClosings(deps, ledger.state, [], now());
  return {
    changes: plan.changes,
    outcomes: undefined,
    pulls: [],
    planned: closings.map(({ branch }) => branch),
    unexplained: plan.unexplained.length,
    problems: [...describeDistrust(ledger), ...describeFailures(failures)],
  };
}

/** Takes back what has ended, then opens the revert PRs. Whatever fails is in the answer, and stops nothing else. */
export async function sweep(deps: SweepDeps): Promise<Sweep> {
  const { ledger, providers, now } = deps;
  const { plan, failures } = await planReaping(ledger.state, providers, now());
  const { outcomes, state } = await reap(plan, ledger.state, providers, now);
  const closed = await close(deps, state, outcomes);
  return {
    changes: plan.changes,
    outcomes,
    planned: [],
    unexplained: plan.unexplained.length,
    pulls: closed.pulls,
    problems: [...describeDistrust(ledger), ...describeFailures(failures), ...closed.problems],
  };
}

const describeDistrust = ({ tip, untrusted }: LedgerView): string[] =>
  untrusted === undefined
    ? []
    : [
        `The ledger's tip ${untrusted.tip} is not trusted: ${untrusted.reason}. ` +
          `What has ended was taken from its last verified commit, ${tip ?? "of which there is none"}.`,
      ];

const describeFailures = (failures: ReadonlyMap<string, unknown>): string[] =>
  [...failures].map(([name, error]) => `"${name}" could not be read. ${explain(error)}`);

async function close(deps: SweepDeps, state: LedgerView["state"], outcomes: readonly Outcome[]) {
  const pulls: RevertPull[] = [];
  const problems: string[] = [];
  const attempt = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      problems.push(`A revert PR is missing. ${explain(error)}`);
      return undefined;
    }
  };
  const closings: readonly Closing[] =
    (await attempt(() => planClosings(deps, state, outcomes, deps.now()))) ?? [];
  for (const closing of closings) {
    const pull = await attempt(() => openRevert(deps, closing, deps.ledger.tip, deps.now()));
    if (pull !== undefined) pulls.push(pull);
  }
  return { pulls, problems };
}
