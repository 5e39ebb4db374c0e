import { type Finding, isError } from "../core/findings/finding.ts";
import { type Baseline, compareBaselines, parseBaseline } from "../core/inventory/inventory.ts";
import { emptyLedger } from "../core/ledger/ledger.ts";
import type { Provider } from "../core/ports/provider.ts";
import { takeInventory } from "../operations/inventory.ts";
import { renderBaseline, renderInventoryChanges } from "../report/inventory.ts";
import { describeDistrust } from "../report/sweep.ts";
import { readVerifiedLedger } from "./input/clone-ledger.ts";
import { readGiven } from "./input/given-file.ts";
import {
  type OperatorConfiguration,
  operatorVariables,
  readOperatorConfiguration,
  withProviders,
} from "./input/operator-configuration.ts";
import { cloneOption, envOption, operatorKeyOption } from "./input/options.ts";
import { explainFailure } from "./output/failure-advice.ts";
import { describeFinding } from "./output/finding-lines.ts";
import { complain, print } from "./output/terminal.ts";
import { propose } from "./propose/inventory-propose.ts";
import { proposalArguments, readProposalOptions } from "./propose/proposal-options.ts";
import { defineCommand, type Values } from "./runner/command.ts";
import { chooseExitCode, exitCode } from "./runner/exit-codes.ts";
import { UsageError } from "./runner/failure.ts";

const options = {
  provider: { type: "string", multiple: true, value: "NAME", meaning: "this provider alone", unset: "all" },
  check: {
    type: "string",
    multiple: true,
    value: "FILE",
    meaning: "compare with this committed inventory, and list what is new and what is gone",
  },
  repository: {
    ...cloneOption,
    meaning:
      "leave out what the ledger in this clone says Hallpass gave; needed only where the provider cannot tell (PostgreSQL before 16), and with --propose",
    unset: "no clone",
  },
  env: envOption,
  key: { ...operatorKeyOption, meaning: `${operatorKeyOption.meaning}; only with --repository` },
  ...proposalArguments,
} as const;

export const command = defineCommand({
  usage: [
    "[--provider NAME]... [--check FILE]... [--env FILE] [--repository DIR] [--key LINE]",
    "--propose adopt --folder TEAM [--duration 8h] [--reason TEXT] --repository DIR [--finding WHICH]... [--push | --dry-run] [--json]",
    "--propose remove --repository DIR [--finding WHICH]... [--push | --dry-run] [--json]",
  ],
  description: `Prints all standing access at the configured providers, as YAML to commit: what people hold without Hallpass, and who gave it. The same access gives the same text. Changes nothing.

With --propose: for each standing access, and for each that inventory/ on the default branch names, makes one branch of the clone with one commit by you, to be opened as a pull request. It changes nothing that is checked out, and nothing at a provider. Run git fetch first; an existing branch is left alone.`,
  options,
  configuration: operatorVariables,
  examples: [
    "hallpass inventory --env hallpass.env --provider orders-db > inventory/orders-db.yaml",
    "hallpass inventory --env hallpass.env --provider orders-db --check inventory/orders-db.yaml",
    "hallpass inventory --env hallpass.env --repository ../access --propose adopt --folder payments",
  ],
  exitCodes: {
    0: "all is printed, as committed, or proposed",
    1: "something is new or gone, or cannot be proposed",
    2: "the configuration, the arguments or a committed file cannot be used",
    3: "a provider cannot be read, the ledger is not trusted, or a branch cannot be pushed",
  },
  waitsFor: "Asking the providers…",
  run: answer,
});

