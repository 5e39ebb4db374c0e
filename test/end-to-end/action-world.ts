import { execFile } from "node:child_process";
import { createPrivateKey, createPublicKey } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { addHours, addSeconds } from "date-fns";
import pg from "pg";
import type { Inputs } from "../../action/inputs.ts";
import { runAction } from "../../action/run.ts";
import { type SandboxPostgres, startPostgres } from "../../demo/src/postgres/postgres.ts";
import { defaultSeed } from "../../demo/src/sandbox/seed.ts";
import type { Lease } from "../../src/core/access/lease.ts";
import { applyEntries, emptyLedger } from "../../src/core/ledger/ledger.ts";
import type { LedgerEntry } from "../../src/core/ledger/ledger-entry.ts";
import type { Provider } from "../../src/core/ports/provider.ts";
import { gitLedger } from "../../src/git/ledger/ledger.ts";
import { publicKeyLine } from "../../src/git/objects/sshsig.ts";
import { gitRepository } from "../../src/git/repository.ts";
import { createProviders } from "../../src/providers/index.ts";
import type { Sweep } from "../../src/report/sweep.ts";
import { grantedEntry, intentEntry, lease } from "../support/builders/ledger.ts";
import { at, type LocalGitHub, startLocalGitHub } from "../support/local-github.ts";

export const requestFile = "access-requests/payments/alice-orders.yaml";
export const liveFile = "access-requests/payments/carol-orders.yaml";
const requestText = (subject: string) =>
  `subject: ${subject}\nentitlements:\n  - { provider: orders-db, resource: orders, role: readonly }\nduration: 5m\nreason: Stuck refunds\n`;

const bundle = fileURLToPath(new URL("../../action/dist/index.js", import.meta.url));

export interface ActionRun {
  readonly exitCode: number;
  readonly stdout: string;
  readonly summary: string;
  readonly outputs: string;
}

/** GitHub, PostgreSQL and a ledger on which alice's access has ended and carol's has not. No app is running. */
export async function startActionWorld() {
  const github = await startLocalGitHub({ seed: seedRequests() });
  const postgres = await startPostgres({ dir: github.dir, logins: ["alice", "carol"] });
  const secrets = { ORDERS_DB_PASSWORD: postgres.manager.password };
  const providers = await createProviders(describeProviders(postgres), secrets, { now: () => new Date() });
  const provider = providers.get("orders-db");
  if (provider === undefined) throw new Error("There is no provider orders-db.");
  await grantBoth(github, provider);
  await provider.close();
  return {
    github,
    postgres,
    run: (overrides: Readonly<Record<string, string>> = {}) => runBundle(github, postgres, overrides),
    /** One run in this process, straight from the sources. */
    runHere: async (overrides: Partial<Inputs>): Promise<Sweep> =>
      runAction({ ...(await describeInputs(github, postgres)), ...overrides }, secrets, () => new Date()),
    canRead: (login: string) => canRead(postgres, login),
    stop: async () => {
      await postgres.stop();
      await github.stop();
    },
  };
}

function seedRequests() {
  const seed = defaultSeed();
  const requests = { [requestFile]: requestText("alice"), [liveFile]: requestText("carol") };
  const repositories = seed.repositories.map((each) => ({ ...each, files: { ...each.files, ...requests } }));
  return { ...seed, repositories };
}

const describeProviders = ({ host, port, database, manager }: SandboxPostgres): string =>
  JSON.stringify([
    {
      name: "orders-db",
      adapter: "postgres",
      host,
      port,
      user: manager.user,
      passwordFrom: "ORDERS_DB_PASSWORD",
      resources: { orders: { database, roles: { readonly: "orders_readonly" } } },
    },
  ]);

/** What the app would have done: intents and outcomes on the ledger, grants at the provider. */
async function grantBoth({ sandbox, dir, appToken }: LocalGitHub, provider: Provider): Promise<void> {
  const remote = { url: sandbox.cloneUrl, token: () => appToken() };
  const store = { ...remote, dir: join(dir, "app") };
  const repository = await gitRepository({ ...store, defaultBranch: "main" });
  await repository.fetch();
  const now = new Date();
  const leases = [
    describeLease("alice", 1001, addSeconds(now, -400), addSeconds(now, -90)),
    describeLease("carol", 1003, addSeconds(now, -60), addHours(now, 1)),
  ];
  const entries = (await Promise.all(leases.map((lease) => grant(provider, lease)))).flat();
  const ledger = gitLedger({
    ...store,
    privateKey: createPrivateKey(sandbox.ledgerPrivateKey),
    identify: async () => ({ name: "Hallpass", email: "hallpass@example.com" }),
  });
  const state = applyEntries(emptyLedger, entries);
  await ledger.append({ from: null, defaultCommit: await repository.defaultTip(), entries, state, at: now });
}

