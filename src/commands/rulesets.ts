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
import { readGuardedFile } from "./input/server-configuration.ts";
import { endWith, readArguments, UsageError } from "./input/usage.ts";
import { complain, print, printJson } from "./output/terminal.ts";

const HELP = `Usage: hallpass rulesets [--env FILE] [--apply] [--json]

Prints the three rulesets that guard the access repository, made for this installation: the required check is pinned to the app,
and the app is the only one that may write the ledger. Without --apply it asks GitHub nothing: the output is a script of calls of gh, or of curl where gh cannot reach the API.

  --env FILE   read the configuration from a file of NAME=value lines
  --apply      show the rulesets, then create them, or change those of the same names; a second run changes nothing
  --json       print one JSON object
  --help       this text

Configuration (environment, or the file; the environment wins); no secret of the server is needed:
  APP_ID                the GitHub App
  HALLPASS_REPOSITORY   owner/name of the access repository
  GITHUB_API_URL        for GitHub Enterprise (https://api.github.com)
  HALLPASS_REPOSITORY_ID  its number; where it is set, --apply changes no other repository
With --apply, from the environment alone:
  GH_TOKEN              a token of a person who administers the repository, such as \`gh auth token\` prints; a fine-grained one needs
                        the repository permission Administration: write

Exit codes: 0 printed, or GitHub has these rulesets now; 1 GitHub refused or did not answer; 2 the configuration or the arguments
cannot be used.
`;

/** `hallpass rulesets`. Resolves to the exit code. */
export const run = (argv: string[]): Promise<number> => endWith(() => answer(argv));

const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;
const options = { env: text, apply: flag, json: flag, help: flag };

async function answer(argv: string[]): Promise<number> {
  const { values } = readArguments("rulesets", { args: argv, options });
  if (values.help) {
    print(HELP);
    return 0;
  }
  // Before the file is read: an administrator's token does not belong into a server's configuration.
  const token = process.env.GH_TOKEN ?? "";
  if (values.env !== undefined) readGuardedFile(values.env);
  const config = readRepositoryConfig(process.env);
  requireUrl(config);
  const rulesets = listRulesets({ appId: config.appId, ledgerBranch: ledgerBranchName });
  const isJson = values.json ?? false;
  if (values.apply) return apply(config, requireToken(token, config), rulesets, isJson);
  if (isJson) printJson({ repository: nameOf(config), rulesets });
  else print(renderScript(rulesets, config));
  return 0;
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

/** One after the other. Those that were made stay when one fails; the next run goes on from there. */
async function apply(
  config: RepositoryConfig,
  token: string,
  wanted: readonly Ruleset[],
  isJson: boolean,
): Promise<number> {
  const { owner, repo, apiUrl } = config;
  const rulesets = gitHubRulesets({ name: { owner, repo }, apiUrl, token, now: () => new Date() });
  const applied: AppliedRuleset[] = [];
  const finish = (failure?: string): number => {
    const repository = nameOf(config);
    const report = { repository, rulesets: applied, ...(failure === undefined ? {} : { failure }) };
    if (isJson) printJson(report);
    if (failure !== undefined) complain(`${failure}\n`);
    return failure === undefined ? 0 : 1;
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

/** Rules in the wrong repository would keep its people from working; a name may be wrong, or be another one's by now. */
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

/** What GitHub said, and what to do about it: one line. */
function explain(error: unknown, config: RepositoryConfig): string {
  if (!(error instanceof Error)) return String(error);
  const next =
    error instanceof ObstacleError
      ? error.next
      : (steps[statusOf(error) ?? 0] ?? `See whether ${config.apiUrl} answers, then run this again.`);
  return oneLine(maskSecrets(`${error.message} Next: ${next}`));
}
