import { once } from "node:events";
import type { Server } from "node:http";
import { join } from "node:path";
import type { ServerConfig } from "../configuration/config.ts";
import { renderEnvSample } from "../configuration/describe-variables.ts";
import { alertExposed } from "../configuration/exposed-files.ts";
import { ConfigError } from "../configuration/read-variables.ts";
import { variableKeys } from "../configuration/variables.ts";
import type { Log } from "../core/ports/log.ts";
import { createApplicationRequests, type LastRound } from "../operations/opening/application-requests.ts";
import { parseAuthzen } from "../service/authzen/contract/configuration.ts";
import { createDecisionPoint, type DecisionPoint } from "../service/authzen/decision-point.ts";
import { type AskingOptions, listenForAuthzen } from "../service/authzen/listen.ts";
import { createDeploymentService } from "../service/deployment-guard.ts";
import { createHttpServer } from "../service/http/server.ts";
import { createInstallationMonitor } from "../service/installation-monitor.ts";
import type { Meter } from "../service/metrics/meter.ts";
import { hearAlerts } from "../service/notices/alert-notices.ts";
import { openStateFolder } from "../service/state/state-folder.ts";
import type { Telemetry } from "../service/telemetry/telemetry.ts";
import { createWorker } from "../service/worker.ts";
import { wire } from "../wire.ts";
import { envOption } from "./input/options.ts";
import { openLog, readConfiguration } from "./input/server-configuration.ts";
import { untilSignal } from "./input/until-signal.ts";
import { print, printJson } from "./output/terminal.ts";
import { defineCommand, type Values } from "./runner/command.ts";
import { exitCode } from "./runner/exit-codes.ts";

const options = {
  env: envOption,
  json: { type: "boolean", meaning: "print one JSON line when ready: { pid, url, authzenUrl, metricsUrl }" },
  "print-env": { type: "boolean", meaning: "print a commented sample of the configuration's file, and stop" },
} as const;

export const command = defineCommand({
  description: "Runs the app: reviews pull requests, grants approved access, and ends expired access.",
  options,
  configuration: variableKeys,
  examples: ["hallpass serve --print-env > hallpass.env", "hallpass serve --env hallpass.env"],
  exitCodes: { 0: "stopped by a signal", 3: "it failed" },
  run: answer,
});

async function answer(values: Values<typeof options>): Promise<number> {
  if (!values["print-env"]) return serve(readConfiguration(values.env), values.json ?? false);
  print(renderEnvSample());
  return exitCode.well;
}

async function serve(config: ServerConfig, json: boolean): Promise<number> {
  const { webhookSecret } = config;
  if (webhookSecret === undefined) throw new ConfigError([NOTHING_TO_HEAR]);
  const plainLog = openLog(config);
  const metrics = await openMetrics(config, plainLog);
  const alerts = hearAlerts(metrics?.meter.countAlerts(plainLog) ?? plainLog);
  const { log } = alerts;
  alertExposed(log, config.exposed ?? []);
  const folder = await openStateFolder(config.stateDir, log);
  const deps = await wire({ ...config, stateDir: folder.dir }, process.env, log, metrics?.instruments);
  const monitor = createInstallationMonitor(deps, () => worker.reconsiderSoon());
  const stops = () => [...folder.stops, ...deps.disk.stops(), ...monitor.stops()];
  const point = createDecisionPoint(deps.now);
  let latest: LastRound | undefined;
  const worker = createWorker({ ...deps, stops, endsAs: "server" }, monitor, {
    alerts,
    hear(state, isTrusted) {
      point.hear(state, isTrusted);
      metrics?.meter.hearState(state);
    },
    onRound(round) {
      latest = round;
      authzen?.callBackSoon();
      metrics?.meter.hearEntries(round.entries);
    },
    ...(metrics && { measureStep: metrics.instruments.measureStep }),
  });
  metrics?.meter.watch({
    listStops: () => stops().map(({ code }) => code),
    countWaiting: deps.rechecks.countWaiting,
    now: deps.now,
  });
  deps.onClockStep(() => {
    worker.turnSoon();
    // The hourly check would be too late for a clock that went wrong, or is right again.
    monitor.attestSoon();
  });
  // Before anything listens: a mistake in it ends the program.
  let ready = false;
  const read: DecisionPoint["read"] = (at) => (ready ? point.read(at) : undefined);
  const { asking } = deps;
  const requests = asking && createApplicationRequests({ ...deps, asking }, () => latest);
  const authzen = await openAuthzen(
    config,
    deps,
    { read },
    requests && { requests, callbacksFile: join(folder.dir, "callbacks.json"), log },
  );
  const { deployments } = deps;
  const guard = deployments && createDeploymentService({ ...deps, guard: deployments.guard });
  const server = await createHttpServer({ ...config, webhookSecret }, worker, () => ready, {
    log,
    onDelivery: metrics?.meter.hearDelivery,
    deployments: deployments && guard && { secret: deployments.webhookSecret, sink: guard },
  });
  const url = await listen(server, config).catch((error: unknown) => {
    authzen?.close();
    metrics?.close();
    throw error;
  });
  const stopped = untilSignal();
  const started = worker.start().then(() => {
    ready = true;
    // A round has read the ledger by now.
    guard?.start();
    const addresses = {
      url,
      ...(authzen && { authzenUrl: authzen.url }),
      ...(metrics?.url !== undefined && { metricsUrl: metrics.url }),
    };
    log.info({ step: "serve", pid: process.pid, ...addresses }, "ready");
    if (json) printJson({ pid: process.pid, ...addresses });
  });
  await Promise.race([stopped, started]);
  await stopped;
  server.close();
  server.closeAllConnections();
  authzen?.close();
  metrics?.close();
  await Promise.all([worker.stop(), guard?.stop()]);
  await metrics?.telemetry?.stop();
  for (const provider of deps.providers.values()) await provider.close();
  await folder.release();
  return exitCode.well;
}

