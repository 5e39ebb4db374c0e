import { holdingKey } from "../core/holding.ts";
import { applyEntries, type LedgerEntry, type LedgerState } from "../core/ledger.ts";
import type { Deps } from "./deps.ts";

const MAX_ATTEMPTS = 10;

export interface KnownState {
  readonly tip: string | null;
  /** The ledger, and on top of it what was done and is not on it yet. */
  readonly state: LedgerState;
  readonly onLedger: LedgerState;
}

/** What is known without asking GitHub. */
export async function readState({ ledger, journal }: Pick<Deps, "ledger" | "journal">): Promise<KnownState> {
  const { tip, state } = await ledger.read();
  return { tip, onLedger: state, state: applyEntries(state, selectNews(state, await journal.read())) };
}

/** Entries the ledger does not tell yet. An outcome whose holding it does not know (a rewound ledger) cannot be told. */
function selectNews(state: LedgerState, entries: readonly LedgerEntry[]): LedgerEntry[] {
  const news: LedgerEntry[] = [];
  let known = state;
  for (const entry of entries) {
    if (!isNews(known, entry)) continue;
    known = applyEntries(known, [entry]);
    news.push(entry);
  }
  return news;
}

function isNews(state: LedgerState, entry: LedgerEntry): boolean {
  const record = state.holdings.get(holdingKey(entry));
  if (entry.kind === "intent") return true;
  if (record === undefined) return false;
  if (entry.kind === "revoked") return record.held !== "no";
  return record.held !== "yes" || record.confirmed?.until.getTime() !== entry.until.getTime();
}

/**
 * Puts entries on the ledger. `select` is asked again whenever somebody else's commit came first, and may answer none.
 * Returns the entries accepted. Throws when GitHub cannot be reached, or is never quiet.
 */
export async function record(
  { repository, ledger, now }: Pick<Deps, "repository" | "ledger" | "now">,
  select: (state: LedgerState) => readonly LedgerEntry[] | Promise<readonly LedgerEntry[]>,
): Promise<readonly LedgerEntry[]> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const { tip, state } = await ledger.read();
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
  deps: Pick<Deps, "repository" | "ledger" | "journal" | "now">,
): Promise<readonly LedgerEntry[]> {
  const entries = await deps.journal.read();
  if (entries.length === 0) return [];
  const accepted = await record(deps, (state) => selectNews(state, entries));
  await deps.journal.drop(entries.length);
  return accepted;
}
