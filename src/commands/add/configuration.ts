import {
  appendEntry,
  findEntry,
  isSame,
  type ProviderEntry,
  writeEntry,
} from "../../core/additions/provider-entries.ts";
import type { PlanStep } from "../../core/setup/plan.ts";
import { listSecretNames } from "../../providers/adapter/secret-names.ts";
import { canAsk } from "../input/prompt.ts";
import { addEnvLines, changeEnvValue, readEnvLines } from "../setup/env-lines.ts";
import { askSecret } from "./ask-secret.ts";

/** What is added to the server's configuration. */
export interface Configuration {
  readonly steps: readonly PlanStep[];
  /** Writes it, asks for secrets on a terminal, and answers what a person has to do. */
  apply(): Promise<readonly string[]>;
}

const LIST = "HALLPASS_PROVIDERS";

/** Plans the entry in HALLPASS_PROVIDERS, and the variables of its secrets. Entries and values that are there stay. */
export async function planConfiguration(env: string, entry: ProviderEntry): Promise<Configuration> {
  const known = await readEnvLines(env);
  const text = known.get(LIST) ?? "";
  const there = findEntry(text, entry.name);
  const action = there === undefined ? "create" : isSame(there, entry) ? "keep" : "differs";
  const secrets = listSecretNames(`[${writeEntry(entry)}]`).filter((name) => !known.has(name));
  const wanted = action === "differs" ? [] : secrets;
  return {
    steps: [
      { what: "configuration", name: `${env}: ${entry.name} in ${LIST}`, action },
      ...wanted.map(
        (name): PlanStep => ({ what: "configuration", name: `${env}: ${name}`, action: "create" }),
      ),
    ],
    apply: async () => {
      const byHand = action === "create" && !(await writeList(env, text, entry));
      const missing = await addSecrets(env, wanted);
      return [
        ...(byHand ? [`Add this to ${LIST} in ${env}, which was left as it is: ${writeEntry(entry)}`] : []),
        ...missing.map((name) => `Write ${name}=… into ${env}: the secret of ${entry.name}.`),
        `Start the server again, so that it reads ${env}, and see whether ${entry.name} answers: hallpass doctor --env ${env}`,
      ];
    },
  };
}

/** False where the file cannot be changed without a change of something else. */
async function writeList(env: string, before: string, entry: ProviderEntry): Promise<boolean> {
  const after = appendEntry(before, entry);
  if (after === undefined) return false;
  if (before !== "") return changeEnvValue(env, LIST, before, after);
  return (await addEnvLines(env, { [LIST]: after })).length > 0;
}

/** Answers the variables that nobody gave a value. */
async function addSecrets(env: string, names: readonly string[]): Promise<string[]> {
  const missing: string[] = [];
  for (const name of names) {
    const value = canAsk() ? await askSecret(`${name} (not shown; Enter: later):`) : "";
    if (value === "") missing.push(name);
    else await addEnvLines(env, { [name]: value });
  }
  return missing;
}
