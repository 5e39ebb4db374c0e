import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { gitEnvironment } from "./environment.ts";
import { RepositoryError } from "./error.ts";
import { endGit, startGit } from "./start-git.ts";
import type { Store } from "./store.ts";

/** Without a byte for so long, a child is taken to hang. */
const SILENT_MS = 30_000;

/** One piece of output, such as an object's contents, is at most this long. */
const MAX_PIECE = 64 * 1024 * 1024;

/** Reads as much as possible from the beginning of these bytes. */
export type Take = (bytes: Buffer) => {
  /** Bytes that were read and are not needed again. */
  readonly taken: number;
  /** Bytes of the next piece; `undefined` where its end is not known yet. */
  readonly next?: number | undefined;
};

/** A git child whose output is read as it comes, without a limit on all of it. */
export interface GitStream {
  /** Resolves once the child takes more. Rejects when it has failed. */
  write(input: string): Promise<void>;
  end(): void;
  pause(): void;
  resume(): void;
  /** Stops reading early. */
  stop(): void;
  /** Resolves once the child has ended well and all of its output was read; rejects otherwise. */
  readonly done: Promise<void>;
}

/** Starts a git command that talks to no server. An error that `take` throws ends the child and is the failure. */
export function streamGit({ directory }: Store, args: readonly string[], take: Take): GitStream {
  const env = { ...gitEnvironment(), GIT_DIR: directory };
  const child = startGit(args, { cwd: directory, env });
  let isPaused = false;
  const done = watch(child, args, take, () => isPaused);
  // Each of `write` and `done` tells a failure to its own caller.
  done.catch(() => undefined);
  return {
    write: (input) =>
      child.stdin.write(input)
        ? Promise.resolve()
        : Promise.race([new Promise<void>((resolve) => child.stdin.once("drain", resolve)), done]),
    end: () => void child.stdin.end(),
    pause() {
      isPaused = true;
      child.stdout.pause();
    },
    resume() {
      isPaused = false;
      child.stdout.resume();
    },
    stop: () => endGit(child),
    done,
  };
}

function watch(
  child: ChildProcessWithoutNullStreams,
  args: readonly string[],
  take: Take,
  isPaused: () => boolean,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown): void => {
      clearTimeout(timer);
      endGit(child);
      reject(error);
    };
    const silent = (): void => {
      if (isPaused()) timer.refresh();
      else fail(refuse(args, `no output for ${SILENT_MS / 1000} s`));
    };
    const timer = setTimeout(silent, SILENT_MS);
    child.on("error", (cause) => fail(refuse(args, "git cannot be started", { cause })));
    // A machine without a file to spare gives a child without pipes.
    if (child.pid === undefined) return;
    const unread = createUnread(take, args);
    const stderr: string[] = [];
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      if (stderr.length < 100) stderr.push(chunk);
    });
    child.stdin.on("error", () => {});
    child.stdout.on("data", (chunk: Buffer) => {
      timer.refresh();
      try {
        unread.add(chunk);
      } catch (error) {
        fail(error);
      }
    });
    child.on("close", (exitCode) => {
      clearTimeout(timer);
      const detail = stderr.join("").trim() || "the output ends in the middle";
      try {
        if (exitCode === 0 && unread.finish()) resolve();
        else reject(refuse(args, detail, { exitCode: exitCode ?? 128 }));
      } catch (error) {
        reject(error);
      }
    });
  });
}

/** Puts chunks together only when there is enough of them for the next piece. */
function createUnread(take: Take, args: readonly string[]) {
  let chunks: Buffer[] = [];
  let length = 0;
  let wanted = 1;
  const takeAll = (): void => {
    const bytes = Buffer.concat(chunks, length);
    const { taken, next } = take(bytes);
    const rest = bytes.subarray(taken);
    chunks = rest.length === 0 ? [] : [rest];
    length = rest.length;
    // If the end is unknown, wait for twice as much, so that the cost of joining stays in proportion.
    wanted = next ?? (length < 4096 ? length + 1 : length * 2);
    if (wanted > MAX_PIECE) throw refuse(args, `more than ${MAX_PIECE} bytes in one piece`);
  };
  return {
    add(chunk: Buffer): void {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= wanted) takeAll();
    },
    /** Was all of it read? */
    finish(): boolean {
      if (length > 0) takeAll();
      return length === 0;
    },
  };
}

function refuse(
  args: readonly string[],
  detail: string,
  more: { readonly exitCode?: number; readonly cause?: unknown } = {},
): RepositoryError {
  const command = args.find((arg) => /^[a-z]/u.test(arg)) ?? "";
  return new RepositoryError({ command, detail, retryable: false, ...more });
}
