import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import type { Server } from "node:http";
import { loadEnvFile } from "node:process";
import { parseArgs } from "node:util";
import { ConfigError, readConfig, type ServerConfig } from "../config.ts";
import type { Log } from "../core/ports/log.ts";
import { createLog } from "../log.ts";
import { createHttpServer } from "../server.ts";
import { wire } from "../wire.ts";
import { createWorker } from "../worker.ts";

const HELP = `Usage: hallpass serve [--env FILE] [--json]

Runs the app: reviews pull requests, grants what was approved, ends what has expired.

  --env FILE   read the configuration from a file of NAME=value lines
  --json       print one JSON line when ready: { pid, url }
  --help       this text

Configuration (environment, or the file; the environment wins):
  APP_ID, PRIVATE_KEY, WEBHOOK_SECRET      the GitHub App
  HALLPASS_REPOSITORY                      owner/name of the access repository
  HALLPASS_REPOSITORY_ID                   its number
  HALLPASS_TRUSTED_COMMIT                  commit whose policies, CODEOWNERS and settings you have reviewed
  HALLPASS_DEFAULT_BRANCH                  its default branch (main)
  HALLPASS_VISIBILITY                      private or public (private)
  HALLPASS_ATTESTOR_TOKEN                  optional: a token that may read rulesets and Actions' settings
  HALLPASS_SECOND_SCHEDULER                what calls the reaper from outside GitHub, for \`hallpass doctor\`
  HALLPASS_LEDGER_KEY                      Ed25519 private key that signs the ledger
  HALLPASS_PROVIDERS                       list of providers, YAML or JSON
  HALLPASS_STATE                           folder for the clone and the journal (.hallpass)
  HOST, PORT                               where to listen (0.0.0.0, 3000)
  GITHUB_API_URL, GITHUB_SERVER_URL        for GitHub Enterprise

Exit codes: 0 stopped by a signal, 1 failed, 2 the configuration or the arguments cannot be used.
`;

export async function run(argv: string[]): Promise<number> {
  try {
    const { values } = parseArgs({
      args: argv,
      options: { env: { type: "string" }, json: { type: "boolean" }, help: { type: "boolean" } },
    });
    if (values.help) {
      process.stdout.write(HELP);
      return 0;
    }
    if (values.env !== undefined) readEnvFile(values.env);
    return await serve(readConfig(process.env), values.json ?? false);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return isUsage(error) ? 2 : 1;
  }
}

function readEnvFile(path: string): void {
  try {
    loadEnvFile(path);
  } catch (error) {
    throw new ConfigError([
      `--env ${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    ]);
  }
}

const isUsage = (error: unknown): boolean =>
  error instanceof ConfigError ||
  (error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS"));

async function serve(config: ServerConfig, json: boolean): Promise<number> {
  const log = openLog(config);
  await mkdir(config.stateDir, { recursive: true, mode: 0o700 });
  const deps = await wire(config, process.env, log);
  const worker = createWorker(deps);
  let ready = false;
  const server = await createHttpServer(config, worker, () => ready);
  const url = await listen(server, config);
  const stopped = untilSignal();
  const started = worker.start().then(() => {
    ready = true;
    log.info({ step: "serve", pid: process.pid, url }, "ready");
    if (json) process.stdout.write(`${JSON.stringify({ pid: process.pid, url })}\n`);
  });
  await Promise.race([stopped, started]);
  await stopped;
  server.close();
  server.closeAllConnections();
  await worker.stop();
  for (const provider of deps.providers.values()) await provider.close();
  return 0;
}

/** Every variable named like a secret is one. */
function openLog(config: ServerConfig): Log {
  const secrets = Object.entries(process.env)
    .filter(([name]) => /SECRET|PASSWORD|TOKEN|KEY/u.test(name))
    .flatMap(([, value]) => (value === undefined ? [] : [value]));
  return createLog(
    (line) => process.stderr.write(line),
    [config.webhookSecret, ...secrets],
    () => new Date(),
  );
}

async function listen(server: Server, { host, port }: ServerConfig): Promise<string> {
  server.listen(port, host);
  await once(server, "listening");
  const address = server.address();
  return `http://${host}:${typeof address === "object" && address !== null ? address.port : port}`;
}

const untilSignal = (): Promise<unknown> => Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
