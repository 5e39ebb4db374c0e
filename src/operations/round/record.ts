import { applyEntries } from "../../core/ledger/ledger.ts";
import type { LedgerEntry } from "../../core/ledger/ledger-entry.ts";
import type { Deps } from "./deps.ts";
import { selectNews } from "./state.ts";
import { type RoundView, readView } from "./view.ts";

const MAX_ATTEMPTS = 10;

export interface RecordDeps extends Pick<Deps, "ledger" | "now"> {
  readonly repository: Pick<Deps["repository"], "fetch" | "defaultTip">;
}

/** The entries that the ledger accepted, and the view after them. */
export interface Recorded<View extends RoundView = RoundView> {
  readonly entries: readonly LedgerEntry[];
  readonly view: View;
}

/**
 * Puts entries on the ledger, planned on a view of it. When another writer's commit came first, reads the view again with `readAgain`
 * and asks `select` again, which may then return none. Throws when GitHub cannot be reached, when other writers keep coming first, and
 * when the ledger's tip is untrusted.
 */
export async function record<View extends RoundView>(
  { repository, ledger, now }: RecordDeps,
  view: View,
  select: (view: View) => readonly LedgerEntry[] | Promise<readonly LedgerEntry[]>,
  readAgain: () => Promise<View>,
): Promise<Recorded<View>> {
  let current = view;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    requireTrusted(current);
    const entries = await select(current);
    if (entries.length === 0) return { entries, view: current };
    const { tip: defaultCommit, ledgerTip: from } = current;
    const state = applyEntries(current.state, entries);
    const appended = await ledger.append({ from, defaultCommit, entries, state, at: now() });
    if (appended !== "behind") return { entries, view: { ...current, state, ledgerTip: appended.tip } };
    await repository.fetch();
    current = await readAgain();
  }
  throw new Error(
    `The ledger moved ${MAX_ATTEMPTS} times while an entry was being written; the next sweep tries again.`,
  );
}

function requireTrusted({ untrusted }: RoundView): void {
  if (untrusted !== undefined)
    throw new Error(
      `The ledger's tip ${untrusted.tip} is not signed by this app: ${untrusted.reason}; grants stop until an operator looks.`,
    );
}

/** Moves the journal to the ledger. Returns the entries that were new to the ledger. */
export async function recordJournal(
  deps: RecordDeps & Pick<Deps, "journal">,
  view: RoundView,
): Promise<Recorded> {
  const entries = await deps.journal.read();
  if (entries.length === 0) return { entries: [], view };
  const recorded = await record(
    deps,
    view,
    ({ state }) => selectNews(state, entries),
    () => readView(deps),
  );
  await deps.journal.drop(entries.length);
  return recorded;
}
