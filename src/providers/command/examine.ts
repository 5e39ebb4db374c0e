import { constants, type Stats } from "node:fs";
import { access, realpath, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { type Finding, mistake } from "../../core/findings/finding.ts";
import type { Program } from "../adapter/program/run.ts";

/** Checks that the program can be started, and that nobody else may change it or the files that its arguments name. */
export async function examineProgram(provider: string, program: Program): Promise<Finding[]> {
  if (!(await isExecutable(program.path))) return [missing(provider, program.path)];
  const files = [program.path, ...program.arguments.filter((each) => each.startsWith("/"))];
  const paths = new Set((await Promise.all(files.map(listPath))).flat());
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

/** The file that a path leads to, and every folder above it. Nothing for an argument that is no file. */
async function listPath(path: string): Promise<string[]> {
  const file = await realpath(path).catch(() => undefined);
  if (file === undefined) return [];
  const paths = [file];
  for (let folder = dirname(file); folder !== paths.at(-1); folder = dirname(folder)) paths.push(folder);
  return paths;
}

async function judge(provider: string, path: string): Promise<Finding[]> {
  const stats = await stat(path);
  if (isForeign(stats)) return [writable(provider, path, "belongs to another account", `chown root ${path}`)];
  if (isOpen(stats)) return [writable(provider, path, "may be written by others", `chmod go-w ${path}`)];
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
