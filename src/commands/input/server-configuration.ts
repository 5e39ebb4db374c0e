import { readFileSync } from "node:fs";
import { readConfig, type ServerConfig } from "../../configuration/config.ts";
import { findExposedFile, findExposedFolder } from "../../configuration/exposed-files.ts";
import { ConfigError } from "../../configuration/read-variables.ts";
import { secretVariables } from "../../configuration/variables.ts";
import type { Log } from "../../core/ports/log.ts";
import { createLog } from "../../service/log.ts";
import { complain } from "../output/terminal.ts";
import { parseEnvFile } from "./env-file.ts";

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

/** The same, with a warning for the person at the terminal if other accounts may read the file. */
export function readGuardedFile(path: string): void {
  readEnvFile(path);
  for (const { how, fix } of findExposedFile(path)) complain(`Warning: --env ${path}: ${how}. ${fix}\n`);
}

/** Adds the variables of the file to the environment, which wins. Throws `ConfigError`. */
export function readEnvFile(path: string): void {
  const { values, wrong } = parseEnvFile(readText(path));
  if (wrong.length > 0) throw new ConfigError([describeWrong(path, wrong)]);
  for (const [name, value] of values) process.env[name] ??= value;
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new ConfigError([`--env ${path} cannot be read: ${explain(path, error)}`]);
  }
}

function explain(path: string, error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT")
    return `there is no such file, seen from ${process.cwd()}. Name another one, or make it from the sample: hallpass serve --print-env > ${path}`;
  if (code === "EISDIR") return "it is a folder. Name a file in it.";
  if (code === "EACCES") return "this account may not read it. Run as the account that owns the file.";
  return `${error instanceof Error ? error.message : String(error)}.`;
}

/** Without the text of the line: it may be part of a key. */
function describeWrong(path: string, lines: readonly number[]): string {
  const [what, sets] = lines.length === 1 ? ["line", "it sets"] : ["lines", "they set"];
  return `--env ${path}, ${what} ${lines.join(", ")}: no "=", so ${sets} nothing. Write NAME=value, put a value of several lines between double quotes, and begin a comment with #.`;
}

/** The variable that an entry names for its secret. */
const SECRET_NAMED = /\w+From["']?\s*:\s*["']?(\w+)/gu;

/** The variables of secrets that these entries name, each once. */
export const listNamedSecrets = (text: string): string[] => [
  ...new Set([...text.matchAll(SECRET_NAMED)].flatMap(([, name]) => name ?? [])),
];

/**
 * JSON lines on standard error. Masked are the secret variables of the configuration, those that providers, callers and channels name, and every other
 * variable of the environment that is named like a secret.
 */
export function openLog(config: ServerConfig): Log {
  const named = new Set([
    ...secretVariables,
    ...[config.providers, config.authzen, config.deployments, config.notices].flatMap((text = "") =>
      listNamedSecrets(text),
    ),
  ]);
  const secrets = Object.entries(process.env)
    .filter(([name]) => /SECRET|PASSWORD|TOKEN|KEY/u.test(name) || named.has(name))
    .flatMap(([, value]) => (value === undefined ? [] : [value]));
  return createLog(
    (line) => complain(line),
    [...(config.webhookSecret === undefined ? [] : [config.webhookSecret]), ...secrets],
    () => new Date(),
  );
}
