import { type Stats, statSync } from "node:fs";
import { raiseAlert } from "../core/ports/alert.ts";
import type { Log } from "../core/ports/log.ts";

/** A file or folder of the server that other accounts of the machine may read or change. */
export interface Exposed {
  readonly path: string;
  /** The rights that other accounts have to it, in words. */
  readonly how: string;
  readonly fix: string;
}

/** Finds an `--env` file that other accounts may read or change: it holds keys. Its group may read it. */
export const findExposedFile = (path: string): Exposed[] =>
  judge(path, `chmod 600 ${path}`, ({ mode }) => [
    ...((mode & 0o004) !== 0 ? ["every account may read it"] : []),
    ...describeWriters(mode),
  ]);

/** Finds a state folder that other accounts may change: it holds the journal and the clone. Follows a link. */
export const findExposedFolder = (path: string): Exposed[] =>
  judge(path, `chmod 700 ${path}`, ({ mode }) => describeWriters(mode));

const describeWriters = (mode: number): string[] =>
  (mode & 0o002) !== 0
    ? ["every account may change it"]
    : (mode & 0o020) !== 0
      ? ["its group may change it"]
      : [];

/** Alerts the operator: files that others wrote could decide about access. */
export function alertExposed(log: Log, exposed: readonly Exposed[]): void {
  for (const { path, how, fix } of exposed)
    raiseAlert(
      log,
      "FILES_EXPOSED",
      { step: "files", path },
      `${path} is not safe from other accounts of this machine: ${how}. ${fix}`,
    );
}

function judge(path: string, fix: string, describe: (stats: Stats) => readonly string[]): Exposed[] {
  const stats = readStats(path);
  const self = process.getuid?.();
  // Windows has no file modes.
  if (stats === undefined || self === undefined) return [];
  const isForeign = stats.uid !== self && stats.uid !== 0;
  const how = [...describe(stats), ...(isForeign ? [`it belongs to account ${stats.uid}`] : [])];
  if (how.length === 0) return [];
  const steps = isForeign ? `chown ${self} ${path} && ${fix}` : fix;
  return [{ path, how: how.join(", and "), fix: `Run: ${steps}` }];
}

/** `undefined` if the path cannot be read; opening it reports the reason. */
function readStats(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
