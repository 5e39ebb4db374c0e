import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { basename } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

const TAIL_LINES = 200;
const STOP_MS = 15_000;
const RUN_MS = 30_000;
const SAID_CHARACTERS = 2_000;

const runFile = promisify(execFile);

export interface Server {
  /** The line of JSON that it prints when it is ready. */
  readonly ready: unknown;
  /** The last lines of its log, oldest first. */
  log(): readonly string[];
}

/** The child processes of one demo. */
export interface Processes {
  /** Starts a server. Throws if it exits before it is ready. */
  start(name: string, args: readonly string[], env: Record<string, string>): Promise<Server>;
  /** Runs a program to its end and returns its output. Throws with its error message if it fails. */
  run(file: string, args: readonly string[], options: RunOptions): Promise<string>;
  /** Stops all children, newest first, and waits for their end. */
  stop(): Promise<void>;
}

export interface RunOptions {
  readonly cwd: string;
  readonly env: Record<string, string>;
}

/** Calls `lose` if a server exits before `stop`. */
export function createProcesses(signal: AbortSignal, lose: (error: Error) => void): Processes {
  const running: ChildProcess[] = [];
  let stopping = false;
  return {
    async start(name, args, env) {
      signal.throwIfAborted();
      const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "pipe"] });
      running.push(child);
      const log = keepTail(child);
      const ended = once(child, "exit").then(([code]) => {
        const error = new Error(`The ${name} ended with code ${code}. Its last lines:\n${log().join("\n")}`);
        if (!stopping) lose(error);
        throw error;
      });
      // Awaited below only until the server is ready.
      ended.catch(() => {});
      const ready: unknown = JSON.parse(await Promise.race([readLine(child), ended, failWith(signal)]));
      // Its log says more, once it has ended.
      if (isFailure(ready)) await ended;
      return { ready, log };
    },
    async run(file, args, { cwd, env }) {
      try {
        const { stdout } = await runFile(file, args, { cwd, env, signal, timeout: RUN_MS });
        return stdout.trimEnd();
      } catch (error) {
        throw explainFailure(file, error);
      }
    },
    async stop() {
      stopping = true;
      for (const child of running.toReversed()) await stopChild(child);
    },
  };
}

/** With --json a command prints an error in place of the line that it is ready. */
const isFailure = (line: unknown): boolean => typeof line === "object" && line !== null && "error" in line;

/** Reads a log all the time, because a full pipe would block its writer, and keeps only its end. */
function keepTail(child: ChildProcess): () => readonly string[] {
  const lines: string[] = [];
  if (child.stderr !== null)
    createInterface({ input: child.stderr }).on("line", (line) => {
      lines.push(line.slice(0, 2_000));
      if (lines.length > TAIL_LINES) lines.shift();
    });
  return () => lines;
}

function readLine({ stdout }: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    if (stdout !== null) createInterface({ input: stdout }).on("line", resolve);
  });
}

const failWith = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  // A child that ignores SIGTERM must not survive the demo.
  const force = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
  await ended;
  clearTimeout(force);
}

/** The output of a failed program, from both streams: the Action writes its errors to standard output. */
function explainFailure(file: string, error: unknown): Error {
  const said = [readStream(error, "stdout"), readStream(error, "stderr")].filter((text) => text !== "");
  const message = error instanceof Error ? error.message : String(error);
  return new Error(`${basename(file)} failed. ${[message, ...said].join("\n").slice(-SAID_CHARACTERS)}`, {
    cause: error,
  });
}

const readStream = (error: unknown, name: "stdout" | "stderr"): string =>
  typeof error === "object" && error !== null
    ? String(Object.entries(error).find(([key]) => key === name)?.[1] ?? "").trim()
    : "";
