import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { ServerConfig } from "../configuration/config.ts";
import type { Diagnosis } from "../core/diagnosis/diagnosis.ts";
import type { Log } from "../core/ports/log.ts";
import { diagnoseInstallation } from "../operations/diagnose.ts";
import { renderDiagnosis, toJson } from "../report/diagnosis.ts";
import { wire } from "../wire.ts";
import { CONFIGURATION, isUsage, readConfiguration } from "./input/server-configuration.ts";
import { explainFailure } from "./output/failure-advice.ts";
import { complain, print, printColoured, printJson } from "./output/terminal.ts";

const HELP = `Usage: hallpass doctor [--env FILE] [--json]

Says whether everything that guards this installation is as it must be: the repository and its rules, CODEOWNERS, teams,
secrets, the clock, the providers' credentials. Changes nothing. Of what is wrong it says what to click.

  --env FILE   read the configuration from a file of NAME=value lines
  --json       print one JSON object
  --help       this text

${CONFIGURATION}

Exit codes: 0 nothing is wrong; 1 something is wrong, or GitHub cannot be read; 2 the configuration or the arguments
cannot be used.
`;

/** `hallpass doctor`. Resolves to the exit code. */
export async function run(argv: string[]): Promise<number> {
  try {
    const { values } = parseArgs({
      args: argv,
      options: { env: { type: "string" }, json: { type: "boolean" }, help: { type: "boolean" } },
    });
    if (values.help) {
      print(HELP);
      return 0;
    }
    const diagnosis = await examine(readConfiguration(values.env));
    const isColoured = process.stdout.isTTY === true && !process.env.NO_COLOR;
    if (values.json) printJson(toJson(diagnosis));
    else printColoured(renderDiagnosis(diagnosis, isColoured));
    return diagnosis.examinations.some(({ status }) => status === "wrong") ? 1 : 0;
  } catch (error) {
    complain(`${explain(error)}\n`);
    return isUsage(error) ? 2 : 1;
  }
}

const tell: Log["warn"] = ({ err }) => {
  if (err !== undefined) complain(`${explainFailure(err)}\n`);
};

/** What could not be looked at is in the table; here, for who runs this, is why: a line each. */
const causes: Log = { info: () => undefined, warn: tell, error: tell };

/** In a clone of its own: the app's is the app's, and may be in use. */
async function examine(config: ServerConfig): Promise<Diagnosis> {
  const stateDir = await mkdtemp(join(tmpdir(), "hallpass-doctor-"));
  try {
    const deps = await wire({ ...config, stateDir }, process.env, causes);
    try {
      return await diagnoseInstallation(deps);
    } finally {
      for (const provider of deps.providers.values()) await provider.close();
    }
  } finally {
    await rm(stateDir, { recursive: true, force: true });
  }
}

/** The causes say which address did not answer. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { message, cause } = error;
  return cause instanceof Error ? `${message}\n  ${explain(cause)}` : message;
}
