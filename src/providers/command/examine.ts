import { constants, type Stats } from "node:fs";
import { access, lstat, readlink, realpath, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { type Finding, mistake } from "../../core/findings/finding.ts";
import type { Program } from "../adapter/program/run.ts";

/** Checks that the program can be started, and that nobody else may change it or the files that its arguments name. */
export async function examineProgram(provider: string, program: Program): Promise<Finding[]> {
  if (!(await isExecutable(program.path))) return [missing(provider, program.path)];
  const files = [program.path, ...program.arguments.filter((each) => each.startsWith("/"))];
  const paths = new Set<string>();
  for (const file of files) {
    // An argument may be no file.
    const real = await realpath(file).catch(() => undefined);
    for (const path of real === undefined ? [] : [resolve(file), real]) await collectSteps(path, paths);
  }
  const findings = await Promise.all([...paths].map((path) => judge(provider, path)));
  return findings.flat();
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

/** Collects every step on the way to a file: it, the folders above it, and the same of each link among them. Whoever may change one decides what runs. */
async function collectSteps(path: string, steps: Set<string>): Promise<void> {
  if (steps.has(path)) return;
  steps.add(path);
  const folder = dirname(path);
  await collectSteps(folder, steps);
  const target = await readlink(path).catch(() => undefined);
  if (target !== undefined) await collectSteps(resolve(folder, target), steps);
}

async function judge(provider: string, path: string): Promise<Finding[]> {
  const stats = await lstat(path);
  if (isForeign(stats))
    return [writable(provider, path, "belongs to another account", `chown -h root ${path}`)];
  // Anybody may "write" a link: its folder and its owner count.
  if (!stats.isSymbolicLink() && isOpen(stats))
    return [writable(provider, path, "may be written by others", `chmod go-w ${path}`)];
  return [];
}

const isForeign = ({ uid }: Stats): boolean => uid !== 0 && uid !== process.getuid?.();

/** In a folder with the sticky bit, nobody replaces what belongs to somebody else. */
const isOpen = (stats: Stats): boolean =>
  (stats.mode & 0o022) !== 0 && !(stats.isDirectory() && (stats.mode & 0o1000) !== 0);

const missing = (provider: string, path: string): Finding =>
  mistake(
    "COMMAND_MISSING",
    `The command of provider "${provider}" cannot be started: ${path} is no file that Hallpass may execute.`,
    "Install it, or correct `program` in HALLPASS_PROVIDERS.",
  );

const writable = (provider: string, path: string, how: string, command: string): Finding =>
  mistake(
    "COMMAND_WRITABLE",
    `${path}, which the command of provider "${provider}" runs from, ${how}.`,
    `Run \`${command}\`.`,
  );
