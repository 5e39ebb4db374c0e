import { holdingKey } from "../../core/access/holding.ts";
import { parseAdoptions, serializeAdoptions } from "../../core/ledger/adoption.ts";
import { parsePullRecord, serializePullRecord } from "../../core/ledger/asked-request.ts";
import { serializeEntries } from "../../core/ledger/entry-document.ts";
import { type DraftMap, draftOf } from "../../core/ledger/layered-map.ts";
import type { LedgerState } from "../../core/ledger/ledger.ts";
import {
  parseHolding,
  parseSeen,
  serializeHolding,
  serializeSeen,
} from "../../core/ledger/ledger-document.ts";
import type { LedgerEntry } from "../../core/ledger/ledger-entry.ts";
import { findByRequest, inheritIndex, noteInIndex } from "../../core/ledger/ledger-index.ts";
import { parseObservedTeam, serializeObservedTeam } from "../../core/ledger/observed-team.ts";
import { parseReceipt, serializeReceipt } from "../../core/ledger/receipt-record.ts";
import { parseRefusal, serializeRefusal } from "../../core/ledger/refusal.ts";
import {
  ADOPTIONS,
  ENTRIES,
  FORMAT,
  formatFile,
  holdingPath,
  pullPath,
  receiptPath,
  refusalPath,
  requireKnownFormat,
  seenPath,
  teamPath,
} from "./layout.ts";

export interface LedgerFile {
  readonly path: string;
  readonly text: string;
}

/** The files of a commit with these entries: the entries, and what they changed, as it is in the state after them. */
export function listChangedFiles(entries: readonly LedgerEntry[], state: LedgerState): LedgerFile[] {
  const changed = entries.flatMap((entry) => filesOf(entry, state));
  const files = [formatFile, { path: ENTRIES, text: serializeEntries(entries) }, ...changed];
  return [...new Map(files.map((file) => [file.path, file])).values()];
}

function filesOf(entry: LedgerEntry, state: LedgerState): LedgerFile[] {
  switch (entry.kind) {
    case "granted":
    case "revoked":
    case "failed":
    case "used":
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
    case "asked":
      return [pullFile(entry.asked.pull, state)];
    case "approved":
      return [pullFile(entry.approved.pull, state)];
    case "closed":
      return [pullFile(entry.pull, state)];
    case "receipt": {
      const { pull } = entry.receipt;
      return [{ path: receiptPath(pull), text: serializeReceipt(find(state.receipts, pull)) }];
    }
  }
}

const pullFile = (pull: number, { pulls }: LedgerState): LedgerFile => ({
  path: pullPath(pull),
  text: serializePullRecord(find(pulls, pull)),
});

const holdingFile = (key: string, { holdings }: LedgerState): LedgerFile => ({
  path: holdingPath(key),
  text: serializeHolding(find(holdings, key)),
});

/** Files of the ledger, put together one by one. */
export interface StateDraft {
  /** Throws for a file the ledger does not have, or one that is not at its own place. */
  put(file: LedgerFile): void;
  /** Removes the record of this file. */
  drop(file: LedgerFile): void;
  /** To be called once, at the end. */
  finish(): LedgerState;
}

/** The state these files change. */
export function draftState(before: LedgerState): StateDraft {
  const holdings = draftOf(before.holdings);
  inheritIndex(before.holdings, holdings);
  const folders = {
    "holdings/": folder(holdings, parseHolding, holdingKey, holdingPath, noteInIndex),
    "seen/": folder(draftOf(before.seen), parseSeen, ({ request }) => request, seenPath),
    "refused/": folder(draftOf(before.refusals), parseRefusal, ({ path }) => path, refusalPath),
    "pulls/": folder(draftOf(before.pulls), parsePullRecord, ({ pull }) => pull, pullPath),
    "receipts/": folder(draftOf(before.receipts), parseReceipt, ({ pull }) => pull, receiptPath),
    "teams/": folder(draftOf(before.teams), parseObservedTeam, ({ id }) => id, teamPath),
  };
  const names = ["holdings/", "seen/", "refused/", "teams/", "pulls/", "receipts/"] as const;
  const folderOf = (path: string) => {
    const name = names.find((each) => path.startsWith(each));
    if (name === undefined) throw new Error(`The ledger has no place for the file ${path}.`);
    return folders[name];
  };
  let { adoptions } = before;
  return {
    put(file) {
      if (file.path === FORMAT) requireKnownFormat(file.text);
      else if (file.path === ADOPTIONS) adoptions = parse(ADOPTIONS, file.text, parseAdoptions);
      else folderOf(file.path).put(file);
    },
    drop(file) {
      if (file.path === ADOPTIONS) adoptions = [];
      else folderOf(file.path).drop(file);
    },
    finish: () => ({
      holdings: folders["holdings/"].finish(),
      seen: folders["seen/"].finish(),
      refusals: folders["refused/"].finish(),
      teams: folders["teams/"].finish(),
      pulls: folders["pulls/"].finish(),
      receipts: folders["receipts/"].finish(),
      adoptions,
    }),
  };
}

/** One folder of the ledger. */
function folder<Key, Record>(
  draft: DraftMap<Key, Record>,
  read: (text: string) => Record,
  keyOf: (record: Record) => Key,
  placeOf: (key: Key) => string,
  onPut?: (draft: DraftMap<Key, Record>, key: Key, record: Record) => void,
) {
  const gone = new Set<Key>();
  const readFile = ({ path, text }: LedgerFile): readonly [Key, Record] => {
    const record = parse(path, text, read);
    const key = keyOf(record);
    requirePlace(path, placeOf(key));
    return [key, record];
  };
  return {
    put(file: LedgerFile): void {
      const [key, record] = readFile(file);
      draft.set(key, record);
      onPut?.(draft, key, record);
    },
    drop: (file: LedgerFile): void => void gone.add(readFile(file)[0]),
    finish: (): ReadonlyMap<Key, Record> =>
      gone.size === 0 ? draft : new Map([...draft].filter(([key]) => !gone.has(key))),
  };
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
