import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { killGroup, stopGroup } from "./process-group.ts";

/** A program of this machine, as the server's configuration names it. */
export interface Program {
  readonly path: string;
  readonly arguments: readonly string[];
  /** The whole environment: nothing of Hallpass's own is in it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Where it starts. Default `/`. */
  readonly folder?: string;
  /** The most bytes on its stdout. Default a megabyte. */
  readonly maxOutput?: number;
  /** What it leaves running after its end: killed at once, or waited for until the deadline while it holds stdout. Default `killed`. */
  readonly leftovers?: "killed" | "awaited";
}

/** How a run ended, and the beginning of what the program said on stderr. */
export type Run =
  | { readonly outcome: "exited"; readonly status: number; readonly output: Buffer; readonly said: string }
  | { readonly outcome: "killed" | "too much output" | "too slow"; readonly said: string }
  | { readonly outcome: "not started"; readonly said: string };

const MAX_OUTPUT = 1024 * 1024;

/** Enough to see what went wrong. */
const MAX_SAID = 8 * 1024;

/**
 * Runs a program with this text on its stdin, without a shell, in a process group of its own. After its end (or that of its leftovers), its
 * deadline or too much output, every process that is left in the group is killed.
 */
export async function runProgram(program: Program, input: string, deadlineSeconds: number): Promise<Run> {
  const { path, arguments: words, environment: env, folder: cwd = "/" } = program;
  try {
    const child = spawn(path, words, { shell: false, cwd, env, detached: true, stdio: "pipe" });
    return await watch(child, program, input, deadlineSeconds);
  } catch (error) {
    return { outcome: "not started", said: String(error) };
  }
}

/** Rejects when the program cannot be started. */
function watch(
  child: ChildProcessWithoutNullStreams,
  { maxOutput = MAX_OUTPUT, leftovers = "killed" }: Program,
  input: string,
  deadlineSeconds: number,
): Promise<Run> {
  const output = collect(child.stdout, maxOutput);
  const complaint = collect(child.stderr, MAX_SAID);
  return new Promise((resolve, reject) => {
    const said = () => complaint.read().toString("utf8");
    let isGivenUp = false;
    const giveUp = (outcome: "too much output" | "too slow"): void => {
      if (isGivenUp) return;
      isGivenUp = true;
      clearTimeout(timer);
      stopGroup(child, leftovers);
      resolve({ outcome, said: said() });
    };
    const timer = setTimeout(() => giveUp("too slow"), deadlineSeconds * 1000);
    child.on("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    // Others in the group may hold stdout open: the answer is whole once the program has ended and nobody can write any more.
    child.on("exit", () => {
      if (leftovers === "killed" || isGivenUp) killGroup(child, "SIGKILL");
    });
    child.on("close", (status) => {
      clearTimeout(timer);
      if (status === null) resolve({ outcome: "killed", said: said() });
      else resolve({ outcome: "exited", status, output: output.read(), said: said() });
    });
    child.stdout.on("data", () => {
      if (output.isOver()) giveUp("too much output");
    });
    // A program may end without reading.
    child.stdin.on("error", () => {});
    child.stdin.end(input);
  });
}

/** Keeps the beginning of a stream and reads on, so that a talkative program does not stop. */
function collect(stream: Readable, limit: number) {
  const chunks: Buffer[] = [];
  let bytes = 0;
  stream.on("data", (chunk: Buffer) => {
    if (bytes < limit) chunks.push(chunk.subarray(0, limit - bytes));
    bytes += chunk.length;
  });
  // What is missing then shows in the answer, which is cut.
  stream.on("error", () => {});
  return { read: () => Buffer.concat(chunks), isOver: () => bytes > limit };
}
