import { emptyLedger, type HeldState, type LedgerState } from "../../core/ledger/ledger.ts";
import { findFile, readBlob, readObjects } from "../objects/objects.ts";
import { eachObject } from "../process/each-object.ts";
import { eachRecord } from "../process/each-record.ts";
import { RepositoryError } from "../process/error.ts";
import { requireObjectId } from "../process/object-id.ts";
import type { Store } from "../process/store.ts";
import { decodePath } from "../process/text.ts";
import { walkDifference } from "../walk/files.ts";
import { orAskGit } from "../walk/left-to-git.ts";
import { draftState, type StateDraft } from "./files.ts";
import { ENTRIES, FORMAT, requireKnownFormat } from "./layout.ts";
import { isPage } from "./places.ts";

/** A file of the ledger's tree, or a removed one with its last blob. */
interface Place {
  readonly path: string;
  readonly mode: string;
  readonly blob: string;
  readonly isGone?: boolean;
}

/** The part of a ledger to read, at verified commits. Each file is read once, and its text is not kept. */
export interface Contents<State> {
  readonly none: State;
  readAt(store: Store, sha: string): Promise<State>;
  /** From the state at an earlier commit: only what changed is read. */
  readAfter(
    store: Store,
    before: { readonly tip: string; readonly state: State },
    sha: string,
  ): Promise<State>;
}

export const wholeLedger: Contents<LedgerState> = {
  none: emptyLedger,
  readAt: (store, sha) => readStateAt(store, sha, []),
  readAfter: readStateAfter,
};

/** `seen/` has as many files, and neither a report nor an end needs them. */
export const holdingsAlone: Contents<HeldState> = {
  none: { holdings: emptyLedger.holdings },
  readAt: readHoldingsAt,
  readAfter: async (store, { tip, state }, sha) =>
    onlyHoldings(await readStateAfter(store, { tip, state: { ...emptyLedger, ...state } }, sha)),
};

/** For a reader of the history, who needs to know no more than how far it is verified. Throws for a format that is not known. */
export const formatAlone: Contents<null> = {
  none: null,
  readAt: requireFormat,
  readAfter: (store, _before, sha) => requireFormat(store, sha),
};

/** For a reader that asks for the format by itself. */
export const nothing: Contents<null> = {
  none: null,
  readAt: async () => null,
  readAfter: async () => null,
};

const MAX_FORMAT_BYTES = 1000;

/** Throws `RepositoryError` where the ledger at this commit has a format that is not known. */
export async function requireFormat(store: Store, sha: string): Promise<null> {
  const file = await findFile(store, sha, FORMAT);
  if (file === undefined) return null;
  requirePlain([file]);
  requireKnownFormat(Buffer.from(await readBlob(store, file.blob, MAX_FORMAT_BYTES)).toString("utf8"));
  return null;
}

const onlyHoldings = ({ holdings }: LedgerState): HeldState => ({ holdings });

/** The holdings at a commit that was verified before. */
export async function readHoldingsAt(store: Store, sha: string): Promise<HeldState> {
  return onlyHoldings(await readStateAt(store, sha, ["holdings/"]));
}

async function readStateAt(store: Store, sha: string, folders: readonly string[]): Promise<LedgerState> {
  const draft = draftState(emptyLedger);
  const args = ["ls-tree", "-r", "-z", "--full-tree", requireObjectId(sha), "--", ...folders];
  await readPlaces(store, eachRecord(store, args, parseTreeEntry), draft);
  return draft.finish();
}

async function readStateAfter(
  store: Store,
  before: { readonly tip: string; readonly state: LedgerState },
  sha: string,
): Promise<LedgerState> {
  const draft = draftState(before.state);
  const few = await orAskGit<readonly Place[] | undefined>(
    () => walkToPlaces(store, before.tip, sha),
    async () => undefined,
  );
  await (few === undefined
    ? readPlaces(store, eachChange(store, before.tip, sha), draft)
    : readFew(store, few, draft));
  return draft.finish();
}

async function walkToPlaces(store: Store, from: string, to: string): Promise<readonly Place[]> {
  const changes = await walkDifference(store, from, to);
  return changes.map(({ status, ...file }) => ({ ...file, isGone: status === "removed" }));
}

async function readPlaces(
  store: Store,
  places: AsyncIterable<readonly Place[]>,
  draft: StateDraft,
): Promise<void> {
  await eachObject(
    store,
    "blob",
    checked(places),
    ({ blob }) => blob,
    (bytes, place) => note(draft, place, bytes),
  );
}

async function* checked(
  batches: AsyncIterable<readonly Place[]>,
): AsyncGenerator<readonly Place[], undefined> {
  for await (const batch of batches) yield ofState(batch);
}

async function readFew(store: Store, places: readonly Place[], draft: StateDraft): Promise<void> {
  const files = ofState(places);
  const texts = await readObjects(
    store,
    files.map(({ blob }) => blob),
    "blob",
  );
  for (const [index, place] of files.entries()) note(draft, place, texts[index] ?? Buffer.alloc(0));
}

function note(draft: StateDraft, { path, isGone }: Place, bytes: Buffer): void {
  const file = { path, text: bytes.toString("utf8") };
  if (isGone) draft.drop(file);
  else draft.put(file);
}

/** Git prints pairs: the change, then the path. */
async function* eachChange(
  store: Store,
  from: string,
  to: string,
): AsyncGenerator<readonly Place[], undefined> {
  const args = [
    ...["diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-abbrev", "--no-ext-diff"],
    ...["--ignore-submodules=none", requireObjectId(from), requireObjectId(to)],
  ];
  let header: string | undefined;
  for await (const batch of eachRecord(store, args, (record) => record)) {
    const places: Place[] = [];
    for (const record of batch) {
      if (header === undefined) header = record.toString("latin1");
      else {
        places.push(parseChange(header, decodePath(record)));
        header = undefined;
      }
    }
    yield places;
  }
}

function parseChange(header: string, path: string): Place {
  const [oldMode = "", newMode = "", oldBlob = "", newBlob = "", letter = ""] = header.slice(1).split(" ");
  return letter === "D"
    ? { path, mode: oldMode, blob: oldBlob, isGone: true }
    : { path, mode: newMode, blob: newBlob };
}

/** `100644 blob ID<tab>PATH` */
function parseTreeEntry(record: Buffer): Place {
  const tab = record.indexOf(9);
  const mode = record.indexOf(32);
  return {
    path: decodePath(record.subarray(tab + 1)),
    mode: record.toString("latin1", 0, mode),
    blob: record.toString("latin1", record.indexOf(32, mode + 1) + 1, tab),
  };
}

function ofState(places: readonly Place[]): readonly Place[] {
  requirePlain(places);
  return places.filter(({ path }) => path !== ENTRIES && !isPage(path));
}

function requirePlain(places: readonly Place[]): void {
  const odd = places.find(({ mode }) => mode !== "100644");
  if (odd === undefined) return;
  const detail = `${odd.path} has mode ${odd.mode}; the ledger has plain files only`;
  throw new RepositoryError({ command: "ls-tree", detail, retryable: false });
}
