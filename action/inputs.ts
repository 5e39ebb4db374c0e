import { getBooleanInput, getInput } from "@actions/core";
import { parseDuration } from "../src/core/text/duration.ts";
import type { Receipts } from "../src/operations/close.ts";

export interface Inputs {
  /** Empty when it could not be made, which only a run with `stateDir` survives. */
  readonly token: string;
  /** YAML or JSON, as `createProviders` reads it. */
  readonly providers: string;
  readonly owner: string;
  readonly repo: string;
  /** undefined: ask GitHub. */
  readonly defaultBranch: string | undefined;
  /** undefined: read from the settings on the default branch. */
  readonly ledgerKey: string | undefined;
  readonly dryRun: boolean;
  /** The folder that keeps the last verified ledger between runs; undefined: none. */
  readonly stateDir: string | undefined;
  /** How long something may be overdue with no failed attempt on the ledger before the job fails. */
  readonly graceMilliseconds: number;
  /** When revert PRs are opened. */
  readonly receipts: Receipts;
  /** Of the App whose token it is: its bot is the author of revert commits. Empty: they show no account. */
  readonly appSlug: string;
  readonly apiUrl: string;
  readonly serverUrl: string;
  readonly cloneUrl: string;
}

/** Reads `INPUT_*` and the runner's `GITHUB_*` environment. Throws `Error` naming the input and what to give. */
export function readInputs(env: Readonly<Record<string, string | undefined>>): Inputs {
  const repository = getInput("repository") || env.GITHUB_REPOSITORY || "";
  const [, owner, repo] = /^([A-Za-z0-9-]+)\/([A-Za-z0-9._-]+)$/.exec(repository) ?? [];
  if (owner === undefined || repo === undefined)
    throw new Error(`repository is ${JSON.stringify(repository)}; give it as owner/name.`);
  const providers = getInput("providers") || env.HALLPASS_PROVIDERS || "";
  if (providers === "")
    throw new Error(
      "providers is empty; give the server's provider configuration, or set HALLPASS_PROVIDERS.",
    );
  const stateDir = getInput("state-dir") || undefined;
  const ledgerKey = getInput("ledger-key") || undefined;
  if (stateDir !== undefined && ledgerKey === undefined)
    throw new Error(
      "state-dir needs ledger-key: what was kept between runs is believed by a key that does not lie beside it.",
    );
  const serverUrl = env.GITHUB_SERVER_URL || "https://github.com";
  return {
    token: getInput("token", { required: stateDir === undefined }),
    providers,
    owner,
    repo,
    defaultBranch: getInput("default-branch") || undefined,
    ledgerKey,
    dryRun: getInput("dry-run") === "" ? false : getBooleanInput("dry-run"),
    stateDir,
    graceMilliseconds: readGrace(getInput("grace") || "5m"),
    receipts: readReceipts(getInput("receipts") || "daily"),
    appSlug: getInput("app-slug"),
    serverUrl,
    apiUrl: env.GITHUB_API_URL || "https://api.github.com",
    cloneUrl: `${serverUrl}/${owner}/${repo}.git`,
  };
}

function readReceipts(text: string): Receipts {
  if (text === "daily" || text === "each") return text;
  throw new Error(`receipts is ${JSON.stringify(text)}; give daily or each.`);
}

function readGrace(text: string): number {
  try {
    return parseDuration(text);
  } catch (cause) {
    throw new Error(`grace is ${JSON.stringify(text)}; give it as a duration such as 5m.`, { cause });
  }
}
