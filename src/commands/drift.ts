import type { HeldState } from "../core/ledger/ledger.ts";
import type { LedgerView } from "../core/ports/ledger.ts";
import { openRepository } from "../git/repository.ts";
import { type DriftReport, detectDrift } from "../operations/drift.ts";
import { renderDrift } from "../report/drift.ts";
import { describeDistrust } from "../report/sweep.ts";
import { readVerifiedLedger } from "./input/clone-ledger.ts";
import {
  type OperatorConfiguration,
  operatorVariables,
  readOperatorConfiguration,
  withProviders,
} from "./input/operator-configuration.ts";
import { cloneOption, envOption, jsonOption, operatorKeyOption } from "./input/options.ts";
import { explainFailure } from "./output/failure-advice.ts";
import { describeFinding, toRecord } from "./output/finding-lines.ts";
import { complain, print, printJson } from "./output/terminal.ts";
import { defineCommand, type Values } from "./runner/command.ts";
import { chooseExitCode } from "./runner/exit-codes.ts";

const options = {
  repository: cloneOption,
  env: envOption,
  key: operatorKeyOption,
  json: jsonOption,
} as const;

export const command = defineCommand({
  description:
    "Finds access that git does not explain, or that is missing: held with no ledger entry that names it, there again after it was revoked, held past its end, or gone before its end. Looks at every entitlement that a policy offers or the ledger knows. Changes nothing, and knows only what was fetched: run git fetch first.",
  options,
  configuration: operatorVariables,
  examples: ["hallpass drift --env hallpass.env --repository ../access"],
  exitCodes: { 0: "no drift", 1: "drift", 3: "something cannot be read or trusted" },
  waitsFor: "Asking the providers…",
  run: answer,
});

async function answer(values: Values<typeof options>): Promise<number> {
  const dir = values.repository ?? ".";
  const configuration = await readOperatorConfiguration(values.env, values.key);
  return withProviders(configuration, async () => {
    const now = () => new Date();
    const ledger = await readVerifiedLedger(dir, configuration);
    const repository = await openClone(dir, configuration);
    const report = await detectDrift({
      repository,
      state: ledger.state,
      providers: configuration.providers,
      now,
    });
    if (values.json) printJson(toJson(report, ledger, now()));
    else print(renderDrift(report.drift, report.looked));
    const problems = describeProblems(report, ledger);
    for (const problem of problems) complain(`${problem}\n`);
    return chooseExitCode(report.drift.length > 0, problems.length === 0);
  });
}

const openClone = (dir: string, { defaultBranch }: OperatorConfiguration) =>
  openRepository({ dir, ...(defaultBranch !== undefined && { defaultBranch }) });

const describeProblems = ({ findings, failures }: DriftReport, ledger: LedgerView<HeldState>): string[] => [
  ...describeDistrust(ledger),
  ...findings.map(describeFinding),
  ...[...failures].map(([name, error]) => `"${name}" could not be read. ${explainFailure(error)}`),
];

const toJson = (
  { drift, looked, findings, failures }: DriftReport,
  ledger: LedgerView<HeldState>,
  at: Date,
) => ({
  at,
  ledger: ledger.tip,
  untrusted: ledger.untrusted ?? null,
  looked,
  drift,
  findings: findings.map(toRecord),
  unreadable: [...failures].map(([provider, error]) => ({ provider, error: explainFailure(error) })),
});
