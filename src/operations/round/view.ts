import type { LedgerState } from "../../core/ledger/ledger.ts";
import type { LedgerView } from "../../core/ports/ledger.ts";
import type { Deps } from "./deps.ts";

/** Git and the ledger at one time. Read once per round; each write to the ledger returns the view that follows from it. */
export interface RoundView {
  /** The tip of the default branch. */
  readonly tip: string;
  /** The ledger's newest verified commit; null before the first. */
  readonly ledgerTip: string | null;
  readonly state: LedgerState;
  readonly untrusted?: NonNullable<LedgerView["untrusted"]>;
  /** When it was read. */
  readonly at: Date;
}

export interface ViewSources extends Pick<Deps, "ledger" | "now"> {
  readonly repository: Pick<Deps["repository"], "defaultTip">;
}

/** Reads both tips and the ledger's state from the clone, as last fetched. */
export async function readView({ repository, ledger, now }: ViewSources): Promise<RoundView> {
  const { tip: ledgerTip, state, untrusted } = await ledger.read();
  return { tip: await repository.defaultTip(), ledgerTip, state, ...(untrusted && { untrusted }), at: now() };
}
