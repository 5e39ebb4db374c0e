import { applyEntries, emptyLedger, type LedgerState } from "../../src/core/ledger/ledger.ts";
import type { Intent, JournalEntry, LedgerEntry } from "../../src/core/ledger/ledger-entry.ts";
import type { Outcome } from "../../src/core/plan/plan.ts";
import type { Log } from "../../src/core/ports/log.ts";
import type { Provider } from "../../src/core/ports/provider.ts";
import { endDue } from "../../src/operations/ending/end.ts";
import { createProviderBackoff } from "../../src/operations/memory/provider-backoff.ts";
import type { Deps } from "../../src/operations/round/deps.ts";
import { guardProvider } from "../../src/operations/round/guard.ts";
import { memoryProvider } from "../../src/providers/memory/provider.ts";
import { depsWith } from "../support/builders/deps.ts";
import { at, intentEntry, lease, START } from "../support/builders/ledger.ts";
import { silent } from "../support/builders/log.ts";

export { at, START };

/** What the ledger says of one lease, alice's if nobody else is named, from 0 to `end` seconds, at a provider. */
export async function intendAt(
  provider: Provider,
  request: string,
  end: number,
  from = 0,
  principal = "alice",
): Promise<Intent> {
  const entitlement = { provider: provider.name, resource: "orders", role: "readonly" };
  const times = { startsAt: at(from), endsAt: at(end) };
  return intentEntry(lease({ request, entitlement, principal, pull: 1, reason: "because", ...times }), {
    ids: await provider.identify(principal, entitlement),
    container: (await provider.traits()).container,
  });
}

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

/** Outcomes as "grant done". */
/** Ends what is due at a provider; answers the outcomes alone. */
export const endNow = async (...given: Parameters<typeof endDue>): Promise<readonly Outcome[]> =>
  (await endDue(...given)).outcomes;

export const kindsOf = (outcomes: readonly { change: { kind: string }; status: string }[]): string[] =>
  outcomes.map(({ change, status }) => `${change.kind} ${status}`);

/** Writes down what is logged, as "level: message". */
export function createListener(): { readonly log: Log; readonly lines: string[] } {
  const lines: string[] = [];
  const write =
    (level: string) =>
    (_fields: unknown, message: string): void =>
      void lines.push(`${level}: ${message}`);
  return { log: { info: write("info"), warn: write("warn"), error: write("error") }, lines };
}

/** A memory provider whose calls can be made to hang or fail. What hangs and is released takes effect then. */
export function createProvider(name: string, container: "separate" | "shared" = "separate") {
  const inner = memoryProvider({ name, container });
  const calls: string[] = [];
  let gate: Promise<void> = Promise.resolve();
  let broken: Error | undefined;
  const guarded =
    <T, R>(call: string, work: (argument: T) => Promise<R>) =>
    async (argument: T): Promise<R> => {
      calls.push(call);
      await gate;
      if (broken !== undefined) throw broken;
      return work(argument);
    };
  const provider: Provider = {
    ...inner,
    hold: guarded("hold", inner.hold),
    revoke: guarded("revoke", inner.revoke),
  };
  return {
    provider,
    calls,
    hang(): () => void {
      let release = (): void => undefined;
      gate = new Promise((resolve) => {
        release = resolve;
      });
      return release;
    },
    /** What is called from now on does not hang; what hangs already goes on to. */
    mend: () => {
      gate = Promise.resolve();
    },
    breakWith: (error: Error | undefined) => {
      broken = error;
    },
  };
}