const NOTHING_TO_HEAR =
  "HALLPASS_WEBHOOK is none, and the server needs GitHub's events. Leave it out and set WEBHOOK_SECRET, or run hallpass once as a scheduled job.";

/** Loaded where it is wanted: without metrics and traces nothing is counted. */
async function openMetrics({ metrics, telemetry: sent }: ServerConfig, log: Log) {
  if (metrics === undefined && sent === undefined) return undefined;
  const { createMeter } = await import("../service/metrics/meter.ts");
  const meter = createMeter();
  const telemetry = sent && (await openTelemetry(meter, sent, log));
  const listening = metrics && (await listenForMetrics(metrics, meter));
  return {
    meter,
    instruments: telemetry ?? meter,
    ...(telemetry && { telemetry }),
    ...(listening && { url: listening.url }),
    close: () => listening?.close(),
  };
}

async function openTelemetry(
  meter: Meter,
  { url, headers, service }: NonNullable<ServerConfig["telemetry"]>,
  log: Log,
): Promise<Telemetry | undefined> {
  const [{ createTelemetry }, { readReceiver }] = await Promise.all([
    import("../service/telemetry/telemetry.ts"),
    import("../service/telemetry/receiver.ts"),
  ]);
  const receiver = readReceiver(url, headers);
  if ("mistake" in receiver) {
    log.warn({ step: "telemetry" }, receiver.mistake);
    return undefined;
  }
  const clock = () => performance.timeOrigin + performance.now();
  const telemetry = createTelemetry(meter, { ...receiver, service, log, clock });
  telemetry.start();
  return telemetry;
}

async function listenForMetrics(address: NonNullable<ServerConfig["metrics"]>, meter: Meter) {
  const { listenForMetrics: listen } = await import("../service/metrics/listen.ts");
  try {
    return await listen(address, meter);
  } catch (error) {
    const { host, port } = address;
    throw new ConfigError([
      `HALLPASS_METRICS is "${host}:${port}", where nothing can listen: ${error instanceof Error ? error.message : String(error)}. Set it to an address of this machine and a free port.`,
    ]);
  }
}

async function openAuthzen(
  { authzen }: ServerConfig,
  { providers, now }: Pick<Awaited<ReturnType<typeof wire>>, "providers" | "now">,
  point: Pick<DecisionPoint, "read">,
  options: AskingOptions | undefined,
): Promise<Awaited<ReturnType<typeof listenForAuthzen>> | undefined> {
  if (authzen === undefined) return undefined;
  try {
    const configuration = parseAuthzen(authzen, [...providers.keys()]);
    return await listenForAuthzen(configuration, process.env, point, now, options);
  } catch (error) {
    throw new ConfigError([error instanceof Error ? error.message : String(error)]);
  }
}

async function listen(server: Server, { host, port }: ServerConfig): Promise<string> {
  server.listen(port, host);
  try {
    await once(server, "listening");
  } catch (error) {
    throw new ConfigError([
      `HOST and PORT are "${host}" and ${port}, where nothing can listen: ${error instanceof Error ? error.message : String(error)}. Set them to an address of this machine and a free port.`,
    ]);
  }
  const address = server.address();
  return `http://${host}:${typeof address === "object" && address !== null ? address.port : port}`;
}
