import { readFileSync } from "node:fs";
import { ConfigError, readConfig, type ServerConfig } from "../../configuration/config.ts";
import { findExposedFile, findExposedFolder } from "../../configuration/exposed-files.ts";
import type { Log } from "../../core/ports/log.ts";
import { createLog } from "../../service/log.ts";
import { complain } from "../output/terminal.ts";
import { parseEnvFile } from "./env-file.ts";

/** For the help of the commands that read it. */
export const CONFIGURATION = `Configuration (environment, or the file; the environment wins):
  APP_ID, PRIVATE_KEY, WEBHOOK_SECRET      the GitHub App
  HALLPASS_REPOSITORY                      owner/name of the access repository
  HALLPASS_REPOSITORY_ID                   its number
  HALLPASS_TRUSTED_COMMIT                  commit whose policies, CODEOWNERS and settings you have reviewed
  HALLPASS_DEFAULT_BRANCH                  its default branch (main)
  HALLPASS_VISIBILITY                      private or public (private)
  HALLPASS_ATTESTOR_APP_ID                 optional: an App that may read rulesets and Actions' settings,
  HALLPASS_ATTESTOR_PRIVATE_KEY            and its private key; or HALLPASS_ATTESTOR_TOKEN, a token with the same rights
  HALLPASS_SECOND_SCHEDULER                what calls the reaper from outside GitHub, for \`hallpass doctor\`
  HALLPASS_LEDGER_KEY                      Ed25519 private key that signs the ledger
  HALLPASS_PROVIDERS                       list of providers, YAML or JSON
  HALLPASS_STATE                           folder for the clone and the journal (.hallpass)
  HOST, PORT                               where to listen (0.0.0.0, 3000)
  GITHUB_API_URL, GITHUB_SERVER_URL        for GitHub Enterprise`;

/** The server's configuration, from the environment and the file given with --env. Throws `ConfigError`. */
export function readConfiguration(file: string | undefined): ServerConfig {
  if (file !== undefined) readEnvFile(file);
  const config = readConfig(process.env);
  const exposed = [
    ...(file === undefined ? [] : findExposedFile(file)),
    ...findExposedFolder(config.stateDir),
  ];
  return { ...config, exposed };
}

/** The same for a person at a terminal, who is told when others may read the file. */
export function readGuardedFile(path: string): void {
  readEnvFile(path);
  for (const { how, fix } of findExposedFile(path)) complain(`Warning: --env ${path}: ${how}. ${fix}\n`);
}

/** Adds what the file says to the environment; what is there wins. Throws `ConfigError`. */
export function readEnvFile(path: string): void {
  const { values, wrong } = parseEnvFile(readText(path));
  if (wrong.length > 0) throw new ConfigError([describeWrong(path, wrong)]);
  for (const [name, value] of values) process.env[name] ??= value;
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ConfigError([`--env ${path} cannot be read, seen from ${process.cwd()}: ${why}.`]);
  }
}

/** Never with what is on the line: it may be a part of a key. */
function describeWrong(path: string, lines: readonly number[]): string {
  const [what, sets] = lines.length === 1 ? ["line", "it sets"] : ["lines", "they set"];
  return `--env ${path}, ${what} ${lines.join(", ")}: no "=", so ${sets} nothing. Write NAME=value, put a value of several lines between double quotes, and begin a comment with #.`;
}

/** The arguments or the configuration cannot be used: exit code 2. */
export const isUsage = (error: unknown): boolean =>
  error instanceof ConfigError ||
  (error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS"));

/** What a provider's entry names as the variable of its secret. */
const SECRET_NAMED = /\w+From["']?\s*:\s*["']?(\w+)/gu;

/** JSON lines on standard error. Every variable named like a secret is one, and every one a provider's configuration names. */
export function openLog(config: ServerConfig): Log {
  const named = new Set([...config.providers.matchAll(SECRET_NAMED)].map(([, name]) => name));
  const secrets = Object.entries(process.env)
    .filter(([name]) => /SECRET|PASSWORD|TOKEN|KEY/u.test(name) || named.has(name))
    .flatMap(([, value]) => (value === undefined ? [] : [value]));
  return createLog(
    (line) => complain(line),
    [config.webhookSecret, ...secrets],
    () => new Date(),
  );
}
