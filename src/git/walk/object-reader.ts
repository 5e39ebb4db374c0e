import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { Socket } from "node:net";
import { gitEnvironment } from "../process/environment.ts";
import { hasId } from "../process/object-hash.ts";
import { endGit, startGit } from "../process/start-git.ts";
import type { Store } from "../process/store.ts";

interface GitObject {
  readonly type: string;
  readonly bytes: Buffer;
}

/** A larger object gets a process of its own: answers stay in memory, and everyone who can push decides how many there are. */
const MAX_BYTES = 64 * 1024;
const IDLE_MS = 2_000;
const ANSWER_MS = 30_000;

const readers = new Map<string, Reader>();

/**
 * A small object by its full id. One git process answers these questions about a store, and ends when there are none: starting git
 * takes longer than to answer. Verifies the hash itself. `undefined` for every other object, and for none: ask git, which says why.
 */
export async function readObject(store: Store, id: string): Promise<GitObject | undefined> {
  const facts = await readFacts(store, id);
  if (facts === undefined || facts.size > MAX_BYTES) return undefined;
  const answer = await readerOf(store).ask("contents", id);
  if (answer === undefined) return undefined;
  const { type, bytes } = answer;
  return hasId(id, type, bytes) ? { type, bytes } : undefined;
}

/** Its type and size; `undefined`: ask git. */
export async function readFacts(
  store: Store,
  id: string,
): Promise<{ readonly type: string; readonly size: number } | undefined> {
  return /^[0-9a-f]{40}$/u.test(id) ? readerOf(store).ask("info", id) : undefined;
}

const readerOf = ({ directory }: Store): Reader => readers.get(directory) ?? startReader(directory);

interface Answer extends GitObject {
  readonly size: number;
}

interface Question {
  readonly kind: "info" | "contents";
  readonly id: string;
  readonly resolve: (answer: Answer | undefined) => void;
}

interface Reader {
  ask(kind: Question["kind"], id: string): Promise<Answer | undefined>;
}

function startReader(directory: string): Reader {
  const env = { ...gitEnvironment(), GIT_DIR: directory };
  const child = startGit(["cat-file", "--batch-command"], { cwd: directory, env });
  const waiting: Question[] = [];
  let timer: NodeJS.Timeout | undefined;
  let over = child.pid === undefined;
  const end = () => {
    over = true;
    clearTimeout(timer);
    if (readers.get(directory) === reader) readers.delete(directory);
    endGit(child);
    for (const { resolve } of waiting.splice(0)) resolve(undefined);
  };
  const rest = () => {
    clearTimeout(timer);
    // An unused process does not keep the program alive.
    keepAlive(child, waiting.length > 0);
    timer = setTimeout(end, waiting.length > 0 ? ANSWER_MS : IDLE_MS).unref();
  };
  const reader: Reader = {
    ask: (kind, id) =>
      new Promise((resolve) => {
        if (over) return resolve(undefined);
        if (waiting.push({ kind, id, resolve }) === 1) rest();
        child.stdin.write(`${kind} ${id}\n`);
      }),
  };
  child.on("error", end);
  // A machine without a file to spare gives a child without pipes.
  if (over) return reader;
  let unread = Buffer.alloc(0);
  child.stdout.on("data", (chunk: Buffer) => {
    unread = Buffer.concat([unread, chunk]);
    for (let taken = takeAnswer(unread, waiting[0]); taken; taken = takeAnswer(unread, waiting[0])) {
      // An answer to another question: do not trust what follows.
      if (taken === "astray") return end();
      unread = unread.subarray(taken.length);
      waiting.shift()?.resolve(taken.answer);
    }
    rest();
  });
  child.stderr.resume();
  child.stdin.on("error", end);
  child.on("close", end);
  readers.set(directory, reader);
  return reader;
}

/** Undefined until all of it has come. */
function takeAnswer(
  unread: Buffer,
  question: Question | undefined,
): { readonly length: number; readonly answer: Answer | undefined } | "astray" | undefined {
  const newline = unread.indexOf(10);
  if (question === undefined || newline < 0) return undefined;
  const head = newline + 1;
  const [id, type = "", digits] = unread.toString("latin1", 0, newline).split(" ");
  if (id !== question.id) return "astray";
  // "ID missing"
  if (digits === undefined) return { length: head, answer: undefined };
  const size = Number(digits);
  if (question.kind === "info") return { length: head, answer: { type, size, bytes: Buffer.alloc(0) } };
  if (unread.length < head + size + 1) return undefined;
  return { length: head + size + 1, answer: { type, size, bytes: unread.subarray(head, head + size) } };
}

function keepAlive(child: ChildProcessWithoutNullStreams, needed: boolean): void {
  for (const part of [child, child.stdin, child.stdout, child.stderr]) {
    if (part !== child && !(part instanceof Socket)) continue;
    if (needed) part.ref();
    else part.unref();
  }
}
