import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);
import {
  explain,
  getBooleanInput,
  getInput,
  printLine,
  printProblem,
  printText,
  setFailed,
  setOutput,
  setSecret,
  showLine,
  summary
} from "./chunk-H7GLXELY.js";
import "./chunk-UZ7EQ5W4.js";
import {
  parseDuration
} from "./chunk-3BZNJ7ZL.js";
import "./chunk-33Z2ZGMK.js";
import "./chunk-N5G37XHY.js";

// action/inputs.ts
function readInputs(env2) {
  const repository = getInput("repository") || env2.GITHUB_REPOSITORY || "";
  const [, owner, repo] = /^([A-Za-z0-9-]+)\/([A-Za-z0-9._-]+)$/.exec(repository) ?? [];
  if (owner === void 0 || repo === void 0)
    throw new Error(`repository is ${JSON.stringify(repository)}; give it as owner/name.`);
  const providers = getInput("providers") || env2.HALLPASS_PROVIDERS || "";
  if (providers === "")
    throw new Error(
      "providers is empty; give the server's provider configuration, or set HALLPASS_PROVIDERS."
    );
  const stateDir = getInput("state-dir") || void 0;
  const ledgerKey = getInput("ledger-key") || void 0;
  if (stateDir !== void 0 && ledgerKey === void 0)
    throw new Error(
      "state-dir needs ledger-key: what was kept between runs is believed by a key that does not lie beside it."
    );
  const serverUrl = env2.GITHUB_SERVER_URL || "https://github.com";
  return {
    token: getInput("token", { required: stateDir === void 0 }),
    providers,
    owner,
    repo,
    defaultBranch: getInput("default-branch") || void 0,
    ledgerKey,
    dryRun: getInput("dry-run") === "" ? false : getBooleanInput("dry-run"),
    stateDir,
    graceMilliseconds: readGrace(getInput("grace") || "5m"),
    receipts: readReceipts(getInput("receipts") || "daily"),
    appSlug: getInput("app-slug"),
    serverUrl,
    apiUrl: env2.GITHUB_API_URL || "https://api.github.com",
    cloneUrl: `${serverUrl}/${owner}/${repo}.git`
  };
}
function readReceipts(text) {
  if (text === "daily" || text === "each") return text;
  throw new Error(`receipts is ${JSON.stringify(text)}; give daily or each.`);
}
function readGrace(text) {
  try {
    return parseDuration(text);
  } catch (cause) {
    throw new Error(`grace is ${JSON.stringify(text)}; give it as a duration such as 5m.`, { cause });
  }
}

// action/main.ts
var env = process.env;
var now = () => /* @__PURE__ */ new Date();
var mask = (value) => {
  if (env.GITHUB_ACTIONS === "true" && value !== "") setSecret(value);
};
var secrets = new Proxy(env, {
  get(target, name) {
    const value = typeof name === "string" ? target[name] : void 0;
    if (value !== void 0 && name !== "RUNNER_TEMP") mask(value);
    return value;
  }
});
async function report(sweep) {
  const { describeSweep } = await import("./sweep-LNIXMRAD.js");
  const text = describeSweep(sweep, now(), explain);
  if (env.GITHUB_STEP_SUMMARY) await summary.addRaw(text, true).write();
  else printText(text);
  for (const { number, url } of sweep.pulls) printLine(`Opened revert PR #${number}: ${url}`);
  const outcomes = sweep.outcomes ?? [];
  const failed = outcomes.flatMap((outcome) => outcome.status === "failed" ? [outcome] : []);
  for (const { change, error } of failed)
    printProblem(
      `Still held: ${change.holding.principal} on ${change.holding.entitlement.provider}. ${explain(error)}`
    );
  for (const problem of sweep.problems) printProblem(problem);
  writeOutputs({
    revoked: outcomes.filter(({ status, change }) => status === "done" && change.write).length,
    failed: failed.length,
    "pull-requests": sweep.pulls.map(({ number }) => number).join(",")
  });
  if (failed.length + sweep.problems.length > 0)
    setFailed(`${failed.length} revocations failed, ${sweep.problems.length} other problems.`);
}
function writeOutputs(outputs) {
  for (const [name, value] of Object.entries(outputs)) {
    if (env.GITHUB_OUTPUT) setOutput(name, value);
    else printLine(`${name}: ${value}`);
  }
}
try {
  const inputs = readInputs(env);
  mask(inputs.token);
  const { runAction } = await import("./run-TBPYSYJ6.js");
  await report(await runAction(inputs, secrets, now));
} catch (error) {
  setFailed(showLine(explain(error)));
}
