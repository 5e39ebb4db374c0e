import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type RepositoryConfig, readRepositoryConfig } from "../../configuration/config.ts";
import { readVariables } from "../../configuration/read-variables.ts";
import { type AppFacts, findDifferences } from "../../core/setup/judge-app.ts";
import { type AppKind, type AppManifest, buildManifest } from "../../core/setup/manifest.ts";
import type { AppCredentials, RepositoryName } from "../../github/http/client.ts";
import { describeFailure, isRefused } from "../../github/http/error.ts";
import { isInstalled, type MadeApp, reportFirstCheck, takeApp } from "../../github/setup/app-maker.ts";
import { envOption, jsonOption } from "../input/options.ts";
import { requireToken } from "../input/own-token.ts";
import { askYes, canAsk } from "../input/prompt.ts";
import { readGuardedFile } from "../input/server-configuration.ts";
import { renderNext } from "../output/plan-lines.ts";
import { complain, print, printJson } from "../output/terminal.ts";
import { type Applied, applyRulesets } from "../rulesets/apply.ts";
import { defineCommand, type Values } from "../runner/command.ts";
import { exitCode } from "../runner/exit-codes.ts";
import { CannotAnswerError, UsageError } from "../runner/failure.ts";
import { openAppPage } from "./app-page.ts";
import { addEnvLines } from "./env-lines.ts";

const options = {
  env: { ...envOption, meaning: "the server's configuration: the App's variables are added to it" },
  url: {
    type: "string",
    value: "URL",
    meaning: "where GitHub reaches the server, such as https://hallpass.example.com",
    unset: "no server: for hallpass once",
  },
  reaper: { type: "boolean", meaning: "make the narrow App of the scheduled Action instead" },
  rulesets: {
    type: "boolean",
    meaning: "apply the rules at the end, with the token in GH_TOKEN; a terminal asks where GH_TOKEN is set",
  },
  "dry-run": { type: "boolean", meaning: "print the manifest, and make nothing" },
  json: jsonOption,
} as const;

export const command = defineCommand({
  description: `Makes the GitHub App: shows a page on this machine whose button sends the App's manifest to GitHub, and takes number, key and webhook secret back. Nobody copies them. Then it waits until the App is installed on the access repository, and writes the App's first check, so that the rules can require it.

With --rulesets it then applies the rules that GitHub must enforce, as hallpass rulesets --apply does.

With --reaper it makes the App of the scheduled Action, writes its key beside the configuration, and prints how to store it at GitHub.`,
  options,
  configuration: ["repository", "repositoryId", "apiUrl", "serverUrl"],
  environment: {
    GH_TOKEN:
      "for --rulesets: a token of a person who administers the repository, such as `gh auth token` prints",
  },
  examples: [
    "GH_TOKEN=$(gh auth token) hallpass app --env hallpass.env --url https://hallpass.example.com --rulesets",
    "hallpass app --env hallpass.env --reaper",
  ],
  exitCodes: {
    0: "the App is made and installed, and the rules are applied where you asked for it",
    3: "GitHub refused, or nobody went on within an hour",
  },
  run: answer,
});

type Given = Values<typeof options>;

const PATIENCE_MS = 60 * 60_000;

