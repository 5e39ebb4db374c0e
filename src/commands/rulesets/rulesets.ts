import { type RepositoryConfig, readRepositoryConfig } from "../../configuration/config.ts";
import { ConfigError } from "../../configuration/read-variables.ts";
import { PROFILES, type Profile } from "../../core/files/settings.ts";
import { renderScript } from "../../report/rulesets.ts";
import { envOption, jsonOption } from "../input/options.ts";
import { requireToken } from "../input/own-token.ts";
import { readGuardedFile } from "../input/server-configuration.ts";
import { complain, print, printJson } from "../output/terminal.ts";
import { defineCommand, type Values } from "../runner/command.ts";
import { exitCode } from "../runner/exit-codes.ts";
import { UsageError } from "../runner/failure.ts";
import { applyRulesets, listOwnRulesets, nameOf } from "./apply.ts";

const options = {
  env: envOption,
  apply: {
    type: "boolean",
    meaning:
      "show the rulesets, then create them, or change those of the same names; a second run changes nothing",
  },
  profile: {
    type: "string",
    value: PROFILES.join("|"),
    meaning:
      "as the settings have it: with standard, GitHub demands no review, and the check demands each one that the policies do (default: strict)",
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
  const isJson = values.json ?? false;
  const profile = readProfile(values.profile);
  if (values.apply) return apply(config, requireAdministrator(token, config), profile, isJson);
  const rulesets = listOwnRulesets(config, profile);
  if (isJson) printJson({ repository: nameOf(config), rulesets });
  else print(renderScript(rulesets, config));
  return exitCode.well;
}

function readProfile(given: string = PROFILES[0]): Profile {
  const found = PROFILES.find((profile) => profile === given);
  if (found === undefined)
    throw new UsageError(`--profile is ${JSON.stringify(given)}: write ${PROFILES.join(" or ")}.`);
  return found;
}

function requireUrl({ apiUrl }: RepositoryConfig): void {
  if (!/^https?:\/\/[\w.:[\]-]+(?:\/|$)/u.test(apiUrl))
    throw new ConfigError([`GITHUB_API_URL is "${apiUrl}": write it as https://HOST/api/v3.`]);
}

const requireAdministrator = (token: string, config: RepositoryConfig): string =>
  requireToken(
    { whose: `a token of a person who administers ${nameOf(config)}`, example: "rulesets --apply" },
    token,
  );

/** GitHub is asked by an administrator's token; what failed is told beside what was done. */
async function apply(
  config: RepositoryConfig,
  token: string,
  profile: Profile,
  isJson: boolean,
): Promise<number> {
  const { rulesets, error } = await applyRulesets({
    ...{ config, token, profile },
    show: (text) => (isJson ? undefined : print(text)),
  });
  const failure = error && `${error.message} Next: ${error.fix}`;
  if (isJson) printJson({ repository: nameOf(config), rulesets, ...(error && { failure, error }) });
  if (failure !== undefined) complain(`${failure}\n`);
  return failure === undefined ? exitCode.well : exitCode.unanswered;
}
