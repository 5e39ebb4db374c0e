import { setFailed, setOutput, setSecret, summary } from "@actions/core";
import type { Sweep } from "../src/report/sweep.ts";
import { readInputs } from "./inputs.ts";
import { explain, printLine, printProblem, printText, showLine } from "./print.ts";

const env: Readonly<Record<string, string | undefined>> = process.env;
const now = () => new Date();

// Outside a runner the mask command would only print the secret.
const mask = (value: string): void => {
  if (env.GITHUB_ACTIONS === "true" && value !== "") setSecret(value);
};

/** Every variable a provider's configuration names as its secret is masked when it is first read. */
const secrets = new Proxy(env, {
  get(target, name) {
    const value = typeof name === "string" ? target[name] : undefined;
    if (value !== undefined && name !== "RUNNER_TEMP") mask(value);
    return value;
  },
});

async function report(sweep: Sweep): Promise<void> {
  const { describeSweep } = await import("../src/report/sweep.ts");
  const text = describeSweep(sweep, now(), explain);
  if (env.GITHUB_STEP_SUMMARY) await summary.addRaw(text, true).write();
  else printText(text);
  for (const { number, url } of sweep.pulls) printLine(`Opened revert PR #${number}: ${url}`);
  const outcomes = sweep.outcomes ?? [];
  const failed = outcomes.flatMap((outcome) => (outcome.status === "failed" ? [outcome] : []));
  for (const { change, error } of failed)
    printProblem(
      `Still held: ${change.holding.principal} on ${change.holding.entitlement.provider}. ${explain(error)}`,
    );
  for (const problem of sweep.problems) printProblem(problem);
  writeOutputs({
    revoked: outcomes.filter(({ status, change }) => status === "done" && change.write).length,
    failed: failed.length,
    "pull-requests": sweep.pulls.map(({ number }) => number).join(","),
  });
  if (failed.length + sweep.problems.length > 0)
    setFailed(`${failed.length} revocations failed, ${sweep.problems.length} other problems.`);
}

function writeOutputs(outputs: Readonly<Record<string, string | number>>): void {
  for (const [name, value] of Object.entries(outputs)) {
    if (env.GITHUB_OUTPUT) setOutput(name, value);
    else printLine(`${name}: ${value}`);
  }
}

try {
  const inputs = readInputs(env);
  mask(inputs.token);
  // Loaded once the inputs are good.
  const { runAction } = await import("./run.ts");
  await report(await runAction(inputs, secrets, now));
} catch (error) {
  setFailed(showLine(explain(error)));
}
