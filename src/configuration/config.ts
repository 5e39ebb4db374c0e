import { createPrivateKey, type KeyObject } from "node:crypto";
import type { Exposed } from "./exposed-files.ts";

/** What the server is told by whoever runs it. Nothing of this is ever read from the repository. */
export interface ServerConfig {
  readonly appId: number;
  readonly privateKey: string;
  readonly webhookSecret: string;
  readonly apiUrl: string;
  readonly serverUrl: string;
  readonly owner: string;
  readonly repo: string;
  /** A repository made anew under the same name is another one. */
  readonly repositoryId: number;
  /** Pinned too: what another branch holds was never decided here. */
  readonly defaultBranch: string;
  readonly visibility: "private" | "public";
  /** Policies, CODEOWNERS and settings of this commit are trusted as they are; later ones once adopted. */
  readonly trustedCommit: string;
  /** Reads what the app's installation may not: bypass lists, Actions' permissions. */
  readonly attestorToken?: string;
  /** The same, of an App: its tokens are made anew before they end. */
  readonly attestorApp?: { readonly appId: number; readonly privateKey: string };
  /** What calls the reaper from outside GitHub, in the operator's words: nobody else can see it. */
  readonly secondScheduler?: string;
  readonly ledgerKey: KeyObject;
  /** Folder for the bare clone and the journal. */
  readonly stateDir: string;
  /** Files and folders of the configuration that other accounts of the machine may read or change. */
  readonly exposed?: readonly Exposed[];
  readonly providers: string;
  readonly host: string;
  readonly port: number;
}

/** Every mistake of the configuration at once, each with its fix. Values of secrets are not in it. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      `The configuration (the environment, and the file named with --env) cannot be used:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`,
    );
    this.problems = problems;
  }
}

const MIN_SECRET = 32;

/** Which repository is meant, and which app guards it: all that setting it up on GitHub takes, and none of it secret. */
export type RepositoryConfig = Pick<ServerConfig, "appId" | "apiUrl" | "owner" | "repo"> &
  Partial<Pick<ServerConfig, "repositoryId">>;

type Environment = Readonly<Record<string, string | undefined>>;

/** Throws `ConfigError`. */
export function readRepositoryConfig(env: Environment): RepositoryConfig {
  const problems: string[] = [];
  const config = readRepositoryPart(env, problems);
  const isPinned = (env.HALLPASS_REPOSITORY_ID ?? "").trim() !== "";
  const repositoryId = isPinned
    ? readerOf(env, problems).needNumber("HALLPASS_REPOSITORY_ID", "the repository's number")
    : undefined;
  if (problems.length > 0) throw new ConfigError(problems);
  return { ...config, ...(repositoryId !== undefined && { repositoryId }) };
}

function readRepositoryPart(env: Environment, problems: string[]): RepositoryConfig {
  const { need, needNumber } = readerOf(env, problems);
  const name = need("HALLPASS_REPOSITORY", "the access repository, as owner/name");
  const [, owner = "", repo = ""] = /^([\w.-]+)\/([\w.-]+)$/u.exec(name) ?? [];
  if (name !== "" && repo === "") problems.push(`HALLPASS_REPOSITORY is "${name}": write it as owner/name.`);
  return {
    appId: needNumber("APP_ID", "the number on the GitHub App's settings page"),
    apiUrl: env.GITHUB_API_URL || "https://api.github.com",
    owner,
    repo,
  };
}

/** Reads variables that must be there, and notes those that are not. */
function readerOf(env: Environment, problems: string[]) {
  const need = (name: string, hint: string): string => {
    const value = env[name]?.trim() ?? "";
    if (value === "") problems.push(`${name} is not set: ${hint}.`);
    return value;
  };
  const needNumber = (name: string, hint: string): number => {
    const text = need(name, hint);
    if (text !== "" && !/^[1-9][0-9]{0,15}$/u.test(text)) problems.push(`${name} is "${text}": ${hint}.`);
    return Number(text);
  };
  return { need, needNumber };
}

