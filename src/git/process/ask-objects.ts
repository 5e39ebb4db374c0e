import { RepositoryError } from "./error.ts";
import { requireId } from "./object-hash.ts";
import type { Store } from "./store.ts";
import { streamGit } from "./stream.ts";

type Kind = "blob" | "commit";

/** What was asked for, and its bytes; undefined: the clone has no object of this name. */
export type Answered<Wanted> = readonly [wanted: Wanted, bytes: Buffer | undefined];

interface Question {
  readonly names: readonly string[];
  readonly found: (Buffer | undefined)[];
  readonly resolve: (found: readonly (Buffer | undefined)[]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Objects of one type by their names, which are an id or `ID:PATH` (gitrevisions(7)), batch by batch and in the order asked for, by one
 * process. While the reader looks at a batch, git reads the next. Throws `RepositoryError` for an object that is damaged or of another type.
 */
export async function* askObjects<Wanted>(
  store: Store,
  type: Kind,
  batches: AsyncIterable<readonly Wanted[]>,
  nameOf: (wanted: Wanted) => string,
): AsyncGenerator<readonly Answered<Wanted>[], undefined> {
  const asker = startAsker(store, type);
  let ahead: Promise<readonly Answered<Wanted>[]> | undefined;
  try {
    for await (const batch of batches) {
      const ready = ahead;
      ahead = asker
        .ask(batch.map(nameOf))
        .then((found) => batch.map((wanted, index) => [wanted, found[index]]));
      // It is told to the reader when its turn has come.
      ahead.catch(() => undefined);
      if (ready !== undefined) yield await ready;
    }
    if (ahead !== undefined) yield await ahead;
  } finally {
    asker.stop();
  }
}

function startAsker(store: Store, type: Kind) {
  const questions: Question[] = [];
  const child = streamGit(store, ["cat-file", "--batch-command", "--buffer"], (bytes) => {
    let taken = 0;
    for (;;) {
      const [question] = questions;
      const name = question?.names[question.found.length];
      if (question === undefined || name === undefined) return { taken };
      const answer = readAnswer(bytes, taken, name, type);
      if (answer === undefined) return { taken };
      if (answer.end > bytes.length) return { taken, next: answer.end - taken };
      question.found.push(answer.content);
      taken = answer.end;
      if (question.found.length < question.names.length) continue;
      questions.shift();
      // Without a question git is silent for as long as the reader takes.
      if (questions.length === 0) child.pause();
      question.resolve(question.found);
    }
  });
  let failure: unknown;
  const fail = (error: unknown): void => {
    failure = error;
    for (const { reject } of questions.splice(0)) reject(error);
  };
  child.done.then(() => fail(refuse("git has ended before its answers")), fail);
  return {
    async ask(names: readonly string[]): Promise<readonly (Buffer | undefined)[]> {
      if (failure !== undefined) throw failure;
      if (names.length === 0) return [];
      const answers = new Promise<readonly (Buffer | undefined)[]>((resolve, reject) => {
        questions.push({ names, found: [], resolve, reject });
      });
      child.resume();
      const lines = names.map((name) => `contents ${name}\n`);
      // A failure to write is that of the answers, too.
      child.write(`${lines.join("")}flush\n`).catch(() => undefined);
      return answers;
    },
    stop: child.stop,
  };
}

/** The object, and where the next answer begins; `undefined` until the first line has arrived. */
function readAnswer(bytes: Buffer, from: number, name: string, type: Kind) {
  const newline = bytes.indexOf(10, from);
  if (newline < 0) return undefined;
  const line = bytes.toString("latin1", from, newline);
  const start = newline + 1;
  if (line === `${name} missing`) return { content: undefined, end: start };
  const [id = "", found, size = ""] = line.split(" ");
  if (found !== type || !/^\d+$/u.test(size) || !(name.includes(":") || name === id))
    throw refuse(`${name} is not a ${type} of this clone`);
  const end = start + Number(size) + 1;
  if (end > bytes.length) return { content: undefined, end };
  const content = bytes.subarray(start, end - 1);
  requireId(id, type, content);
  return { content, end };
}

const refuse = (detail: string) => new RepositoryError({ command: "cat-file", detail, retryable: false });