async function answer(values: Given): Promise<number> {
  const { env } = values;
  if (env === undefined)
    throw new UsageError("Name the server's configuration with --env, as hallpass init wrote it.");
  const kind: AppKind = values.reaper ? "reaper" : "app";
  // Before the file is read: an administrator's token does not belong in a server's configuration.
  const token = readToken(values);
  readGuardedFile(env);
  const { repository, apiUrl, serverUrl } = readVariables(process.env, ["repository", "apiUrl", "serverUrl"]);
  if (kind === "app" && process.env.APP_ID !== undefined)
    throw new UsageError(
      `${env} names an App already: APP_ID=${process.env.APP_ID}. Take its lines out to make another.`,
    );
  if (values.url !== undefined) requireReachable(values.url, serverUrl);
  const describe = (redirectUrl: string): AppManifest =>
    buildManifest({
      ...{ kind, organization: repository.owner, redirectUrl, serverUrl: values.url },
      homepage: `${serverUrl}/${repository.owner}/${repository.repo}`,
    });
  if (values["dry-run"]) {
    print(`${JSON.stringify(describe("http://127.0.0.1/created"), undefined, 2)}\n`);
    return exitCode.well;
  }
  const made = await register({ repository, apiUrl, serverUrl }, describe);
  const kept = await keep(kind, made, env, values.url !== undefined);
  complain(`Install it on ${repository.owner}/${repository.repo} alone: ${made.installUrl}\n`);
  const credentials = { appId: made.id, privateKey: made.privateKey, apiUrl };
  await untilInstalled(credentials, repository);
  if (kind === "app") await reportFirstCheck(credentials, repository, () => new Date());
  const applied = await applyRules(
    values,
    token,
    readRepositoryConfig({ ...process.env, APP_ID: `${made.id}` }),
  );
  const next = listNext(kind, made, repository, env);
  const isGuarded = applied !== undefined && applied.error === undefined;
  return tell(
    { id: made.id, slug: made.slug, kept, ...applied, next: isGuarded ? next.slice(1) : next },
    values,
  );
}

interface Report extends Partial<Applied> {
  readonly id: number;
  readonly slug: string;
  /** Where its key is. */
  readonly kept: string;
  readonly next: readonly string[];
}

function tell(report: Report, { json }: Given): number {
  const { error, next } = report;
  if (error !== undefined) complain(`The rules are not applied: ${error.message} Next: ${error.fix}\n`);
  if (json) printJson(report);
  else print(renderNext(next));
  return error === undefined ? exitCode.well : exitCode.unanswered;
}

/** undefined where there is none. Throws `UsageError` where it is needed. */
function readToken({ rulesets, reaper }: Given): string | undefined {
  if (rulesets && reaper)
    throw new UsageError("--rulesets does not go with --reaper: no rule names that App.");
  const token = process.env.GH_TOKEN ?? "";
  if (rulesets)
    requireToken({
      whose: "a token of a person who administers the repository",
      example: "app --rulesets",
    });
  return reaper || token === "" ? undefined : token;
}

/** undefined where nobody asked for it. */
async function applyRules(
  { rulesets, json }: Given,
  token: string | undefined,
  config: RepositoryConfig,
): Promise<Applied | undefined> {
  if (token === undefined) return undefined;
  const question = `Apply the rules to ${config.owner}/${config.repo} now, with your token?`;
  if (!rulesets && (json || !canAsk() || !(await askYes(question)))) return undefined;
  return applyRulesets({ config, token, show: (text) => (json ? undefined : print(text)) });
}

/** GitHub delivers to no address of this machine; a local GitHub does. */
function requireReachable(url: string, serverUrl: string): void {
  const isLocal = (address: string): boolean => /^https?:\/\/(?:localhost|127\.|\[::1\])/u.test(address);
  if (!URL.canParse(url) || !/^https?:$/u.test(new URL(url).protocol))
    throw new UsageError(`--url ${url} is no address. Write it as https://hallpass.example.com.`);
  if (isLocal(url) && !isLocal(serverUrl))
    throw new UsageError(
      `--url ${url} is this machine, where GitHub cannot reach it. Give the address that GitHub reaches; without --url it is for hallpass once.`,
    );
}

interface Place {
  readonly repository: RepositoryName;
  readonly apiUrl: string;
  readonly serverUrl: string;
}

async function register(
  { repository, apiUrl, serverUrl }: Place,
  buildManifest: (redirectUrl: string) => AppManifest,
): Promise<MadeApp> {
  const target = `${serverUrl}/organizations/${encodeURIComponent(repository.owner)}/settings/apps/new`;
  const page = await openAppPage({ buildManifest, target, signal: AbortSignal.timeout(PATIENCE_MS) });
  try {
    complain(`Open ${page.url} in a browser on this machine, and press the button.\n`);
    const code = await page.code.catch(explainSilence);
    const made = await takeApp(apiUrl, code, () => new Date());
    requireWanted(made, buildManifest(page.url), repository.owner, serverUrl);
    return made;
  } finally {
    await page.stop();
  }
}