/** Throws `ConfigError`. Names are those GitHub Actions and Probot use where they have one. */
export function readConfig(env: Environment): ServerConfig {
  const problems: string[] = [];
  const { need, needNumber } = readerOf(env, problems);
  const config = {
    ...readRepositoryPart(env, problems),
    privateKey: readAppKey(need("PRIVATE_KEY", "the GitHub App's private key, in PEM"), problems),
    webhookSecret: readSecret(env.WEBHOOK_SECRET ?? "", problems),
    serverUrl: env.GITHUB_SERVER_URL || "https://github.com",
    repositoryId: needNumber(
      "HALLPASS_REPOSITORY_ID",
      "the repository's number, from GET /repos/{owner}/{repo}",
    ),
    defaultBranch: env.HALLPASS_DEFAULT_BRANCH || "main",
    visibility: readVisibility(env.HALLPASS_VISIBILITY || "private", problems),
    trustedCommit: readCommit(
      need("HALLPASS_TRUSTED_COMMIT", "the commit whose policies, CODEOWNERS and settings you have reviewed"),
      problems,
    ),
    ...(env.HALLPASS_ATTESTOR_TOKEN ? { attestorToken: env.HALLPASS_ATTESTOR_TOKEN } : {}),
    ...readAttestorApp(env, problems),
    ...(env.HALLPASS_SECOND_SCHEDULER ? { secondScheduler: env.HALLPASS_SECOND_SCHEDULER } : {}),
    ledgerKey: readLedgerKey(need("HALLPASS_LEDGER_KEY", "an Ed25519 private key in PEM (PKCS 8)"), problems),
    stateDir: env.HALLPASS_STATE || ".hallpass",
    providers: need("HALLPASS_PROVIDERS", "the list of providers, in YAML or JSON"),
    host: env.HOST || "0.0.0.0",
    port: readPort(env.PORT || "3000", problems),
  };
  const { ledgerKey } = config;
  if (problems.length > 0 || ledgerKey === undefined) throw new ConfigError(problems);
  return { ...config, ledgerKey };
}

function readVisibility(text: string, problems: string[]): ServerConfig["visibility"] {
  if (text === "private" || text === "public") return text;
  problems.push(`HALLPASS_VISIBILITY is "${text}": write private (internal counts as private) or public.`);
  return "private";
}

function readCommit(text: string, problems: string[]): string {
  if (text !== "" && !/^[0-9a-f]{40}$/u.test(text))
    problems.push(`HALLPASS_TRUSTED_COMMIT is "${text}": write all 40 characters of the commit's id.`);
  return text;
}

/** Probot takes an unset secret to be the word "development": anyone could forge an event. */
function readSecret(secret: string, problems: string[]): string {
  const make = "Make one with: node -p \"require('crypto').randomBytes(32).toString('hex')\"";
  if (secret === "" || secret === "development")
    problems.push(`WEBHOOK_SECRET is not set, or is Probot's default. ${make}`);
  else if (secret.trim().length < MIN_SECRET)
    problems.push(
      `WEBHOOK_SECRET has ${secret.trim().length} characters; the least is ${MIN_SECRET}. ${make}`,
    );
  return secret;
}

function readPort(text: string, problems: string[]): number {
  const port = /^[1-9][0-9]{0,4}$/u.test(text) ? Number(text) : undefined;
  if (port === undefined || port > 65_535)
    problems.push(`PORT is "${text}": write the port to listen on, a number from 1 to 65535.`);
  return port ?? 0;
}

/** Both or neither, and not beside a token. */
function readAttestorApp(env: Environment, problems: string[]): Pick<ServerConfig, "attestorApp"> {
  const { HALLPASS_ATTESTOR_APP_ID: id, HALLPASS_ATTESTOR_PRIVATE_KEY: key } = env;
  if (!id && !key) return {};
  const { need, needNumber } = readerOf(env, problems);
  if (env.HALLPASS_ATTESTOR_TOKEN)
    problems.push("HALLPASS_ATTESTOR_TOKEN and HALLPASS_ATTESTOR_APP_ID are both set: the App is enough.");
  const appId = needNumber(
    "HALLPASS_ATTESTOR_APP_ID",
    "the number on the settings page of the attestor's App",
  );
  const pem = need("HALLPASS_ATTESTOR_PRIVATE_KEY", "the private key of the attestor's App, in PEM");
  return { attestorApp: { appId, privateKey: readAppKey(pem, problems, "HALLPASS_ATTESTOR_PRIVATE_KEY") } };
}

/** What was read, whole, of a key in PEM; a variable may hold its line ends as they are or as \n. */
function readAppKey(text: string, problems: string[], name = "PRIVATE_KEY"): string {
  const pem = text.replaceAll("\\n", "\n");
  if (pem === "") return pem;
  try {
    const { asymmetricKeyType } = createPrivateKey(pem);
    if (asymmetricKeyType !== "rsa")
      problems.push(`${name} is a key of type ${asymmetricKeyType}; the keys of GitHub Apps are rsa.`);
  } catch {
    problems.push(
      `${name} is no whole private key in PEM. Put all lines of the .pem file that GitHub gave you between double quotes, line ends as they are or as \\n.`,
    );
  }
  return pem;
}

/** Undefined, and a problem more, when it is no such key; undefined when there is none. */
export function readLedgerKey(pem: string, problems: string[]): KeyObject | undefined {
  if (pem === "") return undefined;
  try {
    const key = createPrivateKey(pem.replaceAll("\\n", "\n"));
    if (key.asymmetricKeyType === "ed25519") return key;
    problems.push(`HALLPASS_LEDGER_KEY is a key of type ${key.asymmetricKeyType}; it must be ed25519.`);
  } catch {
    problems.push(
      "HALLPASS_LEDGER_KEY is no private key in PEM. Make one with: openssl genpkey -algorithm ed25519",
    );
  }
  return undefined;
}
