import { createHash } from "node:crypto";
import { parseAdoptions, serializeAdoptions } from "../core/adoption.ts";
import { holdingKey } from "../core/holding.ts";
import type { LedgerState } from "../core/ledger.ts";
import { parseHolding, parseSeen, serializeHolding, serializeSeen } from "../core/ledger-document.ts";
import type { LedgerEntry } from "../core/ledger-entry.ts";
import { findByRequest } from "../core/ledger-index.ts";
import { parseObservedTeam, serializeObservedTeam } from "../core/observed-team.ts";
import { parseRefusal, serializeRefusal } from "../core/refusal.ts";

export interface LedgerFile {
  readonly path: string;
  readonly text: string;
}

/** The files these entries changed, as they are in the state after them. */
export function listChangedFiles(entries: readonly LedgerEntry[], state: LedgerState): LedgerFile[] {
  const files = entries.flatMap((entry) => filesOf(entry, state));
  return [...new Map(files.map((file) => [file.path, file])).values()];
}

function filesOf(entry: LedgerEntry, state: LedgerState): LedgerFile[] {
  switch (entry.kind) {
    case "granted":
    case "revoked":
    case "failed":
      return [holdingFile(holdingKey(entry), state)];
    case "intent": {
      const { request } = entry.lease;
      const seen = { path: seenPath(request), text: serializeSeen(find(state.seen, request)) };
      return [holdingFile(holdingKey(entry), state), seen];
    }
    case "verified":
    case "ended":
      return findByRequest(state.holdings, entry.request).map(([key]) => holdingFile(key, state));
    case "refused": {
      const { path } = entry.refusal;
      return [{ path: refusalPath(path), text: serializeRefusal(find(state.refusals, path)) }];
    }
    case "adopted":
      return [{ path: ADOPTIONS, text: serializeAdoptions(state.adoptions) }];
    case "observed": {
      const { id } = entry.team;
      return [{ path: teamPath(id), text: serializeObservedTeam(find(state.teams, id)) }];
    }
  }
}

const holdingFile = (key: string, { holdings }: LedgerState): LedgerFile => ({
  path: holdingPath(key),
  text: serializeHolding(find(holdings, key)),
});

/** The state these files tell. Throws for a file the ledger does not have, or one that is not at its own place. */
export function readState(files: readonly LedgerFile[]): LedgerState {
  const stray = files.find(
    ({ path }) => path !== ADOPTIONS && !folders.some((folder) => path.startsWith(folder)),
  );
  if (stray !== undefined) throw new Error(`The ledger has no place for the file ${stray.path}.`);
  const readFolder = <Key, Record>(
    folder: (typeof folders)[number],
    read: (text: string) => Record,
    keyOf: (record: Record) => Key,
    placeOf: (key: Key) => string,
  ): Map<Key, Record> =>
    new Map(
      files
        .filter(({ path }) => path.startsWith(folder))
        .map(({ path, text }) => {
          const record = parse(path, text, read);
          const key = keyOf(record);
          requirePlace(path, placeOf(key));
          return [key, record];
        }),
    );
  const adoptions = files.find(({ path }) => path === ADOPTIONS);
  return {
    holdings: readFolder("holdings/", parseHolding, holdingKey, holdingPath),
    seen: readFolder("seen/", parseSeen, ({ request }) => request, seenPath),
    refusals: readFolder("refused/", parseRefusal, ({ path }) => path, refusalPath),
    teams: readFolder("teams/", parseObservedTeam, ({ id }) => id, teamPath),
    adoptions: adoptions === undefined ? [] : parse(ADOPTIONS, adoptions.text, parseAdoptions),
  };
}

const folders = ["holdings/", "seen/", "refused/", "teams/"] as const;
const ADOPTIONS = "adoptions.json";
const holdingPath = (key: string): string => `holdings/${spread(key)}.json`;
const seenPath = (request: string): string => `seen/${spread(request)}.json`;
const refusalPath = (path: string): string => `refused/${spread(path)}.json`;
const teamPath = (id: number): string => `teams/${id}.json`;

function spread(key: string): string {
  const hash = createHash("sha256").update(key).digest("hex");
  return `${hash.slice(0, 2)}/${hash}`;
}

function find<Key extends string | number, T>(map: ReadonlyMap<Key, T>, key: Key): T {
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

function requirePlace(path: string, expected: string): void {
  if (path !== expected) throw new Error(`The ledger file ${path} belongs at ${expected}.`);
}
