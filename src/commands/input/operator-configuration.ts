import { createPublicKey } from "node:crypto";
import { ConfigError, isSet, readOptional, readVariables } from "../../configuration/read-variables.ts";
import type { VariableKey } from "../../configuration/variables.ts";
import type { Provider } from "../../core/ports/provider.ts";
import { publicKeyLine } from "../../git/objects/sshsig.ts";
import { createProviders } from "../../providers/index.ts";
import { requireKey } from "./clone-ledger.ts";
import { readGuardedFile } from "./server-configuration.ts";

/** The variables of the configuration that operators need. */
export const operatorVariables = ["providers", "ledgerKey", "defaultBranch"] as const satisfies VariableKey[];

/** The part of the server's configuration that is needed to read a clone and to ask providers. */
export interface OperatorConfiguration {
  readonly providers: ReadonlyMap<string, Provider>;
  readonly publicKey?: string;
  readonly defaultBranch?: string;
}

/** Reads the environment and the file given with --env. Rejects with `ConfigError` for all mistakes, and `UsageError` for --key. */
export async function readOperatorConfiguration(
  file: string | undefined,
  key: string | undefined,
): Promise<OperatorConfiguration> {
  if (file !== undefined) readGuardedFile(file);
  if (key !== undefined) requireKey(key);
  const problems: string[] = [];
  const privateKey = key === undefined ? readOptional(process.env, "ledgerKey", problems) : undefined;
  const publicKey = key ?? (privateKey && publicKeyLine(createPublicKey(privateKey)));
  const providers = await openProviders(problems);
  if (problems.length > 0) throw new ConfigError(problems);
  return {
    providers,
    ...(publicKey !== undefined && { publicKey }),
    ...(isSet(process.env, "defaultBranch") && readVariables(process.env, ["defaultBranch"])),
  };
}

async function openProviders(problems: string[]): Promise<ReadonlyMap<string, Provider>> {
  try {
    const { providers } = readVariables(process.env, ["providers"]);
    return await createProviders(providers, process.env, { now: () => new Date() });
  } catch (error) {
    problems.push(
      ...(error instanceof ConfigError
        ? error.problems
        : [error instanceof Error ? error.message : String(error)]),
    );
  }
  return new Map();
}

/** Does the work, then closes every provider, also after a failure. */
export async function withProviders<T>(
  { providers }: Pick<OperatorConfiguration, "providers">,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } finally {
    await Promise.allSettled([...providers.values()].map((provider) => provider.close()));
  }
}
