import { createHash } from "node:crypto";
import { holdingKey } from "../core/holding.ts";
import type { LedgerEntry, LedgerState } from "../core/ledger.ts";
import { parseHolding, parseSeen, serializeHolding, serializeSeen } from "../core/ledger-document.ts";

export interface LedgerFile {
  readonly path: string;
  readonly text: string;
}

/** The files these entries changed, as they are in the state after them. */
export function listChangedFiles(entries: readonly LedgerEntry[], state: LedgerState): LedgerFile[] {
  const holdings = entries.map((entry) => {
    const key = holdingKey(entry);
    return { path: holdingPath(key), text: serializeHolding(find(state.holdings, key)) };
  });
  const seen = entries.flatMap((entry) => {
    if (entry.kind !== "intent") return [];
    const { request } = entry.lease;
    return [{ path: seenPath(request), text: serializeSeen(find(state.seen, request)) }];
  });
  return [...new Map([...holdings, ...seen].map((file) => [file.path, file])).values()];
}

/** The state these files tell. Throws for a file the ledger does not have, or one that is not at its own place. */
export function readState(files: readonly LedgerFile[]): LedgerState {
  const holdings = files.filter(isHolding).map(({ path, text }) => {
    const record = parse(path, text, parseHolding);
    const key = holdingKey(record);
    return [requirePlace(path, holdingPath(key), key), record] as const;
  });
  const seen = files
    .filter((file) => !isHolding(file))
    .map(({ path, text }) => {
      const record = parse(path, text, parseSeen);
      return [requirePlace(path, seenPath(record.request), record.request), record] as const;
    });
  return { holdings: new Map(holdings), seen: new Map(seen) };
}

const isHolding = ({ path }: LedgerFile): boolean => path.startsWith("holdings/");
const holdingPath = (key: string): string => `holdings/${spread(key)}.json`;
const seenPath = (request: string): string => `seen/${spread(request)}.json`;

function spread(key: string): string {
  const hash = createHash("sha256").update(key).digest("hex");
  return `${hash.slice(0, 2)}/${hash}`;
}

function find<T>(map: ReadonlyMap<string, T>, key: string): T {
  const value = map.get(key);
  if (value === undefined) throw new Error(`The state after the entries has no "${key}".`);
  return value;
}

function parse<T>(path: string, text: string, read: (text: string) => T): T {
  try {
    return read(text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`The ledger file ${path} cannot be read. ${why}`, { cause });
  }
}

function requirePlace(path: string, expected: string, key: string): string {
  if (path === expected) return key;
  throw new Error(`The ledger file ${path} belongs at ${expected}.`);
}
