import type { ServerConfig } from "../configuration/config.ts";
import { alertExposed } from "../configuration/exposed-files.ts";
import { variableKeys } from "../configuration/variables.ts";
import type { Finding } from "../core/findings/finding.ts";
import type { LedgerEntry } from "../core/ledger/ledger-entry.ts";
import type { Log } from "../core/ports/log.ts";
import { createInstallationMonitor } from "../service/installation-monitor.ts";
import { hearAlerts } from "../service/notices/alert-notices.ts";
import { openStateFolder } from "../service/state/state-folder.ts";
import { createWorker } from "../service/worker.ts";
import { wire } from "../wire.ts";
import { envOption, jsonOption } from "./input/options.ts";
import { openLog, readConfiguration } from "./input/server-configuration.ts";
import { complain, print, printJson } from "./output/terminal.ts";
import { defineCommand, type Values } from "./runner/command.ts";
import { chooseExitCode } from "./runner/exit-codes.ts";

const options = { env: envOption, json: jsonOption } as const;

export const command = defineCommand({
  description: `Does once what the app does all the time, and exits: ends access that is over, reviews and merges open pull requests, grants what was merged. For a scheduled job instead of a server. Access that begins or ends meanwhile waits for the next run.

Run it again soon: each grant is verified a second time a minute later. Never run two at once.`,
  options,
  configuration: variableKeys,
  examples: ["hallpass once --env hallpass.env", "hallpass once --env hallpass.env --json"],
  exitCodes: {
    0: "everything that is due was done",
    1: "nothing can be granted now, for the reasons printed",
    3: "something failed; the log on standard error says what, and the next run tries it again",
  },
  run: answer,
});

/** What one run did. */
interface Ran {
  /** Leases and ends that were recorded on the ledger, by the kind of the entry. */
  readonly recorded: Readonly<Record<string, number>>;
  /** Steps that failed. */
  readonly failures: number;
  /** The reasons to grant nothing. */
  readonly stops: readonly Finding[];
}

async function answer(values: Values<typeof options>): Promise<number> {
  const config = readConfiguration(values.env);
  const ran = await runOnce(config, openLog(config));
  if (values.json) printJson(ran);
  else print(toText(ran));
  for (const { code, message, fix } of ran.stops)
    complain(`Nothing is granted now: ${message} ${fix} (${code})\n`);
  return chooseExitCode(ran.stops.length > 0, ran.failures === 0);
}

async function runOnce(config: ServerConfig, plainLog: Log): Promise<Ran> {
  const alerts = hearAlerts(plainLog);
  const { log } = alerts;
  alertExposed(log, config.exposed ?? []);
  const folder = await openStateFolder(config.stateDir, log);
  try {
    const deps = await wire({ ...config, stateDir: folder.dir }, process.env, log);
    const monitor = createInstallationMonitor(deps);
    const stops = () => [...folder.stops, ...deps.disk.stops(), ...monitor.stops()];
    const entries: LedgerEntry[] = [];
    const worker = createWorker({ ...deps, stops, endsAs: "once" }, monitor, {
      alerts,
      onRound: (round) => entries.push(...round.entries),
    });
    const failures = await worker.runOnce();
    await worker.stop();
    for (const provider of deps.providers.values()) await provider.close();
    return { recorded: countKinds(entries), failures, stops: stops() };
  } finally {
    await folder.release();
  }
}

function countKinds(entries: readonly LedgerEntry[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind } of entries) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

function toText({ recorded, failures }: Ran): string {
  const { granted = 0, revoked = 0, refused = 0 } = recorded;
  const failed = failures === 0 ? "" : ` ${failures} steps failed: see the log.`;
  return `Granted ${granted}, revoked ${revoked}, refused ${refused}.${failed}\n`;
}
