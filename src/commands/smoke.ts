import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { readVariables } from "../configuration/read-variables.ts";
import { maskSecrets } from "../core/text/secrets.ts";
import { describeFailure, statusOf } from "../github/http/error.ts";
import { createCleanup } from "../smoke/cleanup.ts";
import type { Finding } from "../smoke/finding.ts";
import { Refusal } from "../smoke/guard.ts";
import { openSetting, type SmokeOrder } from "../smoke/open.ts";
import { isGood, renderEnd, renderFinding, type SmokeReport } from "../smoke/render.ts";
import { walk } from "../smoke/walk.ts";
import { classifyGitHub, githubFixes } from "./input/github-failure.ts";
import { envOption, jsonOption } from "./input/options.ts";
import { readGuardedFile } from "./input/server-configuration.ts";
import { listenForEnd } from "./input/until-signal.ts";
import { complain, print, printJson } from "./output/terminal.ts";
import { defineCommand, type Values } from "./runner/command.ts";
import { chooseExitCode, exitCode } from "./runner/exit-codes.ts";
import { type FailureReport, UsageError } from "./runner/failure.ts";

const tokenNames = {
  requesterToken: "HALLPASS_SMOKE_REQUESTER_TOKEN",
  approverToken: "HALLPASS_SMOKE_APPROVER_TOKEN",
} as const;

const appVariables = ["appId", "privateKey", "apiUrl", "serverUrl"] as const;

const options = {
  repository: { type: "string", value: "OWNER/NAME", meaning: "the repository to use" },
  env: envOption,
  json: jsonOption,
} as const;

export const command = defineCommand({
  usage: ["--repository OWNER/NAME [--env FILE] [--json]"],
  description:
    "Walks one request on a throw-away repository of the real GitHub, with the tokens of two people, and reports which of Hallpass's assumptions about the platform hold. It sets rules, writes to the default branch, and removes everything it made at the end, also when it fails or is stopped. It refuses every repository without the topic hallpass-throw-away.",
  options,
  configuration: appVariables,
  environment: {
    [tokenNames.requesterToken]: "a token of a person with the role Write",
    [tokenNames.approverToken]: "a token of another person, who administers the repository",
  },
  examples: ["hallpass smoke --repository acme/throw-away --env hallpass.env"],
  exitCodes: {
    0: "every assumption holds",
    1: "an assumption does not hold, or something is left to clean up",
    2: "the repository is refused, or the configuration or the arguments cannot be used",
    3: "the walk could not be finished, or did not reach every assumption",
  },
  run: answer,
});

async function answer(values: Values<typeof options>): Promise<number> {
  const tokens = readTokens();
  if (values.env !== undefined) readGuardedFile(values.env);
  const dir = await mkdtemp(join(tmpdir(), "hallpass-smoke-"));
  try {
    return await perform(readOrder(values.repository, tokens, dir), values.json ?? false);
  } finally {
    await rm(dir, { recursive: true, force: true, maxRetries: 10 });
  }
}

type Tokens = Pick<SmokeOrder, "requesterToken" | "approverToken">;

/** Before the file is read: people's tokens do not belong in a server's configuration. */
const readTokens = (): Tokens => ({
  requesterToken: process.env[tokenNames.requesterToken] ?? "",
  approverToken: process.env[tokenNames.approverToken] ?? "",
});

/** Throws `UsageError` and `ConfigError`. */
function readOrder(repository: string | undefined, tokens: Tokens, dir: string): SmokeOrder {
  const [, owner = "", repo = ""] = /^([\w.-]+)\/([\w.-]+)$/u.exec(repository ?? "") ?? [];
  if (repo === "") throw new UsageError("Name the repository to use: --repository OWNER/NAME.");
  const missing = (["requesterToken", "approverToken"] as const)
    .filter((key) => tokens[key] === "")
    .map((key) => `${tokenNames[key]} is not set in the environment.`);
  const app = readVariables(process.env, appVariables, missing);
  return {
    ...tokens,
    name: { owner, repo },
    served: { name: process.env.HALLPASS_REPOSITORY, id: process.env.HALLPASS_REPOSITORY_ID },
    ...app,
    run: `hallpass-smoke-${randomBytes(4).toString("hex")}`,
    dir,
  };
}

async function perform(order: SmokeOrder, isJson: boolean): Promise<number> {
  const stop = listenForEnd();
  const describe = describer(order);
  const cleanup = createCleanup(describe);
  let isCleaning = false;
  const sleep = async (ms: number): Promise<void> =>
    delay(ms, undefined, isCleaning ? {} : { signal: stop.signal });
  const findings: Finding[] = [];
  let failure: FailureReport | undefined;
  let isRefused = false;
  try {
    const now = () => new Date();
    const setting = await openSetting(order, { cleanup, sleep, now, signal: stop.signal });
    await walk(
      setting,
      (finding) => {
        findings.push(finding);
        if (!isJson) print(`${renderFinding(finding)}\n`);
      },
      describe,
    );
  } catch (error) {
    isRefused = error instanceof Refusal || [401, 404].includes(statusOf(error) ?? 0);
    failure = stop.signal.aborted ? stopped : { ...classify(error), message: describe(error) };
  }
  isCleaning = true;
  const left = await cleanup.run();
  stop.forget();
  const report = { repository: `${order.name.owner}/${order.name.repo}`, run: order.run, findings, left };
  tell(report, failure, isJson);
  if (isRefused && findings.length === 0) return exitCode.usage;
  const isComplete = findings.every(({ outcome }) => outcome !== "not reached");
  return chooseExitCode(!isGood(report), isComplete && failure === undefined);
}

const stopped: FailureReport = {
  code: "FAILED",
  message: "It was told to stop.",
  fix: "Run it again, and let it finish.",
};

function classify(error: unknown): Omit<FailureReport, "message"> {
  if (error instanceof Refusal)
    return { code: "USAGE", fix: "Name a throw-away repository that the two people can use." };
  const code = classifyGitHub(error);
  return code === undefined
    ? { code: "FAILED", fix: "Correct that, then run this again." }
    : { code, fix: githubFixes[code] };
}

function tell(report: SmokeReport, failure: FailureReport | undefined, isJson: boolean): void {
  if (failure !== undefined) complain(`${failure.message}\n`);
  const good = failure === undefined && isGood(report);
  if (isJson) printJson({ ...report, good, ...(failure && { error: failure }) });
  else if (report.findings.length > 0 || report.left.length > 0) print(renderEnd(report));
}

/** Explains a failure without the tokens. */
const describer =
  ({ requesterToken, approverToken }: SmokeOrder) =>
  (error: unknown): string => {
    if (error instanceof Refusal) return error.message;
    const why =
      statusOf(error) === undefined && error instanceof Error ? error.message : describeFailure(error);
    const masked = [requesterToken, approverToken].reduce(
      (said, token) => said.replaceAll(token, "***"),
      why,
    );
    return maskSecrets(masked).replace(/\s+/gu, " ").trim();
  };
