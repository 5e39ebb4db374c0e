import { stderr, stdin } from "node:process";
import { createInterface } from "node:readline/promises";
import { disarm } from "../output/terminal.ts";
import { UsageError } from "../runner/failure.ts";

/** Somebody can be asked: both ends are a terminal. */
export const canAsk = (): boolean => stdin.isTTY === true && stderr.isTTY === true;

/**
 * Asks until `read` makes something of the answer; the message of its error says what is wrong with one. Asks on standard error, so that
 * output can be piped. Throws `UsageError` when the person gives up, with Ctrl-C or Ctrl-D.
 */
export async function askPerson<T>(question: string, read: (answer: string) => T | Error): Promise<T> {
  const terminal = createInterface({ input: stdin, output: stderr });
  try {
    for (;;) {
      const found = read((await terminal.question(disarm(`${question} `))).trim());
      if (!(found instanceof Error)) return found;
      stderr.write(disarm(`${found.message}\n`));
    }
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "AbortError") throw error;
    throw new UsageError("\nStopped. Nothing was changed.");
  } finally {
    terminal.close();
  }
}

/** Asks until the answer is y or n. */
export const askYes = (question: string): Promise<boolean> =>
  askPerson(`${question} (y/n)`, (text) =>
    /^(?:y|yes|n|no)$/iu.test(text) ? /^y/iu.test(text) : new Error("Write y or n."),
  );
