import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { packageRoot } from "../../../demo/src/package-root.ts";

const execute = promisify(execFile);

/** A terminal in a clone of this repository, and a page of the documentation whose commands are typed there. */
export interface Page {
  /** The folder that stands for the clone. */
  readonly clone: string;
  /** The block of shell that contains the mark; throws when the page has none. `place`: which of several, from 0. */
  find(mark: string, place?: number): string;
  /** Runs a block to its end, after the one that names things, and answers its standard output. Throws when a command fails. */
  type(block: string): Promise<string>;
  /** Starts a block that goes on running. `first`: there is nothing to name yet. */
  start(block: string, first?: "first"): Running;
  stop(): Promise<void>;
}

export interface Running {
  /** Its lines of standard output and of standard error so far. */
  readonly output: readonly string[];
  readonly errors: readonly string[];
  readonly exited: Promise<number | null>;
  /** Ctrl-C. */
  interrupt(): Promise<number | null>;
}

interface Opening {
  /** From the root of the repository. */
  readonly file: string;
  /** The heading of the only part that counts; the whole page by default. */
  readonly part?: string;
  /** The folder below the clone in which the terminal is; the clone itself by default. */
  readonly folder?: string;
  /** The mark of the block that every terminal begins with. */
  readonly names: string;
  /** A folder of programs that are used where the machine has none. */
  readonly programs?: string;
}

export async function openPage({ file, part, folder = ".", names, programs = "" }: Opening): Promise<Page> {
  const clone = await linkClone();
  const place = join(clone, folder);
  await mkdir(place, { recursive: true });
  const blocks = await readBlocks(file, part);
  const find = (mark: string, nth = 0): string => {
    const found = blocks.filter((text) => text.includes(mark))[nth];
    if (found === undefined) throw new Error(`${file} has no block ${nth} with ${mark}.`);
    return found;
  };
  const { PATH = "", LANG = "" } = process.env;
  const env = { PATH: `${PATH}:${programs}`, LANG, HOME: clone, GIT_CONFIG_NOSYSTEM: "1" };
  const write = (block: string, first?: "first"): string =>
    ["set -e", first === undefined && !block.includes(names) ? find(names) : "", block]
      .join("\n")
      .replaceAll("npx hallpass", `node ${join(clone, "bin/hallpass.js")}`);
  return {
    clone,
    find,
    type: async (block) => (await execute("bash", ["-c", write(block)], { cwd: place, env })).stdout,
    start: (block, first) => run(write(block, first), place, env),
    stop: () => rm(clone, { recursive: true, force: true, maxRetries: 10 }),
  };
}

/** A folder that is a clone of this repository for what a page does in one. */
async function linkClone(): Promise<string> {
  const clone = await mkdtemp(join(tmpdir(), "hallpass-page-"));
  for (const name of ["node_modules", "action", "bin", "demo", "dist", "package.json", "sandbox"])
    await symlink(join(packageRoot, name), join(clone, name));
  return clone;
}

async function readBlocks(file: string, part: string | undefined): Promise<string[]> {
  const page = await readFile(join(packageRoot, file), "utf8");
  const text = part === undefined ? page : page.split(/^## /mu).find((each) => each.startsWith(part));
  return [...(text ?? "").matchAll(/^ *```sh\n(?<text>.*?)^ *```/gmsu)].map(
    ({ groups }) => groups?.text ?? "",
  );
}

/** As a terminal does it: Ctrl-C reaches the shell and what it started. */
function run(script: string, cwd: string, env: Record<string, string>): Running {
  const child = spawn("bash", ["-c", script], {
    cwd,
    env,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const { pid } = child;
  if (pid === undefined) throw new Error("bash cannot be started.");
  const exited = once(child, "close").then(() => child.exitCode);
  return {
    output: collectLines(child.stdout),
    errors: collectLines(child.stderr),
    exited,
    interrupt: async () => {
      if (child.exitCode === null && child.signalCode === null) process.kill(-pid, "SIGINT");
      return exited;
    },
  };
}

function collectLines(stream: NodeJS.ReadableStream): string[] {
  const lines: string[] = [];
  createInterface({ input: stream }).on("line", (line) => lines.push(line));
  return lines;
}
