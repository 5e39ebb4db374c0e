import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Octokit } from "@octokit/rest";
import { MAX_SETTINGS_BYTES, parseSettings, SETTINGS_PATH } from "../src/core/files/settings.ts";
import type { Repository } from "../src/core/ports/repository.ts";
import type { Removal } from "../src/core/ports/reverts.ts";
import { openHoldings } from "../src/git/ledger/ledger.ts";
import { pushRemoval } from "../src/git/removal.ts";
import { gitRepository, openStore } from "../src/git/repository.ts";
import { NOBODY, readBot, rememberBot } from "../src/github/bot.ts";
import { openClient } from "../src/github/http/client.ts";
import { call } from "../src/github/http/error.ts";
import { gitHubReverts } from "../src/github/reverts.ts";
import type { Secrets } from "../src/providers/adapter/adapter.ts";
import { createProviders } from "../src/providers/index.ts";
import type { Sweep } from "../src/report/sweep.ts";
import type { Inputs } from "./inputs.ts";
import { keep, restoreKept } from "./kept.ts";
import { explain } from "./print.ts";
import { previewSweep, type SweepDeps, sweep } from "./sweep.ts";

/** One run of the Action in a folder that is gone afterwards; of it, only the ledger is kept in `stateDir`. */
export async function runAction(inputs: Inputs, secrets: Secrets, now: () => Date): Promise<Sweep> {
  const dir = await mkdtemp(join(secrets.RUNNER_TEMP ?? tmpdir(), "hallpass-"));
  const providers = await createProviders(inputs.providers, secrets, { now });
  try {
    const { graceMilliseconds } = inputs;
    const deps = { ...(await openDeps(inputs, dir, now)), providers, graceMilliseconds, now };
    return await (inputs.dryRun ? previewSweep : sweep)(deps);
  } finally {
    await Promise.allSettled([...providers.values()].map((provider) => provider.close()));
    await rm(dir, { recursive: true, force: true });
  }
}

type Opened = Required<Pick<SweepDeps, "closing" | "ledger" | "problems">>;

async function openDeps(inputs: Inputs, dir: string, now: () => Date): Promise<Opened> {
  const { stateDir } = inputs;
  if (stateDir === undefined) return { ...(await reachGitHub(inputs, dir, undefined, now)), problems: [] };
  const { kept, problems } = await restoreKept(stateDir, dir);
  const opened = await reachGitHub(inputs, dir, kept, now).catch((error: unknown) =>
    goWithout(error, inputs, dir, kept),
  );
  const all = [...problems, ...(opened.problems ?? []), ...(await keep(stateDir, dir, opened.ledger))];
  return { ...opened, problems: all };
}

/** Everything as GitHub has it now. Throws when it cannot be read. */
async function reachGitHub(
  inputs: Inputs,
  dir: string,
  kept: string | undefined,
  now: () => Date,
): Promise<Reached> {
  const { token, owner, repo, apiUrl, cloneUrl } = inputs;
  if (token === "") throw new Error("token is empty: look at the step that makes it.");
  const name = { owner, repo };
  const octokit = openClient(apiUrl, token, { now });
  const defaultBranch = inputs.defaultBranch ?? (await readDefaultBranch(octokit, name));
  const remote = { url: cloneUrl, token: async () => token };
  const repository = await gitRepository({ ...remote, dir, defaultBranch });
  await repository.fetch();
  const publicKey = inputs.ledgerKey ?? (await readLedgerKey(repository));
  const ledger = await (await openHoldings({ dir, publicKey, ...(kept !== undefined && { kept }) })).read();
  const store = await openStore(dir);
  const identify = rememberBot(
    () => readBot(octokit, inputs.serverUrl, inputs.appSlug),
    () => undefined,
  );
  const push = async (removal: Removal): Promise<string | undefined> =>
    pushRemoval(store, remote, removal, inputs.appSlug === "" ? NOBODY : await identify());
  const reverts = gitHubReverts({ octokit, name, push });
  return { closing: { repository, reverts, defaultBranch, receipts: inputs.receipts }, ledger };
}

interface Reached extends Pick<SweepDeps, "closing" | "ledger"> {
  readonly problems?: readonly string[];
}

/** Cut off from GitHub, ends expired access by the last verified ledger. Throws if none was kept. */
async function goWithout(
  error: unknown,
  { ledgerKey, stateDir }: Inputs,
  dir: string,
  kept: string | undefined,
): Promise<Reached> {
  const why = `GitHub could not be read. ${explain(error)}`;
  const none = (detail: string): Error =>
    new Error(`${why} ${detail} Nothing was ended: run hallpass sweep from a clone.`, { cause: error });
  if (kept === undefined || ledgerKey === undefined)
    throw none(`${stateDir} has no ledger of an earlier run that can be used.`);
  const ledger = await (await openHoldings({ dir, publicKey: ledgerKey, kept })).read();
  if (ledger.tip === null) throw none(`The ledger kept in ${stateDir} is not signed with ledger-key.`);
  const told = `Ended access is revoked by the last verified ledger, ${ledger.tip}; no revert PR is opened.`;
  return { closing: undefined, ledger, problems: [`${why} ${told}`] };
}

export const readDefaultBranch = (octokit: Octokit, name: { owner: string; repo: string }): Promise<string> =>
  call("read the repository", async () => (await octokit.rest.repos.get(name)).data.default_branch);

/** Throws when the settings cannot be used: without its key the ledger is not believed. */
async function readLedgerKey(repository: Repository): Promise<string> {
  const file = await repository.findFile(await repository.defaultTip(), SETTINGS_PATH);
  const bytes = file && (await repository.readBlob(file.blob, MAX_SETTINGS_BYTES));
  const settings = bytes && parseSettings(bytes, SETTINGS_PATH).value;
  if (settings === undefined)
    throw new Error(`${SETTINGS_PATH} is missing or wrong, so the ledger's key is unknown. Give ledger-key.`);
  return settings.ledger.publicKey;
}
