import type { HeldState } from "../core/ledger/ledger.ts";
import type { LedgerView } from "../core/ports/ledger.ts";
import { openRepository } from "../git/repository.ts";
import { type DriftReport, detectDrift } from "../operations/drift.ts";
import { renderDrift } from "../report/drift.ts";
import { describeDistrust } from "../report/sweep.ts";
import { readVerifiedLedger } from "./input/clone-ledger.ts";
import {
  OPERATOR_CONFIGURATION,
  type OperatorConfiguration,
  readOperatorConfiguration,
  withProviders,
} from "./input/operator-configuration.ts";
import { endWith, readArguments } from "./input/usage.ts";
import { explainFailure } from "./output/failure-advice.ts";
import { describeFinding, toRecord } from "./output/finding-lines.ts";
import { complain, print, printJson } from "./output/terminal.ts";

const HELP = `Usage: hallpass drift [--repository DIR] [--env FILE] [--key LINE] [--json]

What is not as git says: held with no ledger entry that names it, there again after it was taken back, past its end and still
held, or gone before its end. Looks at every entitlement that a policy offers or the ledger knows. Touches nothing, and knows
only what was fetched: run git fetch first.

  --repository DIR   a clone of the access repository, or a folder in it (.)
  --env FILE         read the configuration from a file of NAME=value lines
  --key LINE         the ledger's public key, "ssh-ed25519 AAAA…"
  --json             print one JSON object
  --help             this text

${OPERATOR_CONFIGURATION}

Exit codes: 0 no drift; 1 drift, or something that cannot be read or believed; 2 the configuration or the arguments cannot be
used.
`;

/** `hallpass drift`. Resolves to the exit code. */
export const run = (argv: string[]): Promise<number> => endWith(() => answer(argv));

async function answer(argv: string[]): Promise<number> {
  const text = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  const options = { repository: text, env: text, key: text, json: flag, help: flag };
  const { values } = readArguments("drift", { args: argv, options });
  if (values.help) {
    print(HELP);
    return 0;
  }
  const dir = values.repository ?? ".";
  const configuration = readOperatorConfiguration(values.env, values.key);
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
    return report.drift.length + problems.length === 0 ? 0 : 1;
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
