import { applyEntries, emptyLedger, type LedgerState } from "../../src/core/ledger/ledger.ts";
import type { JournalEntry, LedgerEntry } from "../../src/core/ledger/ledger-entry.ts";
import type { Outcome } from "../../src/core/plan/plan.ts";
import type { Log } from "../../src/core/ports/log.ts";
import type { Provider } from "../../src/core/ports/provider.ts";
import { endDue } from "../../src/operations/ending/end.ts";
import { createProviderBackoff } from "../../src/operations/memory/provider-backoff.ts";
import type { Deps } from "../../src/operations/round/deps.ts";
import { guardProvider } from "../../src/operations/round/guard.ts";
import { depsWith } from "../support/builders/deps.ts";
import { at, START } from "../support/builders/ledger.ts";
import { silent } from "../support/builders/log.ts";

/** The ports of an operation that needs no GitHub, in memory, with a clock that stands where it was put. */
export function createWorld(providers: readonly Provider[], entries: readonly LedgerEntry[]) {
  let state: LedgerState = applyEntries(emptyLedger, entries);
  let now = START;
  const journal: JournalEntry[] = [];
  const rounds: (readonly LedgerEntry[])[] = [];
  const deps = depsWith({
    providers: new Map(providers.map((provider) => [provider.name, provider])),
    now: () => now,
    ledger: {
      read: async () => ({ tip: "t".repeat(40), state }),
      append: async (round: { entries: readonly LedgerEntry[]; state: LedgerState }) => {
        rounds.push(round.entries);
        state = round.state;
        return { tip: "t".repeat(40) };
      },
    },
    journal: {
      append: async (more: readonly JournalEntry[]) => void journal.push(...more),
      read: async () => [...journal],
      drop: async (count: number) => void journal.splice(0, count),
    },
    repository: { fetch: async () => undefined, defaultTip: async () => "e".repeat(40) },
  });
  return {
    deps,
    journal,
    rounds,
    setTime: (seconds: number) => {
      now = at(seconds);
    },
    learn: (more: readonly LedgerEntry[]) => {
      state = applyEntries(state, more);
    },
  };
}

/** The same, with what the app remembers of calls that failed; waits are as long as they get. */
export function withBackoff(deps: Deps, log: Log = silent) {
  const backoff = createProviderBackoff(() => 1);
  const guard = (provider: Provider) => guardProvider(provider, { backoff, log, now: deps.now });
  const providers = new Map([...deps.providers].map(([name, provider]) => [name, guard(provider)]));
  return { ...deps, providers, backoff, log };
}

/** Ends what is due at a provider; answers the outcomes alone. */
export const endNow = async (...given: Parameters<typeof endDue>): Promise<readonly Outcome[]> =>
  (await endDue(...given)).outcomes;

/** Outcomes as "grant done". */
export const kindsOf = (outcomes: readonly { change: { kind: string }; status: string }[]): string[] =>
  outcomes.map(({ change, status }) => `${change.kind} ${status}`);
