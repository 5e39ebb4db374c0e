import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { packageRoot } from "../../demo/src/package-root.ts";
import { until } from "./until.ts";

/** A command of ours as a child process, as a person or a service manager runs it. */
export interface CommandProcess {
  readonly pid: number;
  /** Its lines of standard output and standard error. */
  readonly output: readonly string[];
  readonly errors: readonly string[];
  /** Waits for the first line of standard output; throws with what it complained about when it ends before. */
  firstLine(): Promise<string>;
  /** Ends it with a signal and resolves with its exit code, null when the signal killed it. */
  end(signal: "SIGKILL" | "SIGTERM"): Promise<number | null>;
  /** Resolves with the exit code once it has ended by itself. */
  exited: Promise<number | null>;
}

/** Runs `hallpass ARGS` of an installation, this one by default, with nothing of our environment but what finds programs. */
export function startCommand(
  args: readonly string[],
  env: Record<string, string> = {},
  installation = packageRoot,
): CommandProcess {
  const child = spawn(process.execPath, ["bin/hallpass.js", ...args], {
    cwd: installation,
    env: { PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${process.execPath} cannot be started.`);
  const [output, errors] = [collectLines(child.stdout), collectLines(child.stderr)];
  const exited = once(child, "exit").then(() => child.exitCode);
  const tail = (): string => errors.slice(-60).join("\n");
  return {
    pid,
    output,
    errors,
    exited,
    firstLine: async () => {
      const isOver = (): boolean => child.exitCode !== null || child.signalCode !== null;
      const line = `the first line of hallpass ${args.join(" ")}`;
      await until(line, async () => output.length > 0 || isOver(), Boolean, {
        deadlineMs: 60_000,
        story: tail,
      });
      const [first] = output;
      if (first === undefined) throw new Error(`hallpass ${args.join(" ")} ended: ${tail()}`);
      return first;
    },
    end: async (signal) => {
      endProcess(child, signal);
      return exited;
    },
  };
}

function endProcess(child: ChildProcess, signal: "SIGKILL" | "SIGTERM"): void {
  if (child.exitCode === null && child.signalCode === null) child.kill(signal);
}

function collectLines(stream: NodeJS.ReadableStream | null): string[] {
  const lines: string[] = [];
  if (stream !== null) createInterface({ input: stream }).on("line", (line) => lines.push(line));
  return lines;
}
