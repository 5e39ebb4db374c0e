import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { gitEnvironment } from "./environment.ts";
import { RepositoryError } from "./error.ts";
import { endGit, GIT_MEMORY, isOutOfMemory, startGit } from "./start-git.ts";
import { checkRemote, type Remote, type Store } from "./store.ts";

export interface GitAnswer {
  readonly exitCode: number;
  readonly stdout: Buffer;
  /** Masked, printable, cut to what a person reads. */
  readonly stderr: string;
}

interface GitOptions {
  readonly input?: string | Uint8Array;
  /** Exit codes that are answers and not failures; 0 always is. */
  readonly allow?: readonly number[];
  readonly env?: Readonly<Record<string, string>>;
  /** Set for the commands that talk to a server. */
  readonly remote?: Remote;
  /** Lets git look for the repository around the folder, instead of taking the folder as it. */
  readonly discover?: boolean;
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
  /** Bytes of address space. */
  readonly memory?: number;
}

/** Runs one git command without a shell. Throws `RepositoryError` for any exit code that is neither 0 nor allowed. */
export async function runGit(
  store: Store,
  args: readonly string[],
  options: GitOptions = {},
): Promise<GitAnswer> {
  const { remote, allow = [] } = options;
  if (remote !== undefined) checkRemote(remote);
  const token = await remote?.token();
  const access = remote && { url: remote.url, token, allowFile: remote.allowFile ?? false };
  const place = options.discover ? {} : { GIT_DIR: store.directory };
  const env = { ...gitEnvironment(access), ...place, ...options.env };
  const answer = await collect(store, args, env, options);
  const stderr = showable(answer.stderr, token);
  if (answer.exitCode !== 0 && !allow.includes(answer.exitCode)) {
    throw fail(args, stderr, options, answer.exitCode);
  }
  return { ...answer, stderr };
}

/** The text a git command prints, without the last newline. */
export async function readGit(store: Store, args: readonly string[], options?: GitOptions): Promise<string> {
  return (await runGit(store, args, options)).stdout.toString("utf8").replace(/\n$/, "");
}

function collect(
  store: Store,
  args: readonly string[],
  env: Record<string, string>,
  options: GitOptions,
): Promise<{ exitCode: number; stdout: Buffer; stderr: string }> {
  const { input = "", timeoutMs = options.remote ? 60_000 : 30_000, maxBytes = 64 * 1024 * 1024 } = options;
  const { memory = GIT_MEMORY } = options;
  return new Promise((resolve, reject) => {
    const child = startGit(args, { cwd: store.directory, env, memory });
    const stop = (why: string) => {
      endGit(child);
      reject(fail(args, why, options));
    };
    const timer = setTimeout(() => stop(`no end after ${timeoutMs / 1000} s`), timeoutMs);
    child.on("error", (cause) => {
      clearTimeout(timer);
      reject(fail(args, `git cannot be started in ${store.directory}`, options, undefined, cause));
    });
    // A machine without a file to spare gives a child without pipes.
    if (child.pid === undefined) return;
    const { stdout, stderr } = gather(child, maxBytes, () => stop(`more than ${maxBytes} bytes of output`));
    child.on("close", (code) => {
      clearTimeout(timer);
      const said = stderr.join("");
      if (code !== 0 && isOutOfMemory(said))
        reject(fail(args, `more than ${memory} bytes of memory`, options, code ?? 128));
      else resolve({ exitCode: code ?? 128, stdout: Buffer.concat(stdout), stderr: said });
    });
    child.stdin.end(input);
  });
}

function gather(child: ChildProcessWithoutNullStreams, maxBytes: number, onTooMuch: () => void) {
  const stdout: Buffer[] = [];
  const stderr: string[] = [];
  let bytes = 0;
  child.stdout.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > maxBytes) onTooMuch();
    else stdout.push(chunk);
  });
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    if (stderr.length < 1000) stderr.push(chunk);
  });
  // A command may end before it has read its input; its exit code says what happened.
  child.stdin.on("error", () => {});
  return { stdout, stderr };
}

function fail(
  args: readonly string[],
  detail: string,
  { remote }: GitOptions,
  exitCode?: number,
  cause?: unknown,
): RepositoryError {
  const command = args.find((arg) => /^[a-z]/.test(arg)) ?? "";
  return new RepositoryError({
    command,
    ...(exitCode === undefined ? {} : { exitCode }),
    detail,
    retryable: remote !== undefined,
    cause,
  });
}

/** The server's text as people may see it: without token and control characters, and cut. */
function showable(stderr: string, token: string | undefined): string {
  const secrets =
    token === undefined || token === ""
      ? []
      : [token, Buffer.from(`x-access-token:${token}`).toString("base64"), encodeURIComponent(token)];
  const masked = secrets.reduce((text, secret) => text.replaceAll(secret, "***"), stderr);
  return masked
    .replace(/[^\n\P{C}]/gu, "?")
    .trim()
    .slice(0, 2000);
}
