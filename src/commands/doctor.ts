import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ServerConfig } from "../configuration/config.ts";
import { ConfigError } from "../configuration/read-variables.ts";
import { variableKeys } from "../configuration/variables.ts";
import type { Diagnosis } from "../core/diagnosis/diagnosis.ts";
import type { Examination } from "../core/diagnosis/examination.ts";
import type { Log } from "../core/ports/log.ts";
import { diagnoseInstallation } from "../operations/diagnose.ts";
import { renderDiagnosis, toJson } from "../report/diagnosis.ts";
import { wire } from "../wire.ts";
import { classifyGitHub, githubFixes } from "./input/github-failure.ts";
import { envOption, jsonOption } from "./input/options.ts";
import { readConfiguration } from "./input/server-configuration.ts";
import { explainFailure } from "./output/failure-advice.ts";
import { complain, printColoured, printJson } from "./output/terminal.ts";
import { defineCommand, type Terminal, type Values } from "./runner/command.ts";
import { chooseExitCode } from "./runner/exit-codes.ts";
import { CannotAnswerError } from "./runner/failure.ts";

const options = { env: envOption, json: jsonOption } as const;

export const command = defineCommand({
  description:
    "Lists wrong settings and how to fix each: the repository and its rules, CODEOWNERS, teams, secrets, the clock, the providers' credentials. Changes nothing.",
  options,
  configuration: variableKeys,
  examples: ["hallpass doctor --env hallpass.env", "hallpass doctor --env hallpass.env --json"],
  exitCodes: {
    0: "everything could be read, and nothing is wrong",
    1: "something is wrong",
    3: "a setting, or GitHub, cannot be read",
  },
  waitsFor: "Asking GitHub and the providers…",
  run: answer,
});

async function answer(
  values: Values<typeof options>,
  _: readonly string[],
  { isColoured }: Terminal,
): Promise<number> {
  const diagnosis = await examine(readConfiguration(values.env));
  if (values.json) printJson(toJson(diagnosis));
  else printColoured(renderDiagnosis(diagnosis, isColoured));
  const has = (wanted: Examination["status"]) =>
    diagnosis.examinations.some(({ status }) => status === wanted);
  return chooseExitCode(has("wrong"), !has("unreadable"));
}

const tell: Log["warn"] = ({ err }) => {
  if (err !== undefined) complain(`${explainFailure(err)}\n`);
};

/** The table lists what could not be read; these lines say why. */
const causes: Log = { info: () => undefined, warn: tell, error: tell };

/** In a clone of its own: the app may be using the other one. */
async function examine(config: ServerConfig): Promise<Diagnosis> {
  const stateDir = await mkdtemp(join(tmpdir(), "hallpass-doctor-"));
  try {
    const deps = await wire({ ...config, stateDir }, process.env, causes).catch(rethrowWithCauses);
    try {
      return await diagnoseInstallation(deps).catch(rethrowWithCauses);
    } finally {
      for (const provider of deps.providers.values()) await provider.close();
    }
  } finally {
    await rm(stateDir, { recursive: true, force: true, maxRetries: 10 });
  }
}

function rethrowWithCauses(error: unknown): never {
  if (error instanceof ConfigError) throw error;
  const code = classifyGitHub(error);
  throw code === undefined
    ? new Error(explain(error), { cause: error })
    : new CannotAnswerError(code, toSentence(explain(error)), githubFixes[code], { cause: error });
}

const toSentence = (text: string): string => (/[.?!]$/u.test(text) ? text : `${text}.`);

/** The causes say which address did not answer. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { message, cause } = error;
  return cause instanceof Error ? `${message}\n  ${explain(cause)}` : message;
}