async function answer(values: Values<typeof options>): Promise<number> {
  const { repository, provider, check, env, key } = values;
  if (key !== undefined && repository === undefined)
    throw new UsageError("--key is for the ledger in a clone: give --repository DIR too.");
  const proposing = readProposalOptions(values);
  const committed = check === undefined ? undefined : await readCommitted(check);
  const configuration = await readOperatorConfiguration(env, key);
  return withProviders(configuration, async () => {
    const chosen = chooseProviders(configuration, provider);
    const ledger = repository === undefined ? undefined : await readVerifiedLedger(repository, configuration);
    const distrust = ledger === undefined ? [] : describeDistrust(ledger);
    for (const line of distrust) complain(`${line}\n`);
    const state = ledger?.state ?? emptyLedger;
    if (proposing !== undefined) {
      const code = await propose(proposing, { ...configuration, providers: chosen }, state);
      return distrust.length > 0 ? exitCode.unanswered : code;
    }
    const { baselines, failures } = await takeInventory(chosen, state);
    const isAsCommitted =
      committed === undefined
        ? printBaselines(baselines)
        : compare(committed, baselines, new Set(chosen.keys()));
    for (const [name, error] of failures)
      complain(`"${name}" could not be read, and is not above. ${explainFailure(error)}\n`);
    return chooseExitCode(!isAsCommitted, failures.size + distrust.length === 0);
  });
}

function chooseProviders(
  { providers }: OperatorConfiguration,
  names: readonly string[] | undefined,
): ReadonlyMap<string, Provider> {
  if (names === undefined) return providers;
  return new Map(
    names.map((name) => {
      const provider = providers.get(name);
      if (provider === undefined)
        throw new UsageError(
          `HALLPASS_PROVIDERS has no provider "${name}". It has: ${[...providers.keys()].join(", ")}.`,
        );
      return [name, provider];
    }),
  );
}

async function readCommitted(files: readonly string[]): Promise<Baseline[]> {
  const parsed = await Promise.all(files.map(async (file) => parseParts(await readGiven(file), file)));
  const findings = parsed.flatMap((each) => each.flatMap((part) => part.findings)).filter(isError);
  if (findings.length > 0) throw new UsageError(describeFindings(findings));
  const baselines = parsed.flat().flatMap(({ value }) => (value === undefined ? [] : [value]));
  const twice = baselines.find(
    ({ provider }, index) => baselines.findIndex((other) => other.provider === provider) !== index,
  );
  if (twice !== undefined)
    throw new UsageError(`--check gives "${twice.provider}" twice. Give one baseline per provider.`);
  return baselines;
}

const describeFindings = (findings: readonly Finding[]): string => findings.map(describeFinding).join("\n");

/** One file may hold the documents of several providers. Findings keep the line numbers of the file. */
function parseParts(bytes: Uint8Array, file: string) {
  const text = Buffer.from(bytes).toString("latin1");
  const parts = text.replace(/^---\n/u, "\n").split(/^---\n/mu);
  let lines = 0;
  return parts.map((part) => {
    const source = Buffer.from("\n".repeat(lines) + part, "latin1");
    lines += part.split("\n").length;
    return parseBaseline(source, file);
  });
}

function printBaselines(baselines: readonly Baseline[]): true {
  print(baselines.map(renderBaseline).join("---\n"));
  return true;
}

function compare(
  committed: readonly Baseline[],
  current: readonly Baseline[],
  chosen: ReadonlySet<string>,
): boolean {
  const changes = current.flatMap((now) => {
    const before = committed.find(({ provider }) => provider === now.provider);
    return before === undefined ? [] : compareBaselines(before, now);
  });
  const problems = [
    ...current
      .filter(({ provider }) => !committed.some((each) => each.provider === provider))
      .map(
        ({ provider }) =>
          `No file given with --check is about "${provider}": give its own, or choose with --provider.`,
      ),
    ...committed
      .filter(({ provider }) => !chosen.has(provider))
      .map(
        ({ provider }) =>
          `"${provider}" of --check is not looked at: it is not configured, or not chosen with --provider.`,
      ),
  ];
  if (changes.length > 0) print(renderInventoryChanges(changes));
  else if (problems.length === 0 && current.length > 0) print("Standing access is as committed.\n");
  for (const problem of problems) complain(`${problem}\n`);
  return changes.length + problems.length === 0;
}