const describeLease = (login: string, id: number, startsAt: Date, endsAt: Date): Lease =>
  lease({
    request: `payments/${login}-orders`,
    principal: login,
    subject: { id, login },
    pull: id,
    reason: "Stuck refunds @acme/security",
    startsAt,
    endsAt,
  });

async function grant(provider: Provider, of: Lease): Promise<LedgerEntry[]> {
  const { principal, entitlement, startsAt, endsAt } = of;
  const ids = await provider.identify(principal, entitlement);
  const { container } = await provider.traits();
  // The server's own clock must not have ended it: this is the reaper's test.
  await provider.hold({ principal, entitlement, ids, until: addHours(endsAt, 2) });
  return [intentEntry(of, { ids, container }), grantedEntry(of, startsAt, endsAt)];
}

/** A real login and a real SELECT. */
async function canRead({ host, port, database, table, logins }: SandboxPostgres, login: string) {
  const password = logins[login]?.password;
  const client = new pg.Client({ host, port, database, user: login, password: password ?? "" });
  await client.connect();
  try {
    await client.query(`select * from ${table} limit 1`);
    return true;
  } catch (error) {
    if (error instanceof Error && error.message.includes("permission denied")) return false;
    throw error;
  } finally {
    await client.end();
  }
}

const describeInputs = async (
  { sandbox, appToken }: LocalGitHub,
  postgres: SandboxPostgres,
): Promise<Inputs> => ({
  token: await appToken(sandbox.reaper),
  providers: describeProviders(postgres),
  owner: at.owner,
  repo: at.repo,
  defaultBranch: undefined,
  ledgerKey: publicKeyLine(createPublicKey(createPrivateKey(sandbox.ledgerPrivateKey))),
  stateDir: undefined,
  dryRun: false,
  receipts: "each",
  graceMilliseconds: 300_000,
  appSlug: sandbox.reaper?.slug ?? "",
  apiUrl: sandbox.url,
  serverUrl: sandbox.url,
  cloneUrl: sandbox.cloneUrl,
});

/** One run of the Action as GitHub runs it: the bundle, with what the workflow gives it in its environment. */
export async function runBundle(
  { sandbox, dir, appToken }: LocalGitHub,
  postgres: SandboxPostgres,
  overrides: Readonly<Record<string, string>>,
): Promise<ActionRun> {
  const files = { summary: join(dir, "summary.md"), outputs: join(dir, "outputs.txt") };
  await Promise.all(Object.values(files).map((file) => writeFile(file, "")));
  const env = {
    PATH: process.env.PATH ?? "",
    INPUT_RECEIPTS: "each",
    INPUT_TOKEN: await appToken(sandbox.reaper),
    HALLPASS_PROVIDERS: describeProviders(postgres),
    ORDERS_DB_PASSWORD: postgres.manager.password,
    GITHUB_REPOSITORY: `${at.owner}/${at.repo}`,
    GITHUB_API_URL: sandbox.url,
    GITHUB_SERVER_URL: sandbox.url,
    GITHUB_STEP_SUMMARY: files.summary,
    GITHUB_OUTPUT: files.outputs,
    ...overrides,
  };
  const { exitCode, stdout } = await execute(env);
  const [summary, outputs] = await Promise.all(Object.values(files).map((file) => readFile(file, "utf8")));
  return { exitCode, stdout, summary: summary ?? "", outputs: outputs ?? "" };
}

const execute = (env: Record<string, string>): Promise<{ exitCode: number; stdout: string }> =>
  new Promise((resolve) => {
    const child = execFile(process.execPath, [bundle], { env }, (_error, stdout, stderr) =>
      resolve({ exitCode: child.exitCode ?? -1, stdout: stdout + stderr }),
    );
  });
