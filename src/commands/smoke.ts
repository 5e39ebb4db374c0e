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
import { readGuardedFile } from "./input/server-configuration.ts";
import { endWith, readArguments, UsageError } from "./input/usage.ts";
import { complain, print, printJson } from "./output/terminal.ts";

const HELP = `Usage: hallpass smoke --repository OWNER/NAME [--env FILE] [--json]

Walks one request on a throw-away repository of the real GitHub, with two people's tokens, and says of each assumption that
Hallpass makes of the platform whether it holds. It sets rules, writes to the default branch, and removes what it made at the
end, also when it fails or is told to stop. It refuses every repository without the topic hallpass-throw-away.

  --repository NAME   the repository to use, as owner/name
  --env FILE          read the configuration from a file of NAME=value lines
  --json              print one JSON object
  --help              this text

Configuration (environment, or the file; the environment wins):
  APP_ID, PRIVATE_KEY                      the GitHub App, installed in the repository
  GITHUB_API_URL, GITHUB_SERVER_URL        for GitHub Enterprise
From the environment alone:
  HALLPASS_SMOKE_REQUESTER_TOKEN           of a person with the role Write
  HALLPASS_SMOKE_APPROVER_TOKEN            of another person, who administers the repository

Exit codes: 0 every assumption holds; 1 one does not, or something is left to clean up; 2 the repository is refused, or the
configuration or the arguments cannot be used.
`;

/** `hallpass smoke`. Resolves to the exit code. */
export const run = (argv: string[]): Promise<number> => endWith(() => answer(argv));

const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;
const options = { repository: text, env: text, json: flag, help: flag };

async function answer(argv: string[]): Promise<number> {
  const { values } = readArguments("smoke", { args: argv, options });
  if (values.help) {
    print(HELP);
    return 0;
  }
  const tokens = readTokens();
  if (values.env !== undefined) readGuardedFile(values.env);
  const dir = await mkdtemp(join(tmpdir(), "hallpass-smoke-"));
  try {
    return await perform(readOrder(values.repository, tokens, dir), values.json ?? false);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

type Tokens = Pick<SmokeOrder, "requesterToken" | "approverToken">;

const tokenNames = {
  requesterToken: "HALLPASS_SMOKE_REQUESTER_TOKEN",
  approverToken: "HALLPASS_SMOKE_APPROVER_TOKEN",
} as const satisfies Record<keyof Tokens, string>;

/** Before the file is read: people's tokens do not belong into a server's configuration. */
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
  const keys = ["appId", "privateKey", "apiUrl", "serverUrl"] as const;
  const app = readVariables(process.env, keys, missing);
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
  let failure: string | undefined;
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
    failure = stop.signal.aborted ? "It was told to stop." : describe(error);
  }
  isCleaning = true;
  const left = await cleanup.run();
  stop.forget();
  const report = { repository: `${order.name.owner}/${order.name.repo}`, run: order.run, findings, left };
  tell(report, failure, isJson);
  if (failure !== undefined) return isRefused && findings.length === 0 ? 2 : 1;
  return isGood(report) ? 0 : 1;
}

function tell(report: SmokeReport, failure: string | undefined, isJson: boolean): void {
  if (failure !== undefined) complain(`${failure}\n`);
  if (isJson) printJson({ ...report, good: failure === undefined && isGood(report) });
  else if (report.findings.length > 0 || report.left.length > 0) print(renderEnd(report));
}

/** Says why something failed, without the tokens. */
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

/** The first signal ends the walk and begins the cleaning up; a second one ends the process. */
function listenForEnd() {
  const controller = new AbortController();
  const abort = () => controller.abort();
  process.once("SIGINT", abort);
  process.once("SIGTERM", abort);
  const forget = () => {
    process.off("SIGINT", abort);
    process.off("SIGTERM", abort);
  };
  return { signal: controller.signal, forget };
}
