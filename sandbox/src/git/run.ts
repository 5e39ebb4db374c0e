import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";

/** A bare repository for git commands. `env` adds to the environment, which gives access to a quarantine. */
export interface Store {
  readonly directory: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface GitAnswer {
  readonly exitCode: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** The limits of one git child. Pushed objects decide how much work a command is: a few trees can name 10⁹ files. */
export interface GitBounds {
  readonly outputBytes: number;
  /** The limit of address space, if the machine's shell supports it. */
  readonly memoryBytes: number;
  readonly milliseconds: number;
}

const mebibyte = 1024 * 1024;
const usualBounds: GitBounds = {
  outputBytes: 256 * mebibyte,
  memoryBytes: 512 * mebibyte,
  milliseconds: 60_000,
};

interface GitOptions {
  readonly input?: string | Buffer;
  /** Exit codes that count as answers, besides 0. */
  readonly allow?: readonly number[];
  readonly env?: Readonly<Record<string, string>>;
  readonly bounds?: Partial<GitBounds>;
  /** Stops the command after this many zero bytes of output, and returns the output so far. */
  readonly enoughRecords?: number;
}

/** A git command with an unexpected exit code. */
export class GitError extends Error {
  readonly stderr: string;

  constructor(args: readonly string[], exitCode: number, stderr: string) {
    super(`git ${args[0]} ended with ${exitCode}: ${stderr.trim()}`);
    this.name = "GitError";
    this.stderr = stderr.trim();
  }
}

/** A git command that was stopped at a limit. */
export class GitBoundError extends GitError {}

/** The environment of every git child, without any configuration of the person or the machine. */
function gitEnvironment(): Record<string, string> {
  return {
    PATH: process.env.PATH ?? "/usr/bin:/bin",
    HOME: "/nonexistent",
    LC_ALL: "C",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_TERMINAL_PROMPT: "0",
  };
}

/** Runs one git command on a store. Throws GitError for an exit code that is neither 0 nor allowed. */
export async function runGit(
  store: Store,
  args: readonly string[],
  options: GitOptions = {},
): Promise<GitAnswer> {
  const answer = await spawnGit(store, args, options);
  if (answer.exitCode === 0 || options.allow?.includes(answer.exitCode)) return answer;
  throw new GitError(args, answer.exitCode, answer.stderr);
}

/** The output of a git command, without the last newline. */
export async function readGit(
  store: Store,
  args: readonly string[],
  options: GitOptions = {},
): Promise<string> {
  return (await runGit(store, args, options)).stdout.toString("utf8").replace(/\n$/, "");
}

/** `exec` keeps the pid. A shell without `ulimit -v`, as on macOS, leaves memory to the other limits. */
const limitMemory = 'ulimit -v "$0" 2>/dev/null; exec git "$@"';

function spawnGit(store: Store, args: readonly string[], options: GitOptions): Promise<GitAnswer> {
  const { input = "", enoughRecords } = options;
  const bounds = { ...usualBounds, ...options.bounds };
  const env = { ...gitEnvironment(), GIT_DIR: store.directory, ...store.env, ...options.env };
  const kibibytes = String(Math.floor(bounds.memoryBytes / 1024));
  const child = spawn("/bin/sh", ["-c", limitMemory, kibibytes, ...args], {
    env,
    cwd: store.directory,
    stdio: ["pipe", "pipe", "pipe"],
    // A process group of its own, so that git's children end with it.
    detached: true,
  });
  // A command may exit before it has read its input. Its exit code tells the result.
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    let isEnough = false;
    const stop = (why: string) => {
      endGroup(child);
      reject(new GitBoundError(args, 128, why));
    };
    const timer = setTimeout(() => stop(`no end after ${bounds.milliseconds} ms`), bounds.milliseconds);
    const printed = gather(child, {
      outputBytes: bounds.outputBytes,
      records: enoughRecords ?? Number.POSITIVE_INFINITY,
      onTooMuch: () => stop(`more than ${bounds.outputBytes} bytes of output`),
      onEnough: () => {
        isEnough = true;
        endGroup(child);
      },
    });
    child.on("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.on("close", (code) => {
      clearTimeout(timer);
      const stderr = Buffer.concat(printed.stderr).toString("utf8");
      if (isOutOfMemory(code, stderr)) reject(new GitBoundError(args, code ?? 128, stderr));
      const exitCode = isEnough ? 0 : (code ?? 128);
      resolve({ exitCode, stdout: Buffer.concat(printed.stdout), stderr });
    });
  });
}

/** git reports it, or its allocator aborts. */
const isOutOfMemory = (code: number | null, stderr: string): boolean =>
  code !== 0 && /out of memory|malloc failed|mmap failed: Cannot allocate/i.test(stderr);

function endGroup({ pid }: ChildProcessWithoutNullStreams): void {
  try {
    if (pid !== undefined) process.kill(-pid, "SIGKILL");
  } catch {
    // It has already exited.
  }
}

interface Gathering {
  readonly outputBytes: number;
  readonly records: number;
  readonly onTooMuch: () => void;
  readonly onEnough: () => void;
}

function gather(child: ChildProcessWithoutNullStreams, gathering: Gathering) {
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  const counts = { bytes: 0, errorBytes: 0, records: 0 };
  child.stdout.on("data", (chunk: Buffer) => {
    if (counts.bytes > gathering.outputBytes || counts.records >= gathering.records) return;
    counts.bytes += chunk.length;
    if (counts.bytes > gathering.outputBytes) return gathering.onTooMuch();
    stdout.push(chunk);
    if (gathering.records === Number.POSITIVE_INFINITY) return;
    counts.records += countZeros(chunk);
    if (counts.records >= gathering.records) gathering.onEnough();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    counts.errorBytes += chunk.length;
    if (counts.errorBytes <= mebibyte) stderr.push(chunk);
  });
  return { stdout, stderr };
}

const countZeros = (chunk: Buffer): number =>
  chunk.reduce((count, byte) => (byte === 0 ? count + 1 : count), 0);
