import { isAfter } from "date-fns/isAfter";
import { holdingKey } from "../../core/access/holding.ts";
import { isLive } from "../../core/access/lease.ts";
import { applyEntries, type LedgerState, leasesOf } from "../../core/ledger/ledger.ts";
import type { JournalEntry } from "../../core/ledger/ledger-entry.ts";
import type { Journal } from "../../core/ports/journal.ts";
import type { LedgerView } from "../../core/ports/ledger.ts";
import type { Deps } from "./deps.ts";

/** Reads the state without GitHub: the ledger, and the journal on top of it. Endings read it late, before each change. */
export async function readState({
  ledger,
  journal,
}: Pick<Deps, "ledger" | "journal">): Promise<Pick<LedgerView, "state" | "untrusted">> {
  const { state, untrusted } = await ledger.read();
  return withJournal({ journal }, { state, ...(untrusted && { untrusted }) });
}

/**
 * The same view, with the journal on top of its ledger state. Endings run beside a round and write to the journal, so each step of a
 * round that plans or ends something takes the journal as it is by then; the ledger is not read again.
 */
export async function withJournal<View extends { readonly state: LedgerState }>(
  { journal }: Pick<Deps, "journal">,
  view: View,
): Promise<View> {
  return { ...view, state: await foldJournal(journal, view.state) };
}

async function foldJournal(journal: Journal, onLedger: LedgerState): Promise<LedgerState> {
  const entries = await journal.read();
  const known = folded.get(journal);
  const isContinued = known?.onLedger === onLedger && startsWith(entries, known.entries);
  const before = isContinued ? known : { state: onLedger, entries: [] };
  const { state } = applyNews(before.state, entries.slice(before.entries.length));
  folded.set(journal, { onLedger, entries, state });
  return state;
}

interface Folded {
  readonly onLedger: LedgerState;
  readonly entries: readonly JournalEntry[];
  readonly state: LedgerState;
}

/** The last result for each journal: a thousand ends write a journal a thousand times, and read it as often. */
const folded = new WeakMap<Journal, Folded>();

const startsWith = (entries: readonly JournalEntry[], first: readonly JournalEntry[]): boolean =>
  entries.length >= first.length && first.every((entry, index) => entry === entries[index]);

/** The entries that are not on the ledger yet. Skips an outcome whose holding the ledger does not know: a rewound ledger. */
export const selectNews = (state: LedgerState, entries: readonly JournalEntry[]): readonly JournalEntry[] =>
  applyNews(state, entries).news;

function applyNews(
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
  // A later confirmation makes this entry old news.
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