/** Throws for another App than the one that was asked for, before anything of it is kept. */
export function requireWanted(
  made: Pick<MadeApp, "slug" | "id" | keyof AppFacts>,
  manifest: AppManifest,
  organization: string,
  serverUrl: string,
): void {
  const differences = findDifferences(made, manifest, organization);
  if (differences.length === 0) return;
  const page = `${serverUrl}/organizations/${organization}/settings/apps/${made.slug}/advanced`;
  throw new CannotAnswerError(
    "FAILED",
    `The App ${made.slug} (${made.id}) is not the one that was asked for: ${differences.join("; ")}. Nothing of it was written, and it must not be installed.`,
    made.owner.toLowerCase() === organization.toLowerCase()
      ? `Delete it: ${page}, Delete GitHub App. Then run this again.`
      : `It belongs to ${made.owner}, who alone can delete it. If you are ${made.owner}: Settings → Developer settings → GitHub Apps → ${made.slug} → Advanced → Delete GitHub App. Then run this again, and make the App in ${organization}.`,
  );
}

function explainSilence(cause: unknown): never {
  throw new CannotAnswerError("FAILED", "The App was not made within an hour.", "Run this again.", { cause });
}

/** Writes what must not be lost before anything else can fail. Answers where it is. */
async function keep(kind: AppKind, made: MadeApp, env: string, hasServer: boolean): Promise<string> {
  if (kind === "reaper") {
    const file = join(dirname(env), `${made.slug}.pem`);
    await writeFile(file, made.privateKey, { mode: 0o600, flag: "wx" });
    return file;
  }
  await addEnvLines(env, {
    APP_ID: String(made.id),
    PRIVATE_KEY: made.privateKey,
    ...(made.webhookSecret !== undefined && { WEBHOOK_SECRET: made.webhookSecret }),
    ...(!hasServer && { HALLPASS_WEBHOOK: "none" }),
  });
  return env;
}

const EVERY_MS = 2_000;

async function untilInstalled(app: AppCredentials, repository: RepositoryName): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const failure = await lookForInstallation(app, repository);
    if (failure === undefined) return;
    if (Date.now() > end)
      throw new CannotAnswerError(
        "FAILED",
        `The App was made, and not seen to be installed within an hour${failure}.`,
        "Install it in your browser, and apply the rules then: hallpass rulesets --apply.",
      );
    await pause(EVERY_MS);
  }
}

/** undefined: it is installed. Else what came of the last look, "" where it is not installed. Throws where GitHub refuses the App's key. */
async function lookForInstallation(
  app: AppCredentials,
  repository: RepositoryName,
): Promise<string | undefined> {
  try {
    return (await isInstalled(app, repository, () => new Date())) ? undefined : "";
  } catch (error) {
    if (isRefused(error, [401, 403])) throw error;
    return `: GitHub did not answer (${describeFailure(error)})`;
  }
}

function listNext(kind: AppKind, made: MadeApp, { owner, repo }: RepositoryName, env: string): string[] {
  if (kind === "reaper")
    return [
      `gh secret set REAPER_PRIVATE_KEY --env hallpass-reaper --repo ${owner}/${repo} < ${join(dirname(env), `${made.slug}.pem`)}`,
      `hallpass workflows --env ${env} --source OWNER/NAME@COMMIT --reaper ${made.clientId}`,
    ];
  return [
    `Apply the rules: GH_TOKEN=$(gh auth token) hallpass rulesets --env ${env} --apply`,
    `Start it: hallpass serve --env ${env}`,
    `See whether anything is missing: hallpass doctor --env ${env}`,
  ];
}
