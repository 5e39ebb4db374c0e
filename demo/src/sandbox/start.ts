import { basename } from "node:path";
import { type Sandbox, type SandboxApp, type SandboxOptions, type Seed, startSandbox } from "github-sandbox";
import { createLedgerKey } from "./ledger-key.ts";
import { ACTION_WORKFLOW, defaultSeed } from "./seed.ts";

/** A local GitHub. Its first repository is an access repository, and its first app is Hallpass. */
export interface HallpassSandbox extends Sandbox {
  readonly app: SandboxApp;
  /** The app of the scheduled Action: the seed's second. */
  readonly reaper: SandboxApp | undefined;
  /** PKCS8 PEM of the Ed25519 key whose public line is in the seed's settings. */
  readonly ledgerPrivateKey: string;
  readonly ledgerPublicKey: string;
}

/** Starts it. In the seed's files, `{{ledger.publicKey}}` stands for the key's public line. Throws like `startSandbox`. */
export async function startHallpassSandbox(
  options: Omit<SandboxOptions, "seed"> & { readonly seed?: Seed | undefined },
): Promise<HallpassSandbox> {
  const { privateKey, publicKey } = await createLedgerKey("hallpass");
  const seed = withLedgerKey(options.seed ?? defaultSeed(), publicKey);
  const sandbox = await startSandbox({ ...options, seed });
  const [app, reaper] = sandbox.apps;
  await reportAction(sandbox, seed);
  return { ...sandbox, app, reaper, ledgerPrivateKey: privateKey, ledgerPublicKey: publicKey };
}

/** As after an installation: the Action has its environment, and has run once. */
async function reportAction({ control }: Sandbox, { repositories: [repository] }: Seed): Promise<void> {
  if (repository?.files[ACTION_WORKFLOW] === undefined) return;
  control.addEnvironment("hallpass-reaper", [repository.defaultBranch]);
  await control.endScheduledRun(basename(ACTION_WORKFLOW), "success");
}

const withLedgerKey = (seed: Seed, publicKey: string): Seed => ({
  ...seed,
  repositories: seed.repositories.map((repository) => ({
    ...repository,
    files: Object.fromEntries(
      Object.entries(repository.files).map(([path, text]) => [
        path,
        text.replaceAll("{{ledger.publicKey}}", publicKey),
      ]),
    ),
  })),
});
