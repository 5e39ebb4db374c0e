import { isAfter } from "date-fns/isAfter";
import { holdingKey } from "../../core/access/holding.ts";
import { isLive } from "../../core/access/lease.ts";
import { applyEntries, type LedgerState, leasesOf } from "../../core/ledger/ledger.ts";
import type { JournalEntry, LedgerEntry } from "../../core/ledger/ledger-entry.ts";
import type { Deps } from "./deps.ts";

const MAX_ATTEMPTS = 10;

interface Recording extends Pick<Deps, "ledger" | "now"> {
  readonly repository: Pick<Deps["repository"], "fetch" | "defaultTip">;
}

export interface KnownState {
  readonly tip: string | null;
  /** The ledger, and on top of it what was done and is not on it yet. */
  readonly state: LedgerState;
  readonly onLedger: LedgerState;
}

/** What is known without asking GitHub. */
export async function readState({ ledger, journal }: Pick<Deps, "ledger" | "journal">): Promise<KnownState> {
  const { tip, state } = await ledger.read();
  const entries = await journal.read();
  const known = folded.get(journal);
  const isContinued = known?.onLedger === state && startsWith(entries, known.entries);
  const before = isContinued ? known : { state, entries: [] };
  const after = tell(before.state, entries.slice(before.entries.length));
  folded.set(journal, { onLedger: state, entries, state: after.state });
  return { tip, onLedger: state, state: after.state };
}

interface Folded {
  readonly onLedger: LedgerState;
  readonly entries: readonly JournalEntry[];
  readonly state: LedgerState;
}

/** What each journal made of the ledger when it was last read: a thousand ends write it a thousand times, and read it as often. */
const folded = new WeakMap<Deps["journal"], Folded>();

const startsWith = (entries: readonly JournalEntry[], first: readonly JournalEntry[]): boolean =>
  entries.length >= first.length && first.every((entry, index) => entry === entries[index]);

/** Entries the ledger does not tell yet. An outcome whose holding it does not know (a rewound ledger) cannot be told. */
const selectNews = (state: LedgerState, entries: readonly JournalEntry[]): readonly JournalEntry[] =>
  tell(state, entries).news;

function tell(
  before: LedgerState,
  entries: readonly JournalEntry[],
): { readonly state: LedgerState; readonly news: readonly JournalEntry[] } {
  const news: JournalEntry[] = [];
  let state = before;
  for (const entry of entries) {
    if (!isNews(state, entry)) continue;
    state = applyEntries(state, [entry]);
    news.push(entry);
  }
  return { state, news };
}

function isNews(state: LedgerState, entry: JournalEntry): boolean {
  if (entry.kind === "ended") return isLiveRequest(state, entry.request);
  const record = state.holdings.get(holdingKey(entry));
  if (entry.kind === "intent") return true;
  if (record === undefined) return false;
  const { held, confirmed, failing, leases } = record;
  // A confirmation after this one makes it old news.
  if (confirmed !== undefined && isAfter(confirmed.at, entry.at)) return false;
  if (entry.kind === "revoked") return held !== "no";
  if (entry.kind === "failed")
    return held !== "no" && (failing === undefined || isAfter(entry.at, failing.at));
  if (held === "undetermined") return true;
  return (
    leases.some((lease) => isLive(lease, entry.at)) && confirmed?.until.getTime() !== entry.until.getTime()
  );
}

const isLiveRequest = (state: LedgerState, request: string): boolean =>
  leasesOf(state.holdings, request).some(({ ended }) => ended === undefined);

/**
 * Puts entries on the ledger. `select` is asked again whenever somebody else's commit came first, and may answer none.
 * Returns the entries accepted. Throws when GitHub cannot be reached or is never quiet, and when the ledger's tip is untrusted.
 */
export async function record(
  { repository, ledger, now }: Recording,
  select: (state: LedgerState) => readonly LedgerEntry[] | Promise<readonly LedgerEntry[]>,
): Promise<readonly LedgerEntry[]> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const { tip, state, untrusted } = await ledger.read();
    if (untrusted !== undefined)
      throw new Error(
        `The ledger's tip ${untrusted.tip} is not signed by this app: ${untrusted.reason}; grants stop until an operator looks.`,
      );
    const entries = await select(state);
    if (entries.length === 0) return [];
    const round = {
      from: tip,
      defaultCommit: await repository.defaultTip(),
      entries,
      state: applyEntries(state, entries),
      at: now(),
    };
    if ((await ledger.append(round)) === "accepted") return entries;
    await repository.fetch();
  }
  throw new Error(
    `The ledger moved ${MAX_ATTEMPTS} times while an entry was being written; the next sweep tries again.`,
  );
}

/** Moves what was done from the journal to the ledger. Returns the entries the ledger did not know. */
export async function recordJournal(
  deps: Recording & Pick<Deps, "journal">,
): Promise<readonly LedgerEntry[]> {
  const entries = await deps.journal.read();
  if (entries.length === 0) return [];
  const accepted = await record(deps, (state) => selectNews(state, entries));
  await deps.journal.drop(entries.length);
  return accepted;
}
