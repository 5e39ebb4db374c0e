import { existsSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ProviderError } from "../adapter/error.ts";
import type { SshConfiguration } from "./configuration.ts";
import type { RunInTime } from "./run-program.ts";

/** There while the hosts may lack a change of the folder. */
export const unpublishedMark = ({ folder }: Pick<SshConfiguration, "folder">): string =>
  join(folder, ".unpublished");

/** Notes that the folder is about to change, so that the program `publish` runs again after a crash. */
export async function markUnpublished(configuration: SshConfiguration): Promise<void> {
  if (configuration.publish !== undefined) await writeFile(unpublishedMark(configuration), "");
}

/** Runs the program `publish`, where the folder changed since it last succeeded, in this share of the time left. Throws `ProviderError`. */
export async function publishChanges(
  configuration: SshConfiguration,
  run: RunInTime,
  share = 1,
): Promise<void> {
  const { publish } = configuration;
  if (publish === undefined || !existsSync(unpublishedMark(configuration))) return;
  await runOrThrow(configuration, (call) => run({ ...call, share }), publish, "");
  await rm(unpublishedMark(configuration), { force: true });
}

/** Runs the program `endSessions` with the serials on its standard input. It prints the number of sessions that it ended. */
export async function endSessions(
  configuration: SshConfiguration,
  run: RunInTime,
  serials: readonly string[],
): Promise<number> {
  if (configuration.endSessions === undefined || serials.length === 0) return 0;
  const lines = serials.map((serial) => `${serial}\n`).join("");
  const printed = (await runOrThrow(configuration, run, configuration.endSessions, lines)).trim();
  return /^\d{1,6}$/u.test(printed) ? Number(printed) : 0;
}

async function runOrThrow(
  { name, folder }: SshConfiguration,
  run: RunInTime,
  [program = "", ...args]: readonly string[],
  stdin: string,
): Promise<string> {
  const { exitCode, stdout, stderr } = await run({
    argv: [program, ...args],
    ...{ folder, stdin },
  });
  if (exitCode === 0) return stdout;
  const cause = new Error(`${program} ended with ${exitCode}: ${stderr.slice(0, 500)}`);
  throw new ProviderError(name, "UNREACHABLE", cause);
}
