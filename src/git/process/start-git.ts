import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";

const MEBIBYTE = 1024 * 1024;

/** Address space of one git child. A few pushed trees can name 10⁹ files, and git keeps all of them in memory. */
export const GIT_MEMORY = 1024 * MEBIBYTE;

const GRACE_MS = 5_000;

interface Place {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Bytes of address space. */
  readonly memory?: number;
}

/** `exec` keeps the pid. A shell without `ulimit -v`, as on macOS, leaves memory to the bounds of output and time. */
const LIMITED = 'ulimit -v "$0" 2>/dev/null; exec git "$@"';

/** Starts git, without a terminal, in a process group of its own, and with bounded memory. */
export function startGit(
  args: readonly string[],
  { cwd, env, memory = GIT_MEMORY }: Place,
): ChildProcessWithoutNullStreams {
  const kibibytes = String(Math.floor(memory / 1024));
  return spawn("/bin/sh", ["-c", LIMITED, kibibytes, ...args], { cwd, env, detached: true });
}

/** Ends git and the children it started: by SIGTERM, so that it removes its lock files, and after five seconds by SIGKILL. */
export function endGit(child: ChildProcessWithoutNullStreams): void {
  signalGroup(child, "SIGTERM");
  const timer = setTimeout(() => signalGroup(child, "SIGKILL"), GRACE_MS).unref();
  child.once("close", () => clearTimeout(timer));
}

function signalGroup({ pid, exitCode, signalCode }: ChildProcessWithoutNullStreams, signal: NodeJS.Signals) {
  if (pid === undefined || exitCode !== null || signalCode !== null) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended by itself.
  }
}

/** git says so itself, or its allocator does. */
export const isOutOfMemory = (stderr: string): boolean =>
  /out of memory|malloc failed|mmap failed: Cannot allocate/iu.test(stderr);
