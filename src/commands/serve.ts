import { once } from "node:events";
import type { Server } from "node:http";
import { parseArgs } from "node:util";
import type { ServerConfig } from "../configuration/config.ts";
import { renderEnvSample } from "../configuration/describe-variables.ts";
import { alertExposed } from "../configuration/exposed-files.ts";
import { ConfigError } from "../configuration/read-variables.ts";
import { createHttpServer } from "../service/http/server.ts";
import { createInstallationMonitor } from "../service/installation-monitor.ts";
import { openStateFolder } from "../service/state/state-folder.ts";
import { createWorker } from "../service/worker.ts";
import { wire } from "../wire.ts";
import { CONFIGURATION, isUsage, openLog, readConfiguration } from "./input/server-configuration.ts";
import { complain, print, printJson } from "./output/terminal.ts";

const HELP = `Usage: hallpass serve [--env FILE] [--json]
       hallpass serve --print-env > hallpass.env

Runs the app: reviews pull requests, grants what was approved, ends what has expired.

  --env FILE   read the configuration from a file of NAME=value lines
  --json       print one JSON line when ready: { pid, url }
  --print-env  print a commented sample of the file
  --help       this text

${CONFIGURATION}

Exit codes: 0 stopped by a signal, 1 failed, 2 the configuration or the arguments cannot be used.
`;

export async function run(argv: string[]): Promise<number> {
  try {
    const { values } = parseArgs({
      args: argv,
      options: {
        env: { type: "string" },
        json: { type: "boolean" },
        "print-env": { type: "boolean" },
        help: { type: "boolean" },
      },
    });
    if (values.help || values["print-env"]) {
      print(values.help ? HELP : renderEnvSample());
      return 0;
    }
    return await serve(readConfiguration(values.env), values.json ?? false);
  } catch (error) {
    complain(`${error instanceof Error ? error.message : String(error)}\n`);
    return isUsage(error) ? 2 : 1;
  }
}

async function serve(config: ServerConfig, json: boolean): Promise<number> {
  const log = openLog(config);
  alertExposed(log, config.exposed ?? []);
  const folder = await openStateFolder(config.stateDir, log);
  const deps = await wire({ ...config, stateDir: folder.dir }, process.env, log);
  const monitor = createInstallationMonitor(deps, () => worker.reconsiderSoon());
  const stops = () => [...folder.stops, ...deps.disk.stops(), ...monitor.stops()];
  const worker = createWorker({ ...deps, stops }, monitor);
  deps.onClockStep(() => {
    worker.turnSoon();
    // It is looked at every hour: too late for a clock that is wrong, or right again.
    monitor.attestSoon();
  });
  let ready = false;
  const server = await createHttpServer(config, worker, () => ready, { log });
  const url = await listen(server, config);
  const stopped = untilSignal();
  const started = worker.start().then(() => {
    ready = true;
    log.info({ step: "serve", pid: process.pid, url }, "ready");
    if (json) printJson({ pid: process.pid, url });
  });
  await Promise.race([stopped, started]);
  await stopped;
  server.close();
  server.closeAllConnections();
  await worker.stop();
  for (const provider of deps.providers.values()) await provider.close();
  await folder.release();
  return 0;
}

async function listen(server: Server, { host, port }: ServerConfig): Promise<string> {
  server.listen(port, host);
  try {
    await once(server, "listening");
  } catch (error) {
    throw new ConfigError([
      `HOST and PORT are "${host}" and ${port}, where nothing can listen: ${error instanceof Error ? error.message : String(error)}. Set them to an address of this machine and a port nobody uses.`,
    ]);
  }
  const address = server.address();
  return `http://${host}:${typeof address === "object" && address !== null ? address.port : port}`;
}

const untilSignal = (): Promise<unknown> => Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
