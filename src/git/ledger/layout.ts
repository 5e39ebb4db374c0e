import { hash } from "node:crypto";

/** The entries of the commit itself; each commit replaces it. `git log -p access-ledger -- entries.jsonl` shows all. */
export const ENTRIES = "entries.jsonl";
export const FORMAT = "format.json";
export const ADOPTIONS = "adoptions.json";

export const holdingPath = (key: string): string => `holdings/${spread(key)}.json`;
/** Where the ledger keeps that a request id was used. */
export const seenPath = (request: string): string => `seen/${spread(request)}.json`;
/** Where the ledger keeps that a request at this path was refused. */
export const refusalPath = (path: string): string => `refused/${spread(path)}.json`;
export const teamPath = (id: number): string => `teams/${id}.json`;

/** Where the ledger keeps what a pull request asked for. */
export const pullPath = (pull: number): string => `pulls/${pull}.json`;

/** Where the ledger keeps who reviewed access after its end. */
export const receiptPath = (pull: number): string => `receipts/${pull}.json`;

const VERSION = 2;

/** The file that names the format. Commits from before the second format have none. */
export const formatFile = { path: FORMAT, text: `${JSON.stringify({ format: VERSION })}\n` } as const;

/** Throws for a format that this version does not know. */
export function requireKnownFormat(text: string): void {
  if (text === formatFile.text) return;
  throw new Error(
    `The ledger has a format that this version of Hallpass does not know (it knows ${VERSION}): ${JSON.stringify(text.slice(0, 80))}. Install the version that wrote it, or a newer one.`,
  );
}

function spread(key: string): string {
  const digest = hash("sha256", key);
  return `${digest.slice(0, 2)}/${digest}`;
}
