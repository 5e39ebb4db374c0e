import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Octokit } from "@octokit/rest";
import type { Repository } from "../src/core/ports/repository.ts";
import { MAX_SETTINGS_BYTES, parseSettings, SETTINGS_PATH } from "../src/core/settings.ts";
import { openLedger } from "../src/git/ledger.ts";
import { pushRemoval } from "../src/git/removal.ts";
import { gitRepository, openStore } from "../src/git/repository.ts";
import { call } from "../src/github/error.ts";
import { fetchWithin } from "../src/github/fetch.ts";
import { gitHubReverts } from "../src/github/reverts.ts";
import { createProviders, type Secrets } from "../src/providers/index.ts";
import type { Sweep } from "../src/report/sweep.ts";
import type { Inputs } from "./inputs.ts";
import { previewSweep, sweep } from "./sweep.ts";

/** One run of the Action in a folder that is gone afterwards. */
export async function runAction(inputs: Inputs, secrets: Secrets, now: () => Date): Promise<Sweep> {
  const dir = await mkdtemp(join(secrets.RUNNER_TEMP ?? tmpdir(), "hallpass-"));
  const providers = createProviders(inputs.providers, secrets);
  try {
    const deps = await openDeps(inputs, dir);
    const { graceMilliseconds } = inputs;
    return await (inputs.dryRun ? previewSweep : sweep)({ ...deps, providers, graceMilliseconds, now });
  } finally {
    await Promise.allSettled([...providers.values()].map((provider) => provider.close()));
    await rm(dir, { recursive: true, force: true });
  }
}

async function openDeps({ token, owner, repo, apiUrl, cloneUrl, ...inputs }: Inputs, dir: string) {
  const name = { owner, repo };
  const octokit = new Octokit({ auth: token, baseUrl: apiUrl, request: { fetch: fetchWithin(15_000) } });
  const defaultBranch = inputs.defaultBranch ?? (await readDefaultBranch(octokit, name));
  const remote = { url: cloneUrl, token: async () => token };
  const repository = await gitRepository({ ...remote, dir, defaultBranch });
  await repository.fetch();
  const publicKey = inputs.ledgerKey ?? (await readLedgerKey(repository));
  const ledger = await (await openLedger({ dir, publicKey })).read();
  const store = await openStore(dir);
  const reverts = gitHubReverts({ octokit, name, push: (removal) => pushRemoval(store, remote, removal) });
  return { repository, reverts, defaultBranch, ledger };
}

const readDefaultBranch = (octokit: Octokit, name: { owner: string; repo: string }): Promise<string> =>
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
