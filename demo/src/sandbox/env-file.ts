import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { HallpassSandbox } from "./start.ts";

/** The app's connection to the sandbox's PostgreSQL, with the role that may grant and revoke. */
export interface PostgresManager {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly manager: { readonly user: string; readonly password: string };
}

/** Writes an environment file for `hallpass serve --env`. It holds secrets, so only its owner may read it. */
export async function writeEnvFile(file: string, text: string): Promise<void> {
  await writeFile(file, text, { mode: 0o600 });
  // Without this, an existing file would keep its mode.
  await chmod(file, 0o600);
}

/** The values that `hallpass init` starts from: the address of GitHub, and the systems. The commands add the rest. */
export const formatBeginning = (
  { url, dir, appPort }: HallpassSandbox,
  postgres: PostgresManager | undefined,
): string => toText([...describeGitHub(url), ...describeHost(dir, appPort), ...describeSystems(postgres)]);

/** The lines of the file of the sandbox's app, in the format of dotenv and `node --env-file`. */
export function formatEnv(sandbox: HallpassSandbox, postgres: PostgresManager | undefined): string {
  const { app, url, repository, repositoryId, ledgerPrivateKey, dir, appPort } = sandbox;
  const attestor = sandbox.owner === undefined ? undefined : sandbox.logins[sandbox.owner];
  return toText([
    `APP_ID=${app.appId}`,
    `PRIVATE_KEY=${quotePem(app.privateKey)}`,
    `WEBHOOK_SECRET=${app.webhookSecret}`,
    ...describeGitHub(url),
    `HALLPASS_REPOSITORY=${repository}`,
    `HALLPASS_REPOSITORY_ID=${repositoryId}`,
    `HALLPASS_TRUSTED_COMMIT=${sandbox.firstCommit}`,
    `HALLPASS_DEFAULT_BRANCH=${sandbox.defaultBranch}`,
    `HALLPASS_VISIBILITY=${sandbox.visibility}`,
    ...(attestor === undefined ? [] : [`HALLPASS_ATTESTOR_TOKEN=${attestor.token}`]),
    `HALLPASS_LEDGER_KEY=${quotePem(ledgerPrivateKey)}`,
    ...describeHost(dir, appPort),
    ...describeSystems(postgres),
  ]);
}

const toText = (lines: readonly string[]): string => `${lines.join("\n")}\n`;

const describeGitHub = (url: string): string[] => [`GITHUB_API_URL=${url}`, `GITHUB_SERVER_URL=${url}`];

const describeHost = (dir: string, port: number): string[] => [
  `HALLPASS_SECOND_SCHEDULER='the sandbox has none: for trying out only'`,
  `HALLPASS_STATE='${join(dir, "state")}'`,
  `HOST=127.0.0.1`,
  `PORT=${port}`,
];

const describeSystems = (postgres: PostgresManager | undefined): string[] => [
  `HALLPASS_PROVIDERS='${JSON.stringify(listProviders(postgres))}'`,
  ...(postgres === undefined ? [] : [`ORDERS_DB_PASSWORD=${postgres.manager.password}`]),
];

const quotePem = (pem: string): string => `"${pem.replaceAll("\n", "\\n")}"`;

function listProviders(postgres: PostgresManager | undefined): object[] {
  const memory = { name: "memory", adapter: "memory" };
  if (postgres === undefined) return [memory];
  const orders = {
    name: "orders-db",
    adapter: "postgres",
    host: postgres.host,
    port: postgres.port,
    user: postgres.manager.user,
    passwordFrom: "ORDERS_DB_PASSWORD",
    resources: { orders: { database: postgres.database, roles: { readonly: "orders_readonly" } } },
  };
  return [orders, memory];
}
