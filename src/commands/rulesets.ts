import { type RepositoryConfig, readRepositoryConfig } from "../configuration/config.ts";
import { ConfigError } from "../configuration/read-variables.ts";
import { listRulesets, type Ruleset } from "../core/diagnosis/rulesets.ts";
import { oneLine } from "../core/ledger/ledger-message.ts";
import { ObstacleError } from "../core/plan/obstacle.ts";
import type { Rulesets } from "../core/ports/rulesets.ts";
import { maskSecrets } from "../core/text/secrets.ts";
import { ledgerBranchName } from "../git/repository.ts";
import { statusOf } from "../github/http/error.ts";
import { gitHubRulesets } from "../github/settings/rulesets.ts";
import { type AppliedRuleset, applyRuleset } from "../operations/apply-rulesets.ts";
import { renderRuleset, renderScript } from "../report/rulesets.ts";
import { classifyGitHub } from "./input/github-failure.ts";
import { envOption, jsonOption } from "./input/options.ts";
import { readGuardedFile } from "./input/server-configuration.ts";
import { complain, print, printJson } from "./output/terminal.ts";
import { defineCommand, type Values } from "./runner/command.ts";
import { exitCode } from "./runner/exit-codes.ts";
import { type FailureReport, UsageError } from "./runner/failure.ts";

const options = {
  env: envOption,
  apply: {
    type: "boolean",
    meaning:
      "show the rulesets, then create them, or change those of the same names; a second run changes nothing",
  },
  json: jsonOption,
} as const;

export const command = defineCommand({
  description: `Prints the three rulesets that guard the access repository, made for this installation: the required check is pinned to the app, and the app alone may write the ledger.

Without --apply it asks GitHub nothing, and prints a script of calls of gh, or of curl where gh cannot reach the API. It needs no secret of the server. Where HALLPASS_REPOSITORY_ID is set, --apply changes no other repository.`,
  options,
  configuration: ["appId", "repository", "repositoryId", "apiUrl"],
  environment: {
    GH_TOKEN:
      "for --apply: a token of a person who administers the repository, such as `gh auth token` prints; a fine-grained one needs the repository permission Administration: write",
  },
  examples: [
    "hallpass rulesets --env hallpass.env",
    "GH_TOKEN=$(gh auth token) hallpass rulesets --env hallpass.env --apply",
  ],
  exitCodes: {
    0: "printed, or GitHub has these rulesets now",
    3: "GitHub refused or did not answer",
  },
  waitsFor: "Asking GitHub…",
  run: answer,
});

async function answer(values: Values<typeof options>): Promise<number> {
  // Before the file is read: an administrator's token does not belong in a server's configuration.
  const token = process.env.GH_TOKEN ?? "";
  if (values.env !== undefined) readGuardedFile(values.env);
  const config = readRepositoryConfig(process.env);
  requireUrl(config);
  const rulesets = listRulesets({ appId: config.appId, ledgerBranch: ledgerBranchName });
  const isJson = values.json ?? false;
  if (values.apply) return apply(config, requireToken(token, config), rulesets, isJson);
  if (isJson) printJson({ repository: nameOf(config), rulesets });
  else print(renderScript(rulesets, config));
  return exitCode.well;
}

function requireUrl({ apiUrl }: RepositoryConfig): void {
  if (!/^https?:\/\/[\w.:[\]-]+(?:\/|$)/u.test(apiUrl))
    throw new ConfigError([`GITHUB_API_URL is "${apiUrl}": write it as https://HOST/api/v3.`]);
}

function requireToken(token: string, config: RepositoryConfig): string {
  if (token !== "") return token;
  throw new UsageError(
    `GH_TOKEN is not set: give a token of a person who administers ${nameOf(config)}, for example GH_TOKEN=$(gh auth token) hallpass rulesets --apply.`,
  );
}

const nameOf = ({ owner, repo }: RepositoryConfig): string => `${owner}/${repo}`;

/** One after the other. When one fails, the earlier ones stay; the next run goes on from there. */
async function apply(
  config: RepositoryConfig,
  token: string,
  wanted: readonly Ruleset[],
  isJson: boolean,
): Promise<number> {
  const { owner, repo, apiUrl } = config;
  const rulesets = gitHubRulesets({ name: { owner, repo }, apiUrl, token, now: () => new Date() });
  const applied: AppliedRuleset[] = [];
  const finish = (error?: FailureReport): number => {
    const failure = error && `${error.message} Next: ${error.fix}`;
    const report = { repository: nameOf(config), rulesets: applied, ...(error && { failure, error }) };
    if (isJson) printJson(report);
    if (failure !== undefined) complain(`${failure}\n`);
    return failure === undefined ? exitCode.well : exitCode.unanswered;
  };
  try {
    await requireSame(rulesets, config);
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    return finish(explain(error, config));
  }
  if (!isJson) print(`${wanted.map(renderRuleset).join("\n")}\n\n`);
  for (const ruleset of wanted)
    try {
      const outcome = await applyRuleset(rulesets, ruleset);
      applied.push(outcome);
      if (!isJson) print(describeOutcome(outcome));
    } catch (error) {
      return finish(explain(error, config));
    }
  return finish();
}

/** Rules in the wrong repository would stop the people who work there. A name may be wrong, or belong to another repository by now. */
async function requireSame(rulesets: Rulesets, config: RepositoryConfig): Promise<void> {
  const { repositoryId } = config;
  if (repositoryId === undefined) return;
  const found = await rulesets.readRepositoryId();
  if (found === repositoryId) return;
  throw new ConfigError([
    `HALLPASS_REPOSITORY is ${nameOf(config)}, which is the repository ${found} at GitHub, and HALLPASS_REPOSITORY_ID is ${repositoryId}. Nothing was changed.`,
  ]);
}

const describeOutcome = ({ name, id, outcome, changes }: AppliedRuleset): string =>
  [
    `${outcome.padEnd(9)}  ${oneLine(name)} (ruleset ${id})`,
    ...changes.map((line) => `           ${oneLine(line)}`),
    "",
  ].join("\n");

const steps: Readonly<Record<number, string>> = {
  401: "GitHub does not accept the token in GH_TOKEN: make a new one.",
  403: "Use the token of an administrator of the repository; a fine-grained one needs Administration: write. Rulesets of a private repository need the plan Team or above.",
  404: "See whether HALLPASS_REPOSITORY is right and the token may administer it.",
  422: "See whether APP_ID is right and the app is installed in the repository, and open one pull request, so that the app has written a check.",
};

/** GitHub's answer and the next step, each in one line. */
function explain(error: unknown, config: RepositoryConfig): FailureReport {
  const message = error instanceof Error ? error.message : String(error);
  const fix =
    error instanceof ObstacleError
      ? error.next
      : (steps[statusOf(error) ?? 0] ?? `See whether ${config.apiUrl} answers, then run this again.`);
  const told = { message: oneLine(maskSecrets(message)), fix: oneLine(maskSecrets(fix)) };
  return { code: classifyGitHub(error) ?? "FAILED", ...told };
}
