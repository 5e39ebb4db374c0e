import type { Account } from "../conformance/account.ts";
import { checkAccount, InTheWay } from "../conformance/check-account.ts";
import { parsePlan } from "../conformance/plan.ts";
import { renderEnd, renderOutcome, summarise } from "../conformance/render.ts";
import type { Provider } from "../core/ports/provider.ts";
import { listSecretNames } from "../providers/adapter/secret-names.ts";
import { createProviders } from "../providers/index.ts";
import { adapters } from "../providers/registry.ts";
import { readGiven } from "./input/given-file.ts";
import { envOption, jsonOption } from "./input/options.ts";
import { readGuardedFile } from "./input/server-configuration.ts";
import { listenForEnd } from "./input/until-signal.ts";
import { complain, print, printJson } from "./output/terminal.ts";
import { defineCommand, type Values } from "./runner/command.ts";
import { chooseExitCode } from "./runner/exit-codes.ts";
import { UsageError } from "./runner/failure.ts";

const USUAL_ENTRY = "conformance.yaml";

const options = {
  entry: {
    type: "string",
    value: "FILE",
    meaning:
      "the entry of the provider, and the principals and the role to use (docs/providers/conformance.md)",
    unset: USUAL_ENTRY,
  },
  env: { ...envOption, meaning: "read the secrets that the entry names from a file of NAME=value lines" },
  json: jsonOption,
} as const;

export const command = defineCommand({
  usage: ["ADAPTER [--entry FILE] [--env FILE] [--json]"],
  description: `Runs the conformance suite of the adapters against your own account: gives one role to two test principals and takes it back, some fifty times, and says of each promise of an adapter whether it holds there. It gives no access to anybody else, and revokes all that it gave, also after a failure and on Ctrl-C.

It refuses principals that hold the role already. Cases that need somebody behind the provider's back, such as lost answers, are not claimed here; the tests of each adapter run them.`,
  arguments: { name: "ADAPTER", meaning: "the adapter of the entry, such as postgres", count: "one" },
  options,
  examples: [
    "hallpass conformance postgres",
    "hallpass conformance postgres --entry staging.yaml --env hallpass.env",
  ],
  exitCodes: {
    0: "every case that applies is ok, and all is revoked",
    1: "a case failed, or some access could not be revoked",
    2: "the arguments, the entry or the principals cannot be used",
    3: "the provider cannot be reached, or the run was stopped",
  },
  run: answer,
});

async function answer(values: Values<typeof options>, [adapter = ""]: readonly string[]): Promise<number> {
  const { entry = USUAL_ENTRY, env, json = false } = values;
  const load = adapters.get(adapter);
  if (load === undefined)
    throw new UsageError(`There is no adapter "${adapter}". There are: ${[...adapters.keys()].join(", ")}.`);
  const text = Buffer.from(await readGiven(entry)).toString("utf8");
  const plan = refuse(() => parsePlan(text, entry));
  if (plan.provider.adapter !== adapter)
    throw new UsageError(
      `${entry} has an entry for the adapter "${plan.provider.adapter}", not "${adapter}".`,
    );
  if (env !== undefined) readGuardedFile(env);
  const publicKeys = new Map(Object.entries(plan.use.publicKeys ?? {}));
  const provider = await open(JSON.stringify([plan.provider]), publicKeys);
  const { abilities } = await load();
  const secrets = listSecretNames(text).flatMap((name) => process.env[name] || []);
  const now = () => new Date();
  try {
    return await perform({ provider, use: plan.use, abilities, secrets, now }, json);
  } finally {
    await provider.close();
  }
}

async function open(entries: string, publicKeys: ReadonlyMap<string, string>): Promise<Provider> {
  try {
    const providers = await createProviders(entries, process.env, {
      now: () => new Date(),
      // In the place of the identity map, which this command does not read.
      findPublicKey: async (_, principal) => publicKeys.get(principal),
    });
    for (const provider of providers.values()) return provider;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
  throw new Error("An entry made no provider.");
}

function refuse<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

async function perform(account: Account, isJson: boolean): Promise<number> {
  const stop = listenForEnd();
  try {
    const report = await checkAccount(account, stop.signal, (outcome) => {
      if (!isJson) print(renderOutcome(outcome, account.secrets));
    });
    if (report.isStopped) complain("It was told to stop.\n");
    if (isJson) printJson(summarise(report, account.secrets));
    else print(renderEnd(report));
    const isFound = report.left.length > 0 || report.outcomes.some(({ status }) => status === "failed");
    return chooseExitCode(isFound, !report.isStopped);
  } catch (error) {
    if (error instanceof InTheWay) throw new UsageError(error.message, { cause: error });
    throw error;
  } finally {
    stop.forget();
  }
}
