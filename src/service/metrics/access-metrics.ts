import { Counter, Gauge, Histogram, type Registry } from "prom-client";
import type { HeldState } from "../../core/ledger/ledger.ts";
import { isHoldingEntry, type LedgerEntry } from "../../core/ledger/ledger-entry.ts";
import { listOverdue } from "../../core/plan/overdue.ts";

/** What can be asked at any moment. */
export interface AccessSources {
  /** The codes of the reasons to grant nothing. */
  readonly listStops: () => readonly string[];
  /** Merged requests that could not be judged yet. */
  readonly countWaiting: () => number;
  readonly now: () => Date;
}

export interface AccessMetrics {
  /** Hears of every state that is read or written. */
  hearState(state: HeldState): void;
  /** Hears of the entries that a round put on the ledger. */
  hearEntries(entries: readonly LedgerEntry[]): void;
  /** Call it once. */
  watch(sources: AccessSources): void;
}

/** Lag up to the minute that is promised, and beyond it. */
const LAG_SECONDS = [1, 2, 5, 10, 30, 60, 300, 900, 3600];

/** Names no person, resource or request: only providers, and words of a fixed list. */
export function measureAccess(registry: Registry): AccessMetrics {
  const registers = [registry];
  let newest: HeldState | undefined;
  let sources: AccessSources | undefined;

  const counter = <Label extends string>(name: string, help: string, labelNames: Label[]): Counter<Label> =>
    new Counter({ name: `hallpass_${name}_total`, help, labelNames, registers });
  const grants = counter("grants", "Grants that were made or prolonged.", ["provider"]);
  const revocations = counter("revocations", "Access that was revoked.", ["provider", "because"]);
  const failures = counter("revocation_failures", "Failed revocations on the ledger. Each is retried.", [
    "provider",
    "code",
  ]);
  const refusals = counter("requests_refused", "Merged requests that were refused.", []);
  const lag = new Histogram({
    name: "hallpass_revocation_lag_seconds",
    help: "Actual end minus planned end, without what was removed by hand or existed before.",
    labelNames: ["provider"],
    buckets: LAG_SECONDS,
    registers,
  });

  new Gauge({
    name: "hallpass_access_held",
    help: "Access that the ledger says is held now.",
    labelNames: ["provider"],
    registers,
    collect() {
      this.reset();
      for (const { held, entitlement } of newest?.holdings.values() ?? [])
        if (held === "yes") this.inc({ provider: entitlement.provider });
    },
  });
  /** The longest overdue last. Each metric is collected by itself. */
  const listLate = () =>
    newest === undefined || sources === undefined
      ? []
      : listOverdue(newest, sources.now())
          .filter(({ left }) => !left)
          .toReversed();
  new Gauge({
    name: "hallpass_access_overdue",
    help: "Access that should have ended and is not revoked yet.",
    labelNames: ["provider"],
    registers,
    collect() {
      this.reset();
      for (const { entitlement } of listLate()) this.inc({ provider: entitlement.provider });
    },
  });
  new Gauge({
    name: "hallpass_access_overdue_seconds",
    help: "How long ago the most overdue access should have ended.",
    labelNames: ["provider"],
    registers,
    collect() {
      this.reset();
      for (const { entitlement, lateMilliseconds } of listLate())
        this.set({ provider: entitlement.provider }, lateMilliseconds / 1000);
    },
  });
  new Gauge({
    name: "hallpass_requests_waiting",
    help: "Merged requests that wait because something could not be read, or grants are stopped.",
    registers,
    collect() {
      this.set(sources?.countWaiting() ?? 0);
    },
  });
  new Gauge({
    name: "hallpass_grants_stopped",
    help: "1 for each reason to grant nothing now, by its code.",
    labelNames: ["code"],
    registers,
    collect() {
      this.reset();
      for (const code of sources?.listStops() ?? []) this.set({ code }, 1);
    },
  });

  const count = (entry: LedgerEntry): void => {
    if (entry.kind === "refused") refusals.inc();
    if (!isHoldingEntry(entry)) return;
    const { provider } = entry.entitlement;
    if (entry.kind === "granted") grants.inc({ provider });
    if (entry.kind === "failed") failures.inc({ provider, code: entry.code });
    if (entry.kind !== "revoked") return;
    revocations.inc({ provider, because: entry.because });
    if (entry.because !== "by-hand" && entry.left !== true)
      lag.observe({ provider }, Math.max(0, entry.at.getTime() - entry.scheduled.getTime()) / 1000);
  };
  return {
    hearState(state) {
      newest = state;
    },
    hearEntries: (entries) => entries.forEach(count),
    watch(given) {
      sources = given;
    },
  };
}
