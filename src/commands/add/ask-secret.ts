import { stderr, stdin } from "node:process";
import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { disarm } from "../output/terminal.ts";

/** Asks on the terminal for one line that is not shown. "" when the person gives none. */
export async function askSecret(question: string): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: stdin, output: nowhere, terminal: true });
  stderr.write(disarm(`${question} `));
  try {
    return (await terminal.question("")).trim();
  } catch (error) {
    if (error instanceof Error && error.name === "AbortError") return "";
    throw error;
  } finally {
    terminal.close();
    stderr.write("\n");
  }
}
