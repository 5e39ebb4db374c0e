import { spawn } from "node:child_process";

/** A bare repository as git commands see it; `env` adds to the environment, which is how a quarantine is looked into. */
export interface Store {
  readonly directory: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface GitAnswer {
  readonly exitCode: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

interface GitOptions {
  readonly input?: string | Buffer;
  /** Exit codes that are answers and not failures; 0 always is. */
  readonly allow?: readonly number[];
  readonly env?: Readonly<Record<string, string>>;
}

/** A git command that ended in a way its caller did not allow. */
export class GitError extends Error {
  readonly stderr: string;

  constructor(args: readonly string[], exitCode: number, stderr: string) {
    super(`git ${args[0]} ended with ${exitCode}: ${stderr.trim()}`);
    this.name = "GitError";
    this.stderr = stderr.trim();
  }
}

/** The environment of every git child: nothing of the person's or machine's configuration may change what the sandbox does. */
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

/** Runs one git command on a store; throws GitError on any exit code that is neither 0 nor allowed. */
export async function runGit(
  store: Store,
  args: readonly string[],
  options: GitOptions = {},
): Promise<GitAnswer> {
  const answer = await spawnGit(store, args, options);
  if (answer.exitCode === 0 || options.allow?.includes(answer.exitCode)) return answer;
  throw new GitError(args, answer.exitCode, answer.stderr);
}

/** The text a git command prints, without the last newline. */
export async function readGit(
  store: Store,
  args: readonly string[],
  options: GitOptions = {},
): Promise<string> {
  return (await runGit(store, args, options)).stdout.toString("utf8").replace(/\n$/, "");
}

function spawnGit(store: Store, args: readonly string[], options: GitOptions): Promise<GitAnswer> {
  const env = { ...gitEnvironment(), GIT_DIR: store.directory, ...store.env, ...options.env };
  const child = spawn("git", args, { env, cwd: store.directory, stdio: ["pipe", "pipe", "pipe"] });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
  // A command may end before it has read its input; its exit code says what happened.
  child.stdin.on("error", () => {});
  child.stdin.end(options.input ?? "");
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) =>
      resolve({
        exitCode: code ?? 128,
        stdout: Buffer.concat(stdout),
        stderr: Buffer.concat(stderr).toString("utf8"),
      }),
    );
  });
}
