import { type Program, runProgram as runByGroup } from "../adapter/program/run.ts";

export interface ProgramCall {
  /** The program and its arguments. No shell reads them. */
  readonly argv: readonly [string, ...string[]];
  readonly folder: string;
  readonly stdin?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** The share of the time left that it may take. Default: all. */
  readonly share?: number;
}

export interface ProgramResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a program to its end, and that of what it started. Rejects where it cannot be started, is ended by a signal, or takes longer than so many
 * seconds: then nothing of it goes on, so that an old list is not sent after a newer one.
 */
export type RunProgram = (call: ProgramCall, deadlineSeconds: number) => Promise<ProgramResult>;

/** The same for programs of one call, which has a deadline for all of them. */
export type RunInTime = (call: ProgramCall) => Promise<ProgramResult>;

/** Gives each program the time that is left, and starts none after it. */
export const runUntil =
  (run: RunProgram, secondsLeft: () => number): RunInTime =>
  async (call) =>
    run(call, secondsLeft() * (call.share ?? 1));

/** The program did not end before its deadline. */
export class ProgramTimeout extends Error {
  override readonly name = "ProgramTimeout";
}

const MEGABYTE = 1024 * 1024;

export const runProgram: RunProgram = async (
  { argv: [path, ...words], folder, stdin = "", environment = {} },
  deadlineSeconds,
) => {
  // ssh-keygen reads dates in the time zone of its environment.
  const { PATH = "" } = process.env;
  const program: Program = {
    ...{ path, arguments: words, folder, maxOutput: 16 * MEGABYTE, leftovers: "awaited" },
    environment: { PATH, LC_ALL: "C", TZ: "UTC", ...environment },
  };
  const run = await runByGroup(program, stdin, deadlineSeconds);
  if (run.outcome === "exited")
    return { exitCode: run.status, stdout: run.output.toString(), stderr: run.said };
  if (run.outcome === "too slow") throw new ProgramTimeout(path);
  throw new Error(`${path}: ${run.outcome}. ${run.said}`);
};
