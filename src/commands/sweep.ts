import { describeEntitlement } from "../core/access/entitlement.ts";
import type { HeldState } from "../core/ledger/ledger.ts";
import { oneLine } from "../core/ledger/ledger-message.ts";
import type { Change, Outcome } from "../core/plan/plan.ts";
import type { LedgerView } from "../core/ports/ledger.ts";
import { planReaping, type ReapingPlan, reap } from "../operations/ending/reap.ts";
import { describeDistrust, describeFailures, describeResult } from "../report/sweep.ts";
import { renderSweep, renderSweepPlan } from "../report/sweep-table.ts";
import { readVerifiedLedger } from "./input/clone-ledger.ts";
import {
  type OperatorConfiguration,
  operatorVariables,
  readOperatorConfiguration,
  withProviders,
} from "./input/operator-configuration.ts";
import { cloneOption, envOption, jsonOption, operatorKeyOption } from "./input/options.ts";
import { explainFailure } from "./output/failure-advice.ts";
import { complain, print, printJson } from "./output/terminal.ts";
import { defineCommand, type Values } from "./runner/command.ts";
import { chooseExitCode } from "./runner/exit-codes.ts";
import { UsageError } from "./runner/failure.ts";

const options = {
  yes: { type: "boolean", meaning: "do it" },
  "dry-run": { type: "boolean", meaning: "only print the plan, as without --yes" },
  repository: cloneOption,
  env: envOption,
  key: operatorKeyOption,
  json: jsonOption,
} as const;

export const command = defineCommand({
  description: `Ends expired access by the last verified ledger in a clone: for when neither the app nor the Action does. It needs neither of them nor GitHub, never grants, and does not write the ledger: the app records the ends it observes. Run git fetch first if GitHub answers.

Without --yes it prints what it would do, and does none of it. Access that ended already may be ended again: that does no harm. Access that was extended after the clone was fetched is ended too.`,
  options,
  configuration: operatorVariables,
  examples: [
    "hallpass sweep --env hallpass.env --repository ../access",
    "hallpass sweep --env hallpass.env --repository ../access --yes",
  ],
  exitCodes: {
    0: "nothing has to end, or all of it was ended",
    1: "something has to end, or could not be ended",
    3: "something cannot be read or trusted",
  },
  waitsFor: "Asking the providers…",
  run: answer,
});

async function answer(values: Values<typeof options>): Promise<number> {
  if (values.yes && values["dry-run"])
    throw new UsageError("--yes does it and --dry-run does not. Give one of them.");
  const configuration = await readOperatorConfiguration(values.env, values.key);
  return withProviders(configuration, async () => {
    const ledger = await readVerifiedLedger(values.repository ?? ".", configuration);
    const swept = await sweep(ledger, configuration, values.yes ?? false);
    if (values.json) printJson(toJson(swept));
    else print(toText(swept));
    const [doubts, failed] = [describeDoubts(swept), describeFailed(swept)];
    for (const problem of [...doubts, ...failed]) complain(`${problem}\n`);
    const isDone = swept.outcomes !== undefined || swept.changes.length === 0;
    return chooseExitCode(!isDone || failed.length > 0, doubts.length === 0);
  });
}

interface Swept {
  readonly at: Date;
  readonly ledger: LedgerView<HeldState>;
  readonly changes: readonly Change[];
  readonly unexplained: number;
  readonly failures: ReapingPlan["failures"];
  /** `undefined` for a plan. */
  readonly outcomes: readonly Outcome[] | undefined;
}

async function sweep(
  ledger: LedgerView<HeldState>,
  { providers }: OperatorConfiguration,
  isToBeDone: boolean,
): Promise<Swept> {
  const now = () => new Date();
  const at = now();
  const tell = progress();
  const { plan, failures, outcomes } = isToBeDone
    ? await reap(ledger.state, providers, now, async (_, carry) => tell(await carry()))
    : { ...(await planReaping(ledger.state, providers, at)), outcomes: undefined };
  const { changes, unexplained } = plan;
  return { at, ledger, changes, unexplained: unexplained.length, failures, outcomes };
}

/** Prints each end on standard error: a long sweep may be interrupted. */
function progress(): (outcome: Outcome) => Outcome {
  let done = 0;
  return (outcome) => {
    done += 1;
    const { principal, entitlement } = outcome.change.holding;
    const result = outcome.status === "failed" ? "STILL HELD" : describeResult(outcome);
    const what = `${principal}, ${describeEntitlement(entitlement)}: ${result}`;
    complain(`[${done}] ${oneLine(what)}\n`);
    return outcome;
  };
}

const describeDoubts = ({ ledger, failures }: Swept): string[] => [
  ...describeDistrust(ledger),
  ...describeFailures(failures, explainFailure),
];

const describeFailed = ({ outcomes = [] }: Swept): string[] =>
  outcomes.flatMap((outcome) => (outcome.status === "failed" ? [describeStillHeld(outcome)] : []));

function describeStillHeld({ change, error }: Extract<Outcome, { status: "failed" }>): string {
  const { principal, entitlement } = change.holding;
  return oneLine(`Still held: ${principal}, ${describeEntitlement(entitlement)}. ${explainFailure(error)}`);
}

function toText({ at, ledger, changes, outcomes, unexplained }: Swept): string {
  const by = `By the ledger at ${ledger.tip}.\n`;
  const extra =
    unexplained === 0
      ? ""
      : `${unexplained} grants made in our name are on no ledger entry, and were not touched: see hallpass drift.\n`;
  if (changes.length === 0) return `All ended access has been removed. ${by}${extra}`;
  if (outcomes !== undefined) return `${renderSweep(outcomes)}${by}${extra}`;
  const next = "Nothing was done. To do it: the same command with --yes.\n";
  return `${renderSweepPlan(changes, at)}${by}${extra}${next}`;
}

const toJson = ({ at, ledger, changes, unexplained, failures, outcomes }: Swept) => ({
  at,
  ledger: ledger.tip,
  untrusted: ledger.untrusted ?? null,
  done: outcomes !== undefined,
  changes: outcomes?.map(describeOutcome) ?? changes.map(({ holding, write }) => ({ ...holding, write })),
  unexplained,
  unreadable: [...failures].map(([provider, error]) => ({ provider, error: explainFailure(error) })),
});

function describeOutcome(outcome: Outcome) {
  const { holding, write } = outcome.change;
  const about = { ...holding, write, at: outcome.at, status: outcome.status };
  return outcome.status === "done"
    ? { ...about, ...outcome.receipt }
    : { ...about, error: explainFailure(outcome.error) };
}
