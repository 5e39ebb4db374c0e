import { execFile } from "node:child_process";

export interface ProgramCall {
  /** The program and its arguments. No shell reads them. */
  readonly argv: readonly [string, ...string[]];
  readonly folder: string;
  readonly stdin?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

export interface ProgramResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end. Rejects where it cannot be started, is ended by a signal, or takes longer than so many seconds. */
export type RunProgram = (call: ProgramCall, deadlineSeconds: number) => Promise<ProgramResult>;

/** The same for programs of one call, which has a deadline for all of them. */
export type RunInTime = (call: ProgramCall) => Promise<ProgramResult>;

/** Gives each program the time that is left, and starts none after it. */
export function runUntil(run: RunProgram, end: number): RunInTime {
  return async (call) => {
    const left = (end - performance.now()) / 1000;
    if (left <= 0) throw new ProgramTimeout(`${call.argv[0]} was not started in time.`);
    return run(call, left);
  };
}

/** The program did not end before its deadline. */
export class ProgramTimeout extends Error {
  override readonly name = "ProgramTimeout";
}

const MEGABYTE = 1024 * 1024;

export const runProgram: RunProgram = ({ argv, folder, stdin = "", environment = {} }, deadlineSeconds) =>
  new Promise((resolve, reject) => {
    const [program, ...args] = argv;
    const options = {
      cwd: folder,
      // ssh-keygen reads dates in the time zone of its environment.
      env: { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC", ...environment },
      timeout: Math.ceil(deadlineSeconds * 1000),
      killSignal: "SIGKILL",
      maxBuffer: 16 * MEGABYTE,
    } as const;
    const child = execFile(program, args, options, (error, stdout, stderr) => {
      if (error === null || typeof error.code === "number")
        resolve({ exitCode: child.exitCode ?? 1, stdout, stderr });
      else reject(error.killed ? new ProgramTimeout(program, { cause: error }) : error);
    });
    // A program that reads nothing may have ended already.
    child.stdin?.on("error", () => {});
    child.stdin?.end(stdin);
  });
