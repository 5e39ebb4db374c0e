import { describe, expect, it } from "vitest";
import type { EndReason, Lease } from "../../../src/core/access/lease.ts";
import { applyEntries, type LedgerState, listLeases } from "../../../src/core/ledger/ledger.ts";
import type { Ended, Intent } from "../../../src/core/ledger/ledger-entry.ts";
import { at, granted, intentEntry, lease } from "../../support/builders/ledger.ts";

const base = lease();
const extension = (overrides: Partial<Lease> = {}): Lease =>
  lease({
    request: "payments/b",
    extends: "payments/a",
    startsAt: base.endsAt,
    endsAt: at(120),
    ...overrides,
  });
const intend = (of: Lease): Intent => intentEntry(of, { at: at(20) });
const end = (because: EndReason, seconds = 10, request = "payments/a"): Ended => ({
  kind: "ended",
  request,
  because,
  by: base.subject,
  at: at(seconds),
});
const endsOf = (state: LedgerState): (readonly [string, EndReason | undefined])[] =>
  listLeases(state).map(({ request, ended }) => [request, ended?.because]);

describe("two replicas, an early end and an extension", () => {
  it.each<[EndReason]>([["removal"], ["command"], ["closed"], ["left"], ["policy"], ["unproven"]])(
    "what was ended (%s) is carried on by no intent",
    (because) => {
      const ended = applyEntries(granted(base), [end(because)]);
      expect(() => applyEntries(ended, [intend(extension())])).toThrow(
        'The ledger has an early end of "payments/a", which "payments/b" extends; the next round verifies "payments/b" again.',
      );
    },
  );

  it("what ran out is carried on, and so is what is live", () => {
    const over = lease({ ended: { at: base.endsAt, because: "expiry" } });
    for (const state of [granted(base), granted(over)])
      expect(endsOf(applyEntries(state, [intend(extension())]))).toContainEqual(["payments/b", undefined]);
  });

  it("an end that was written without knowing of the extension ends it all the same, and what carries on from that", () => {
    const next = extension({
      request: "payments/c",
      extends: "payments/b",
      startsAt: at(120),
      endsAt: at(180),
    });
    const state = applyEntries(granted(base), [intend(extension()), intend(next), end("command")]);
    expect(endsOf(state)).toEqual([
      ["payments/a", "command"],
      ["payments/b", "command"],
      ["payments/c", "command"],
    ]);
    expect(listLeases(state).map(({ ended }) => ended?.by?.login)).toEqual(["alice", "alice", "alice"]);
  });

  it("what has begun by then goes on, and what has ended keeps its own end", () => {
    const begun = applyEntries(granted(base), [intend(extension()), end("command", 60)]);
    expect(endsOf(begun)).toEqual([
      ["payments/a", "command"],
      ["payments/b", undefined],
    ]);
    const told = [intend(extension()), end("left", 5, "payments/b"), end("command")];
    expect(endsOf(applyEntries(granted(base), told))).toContainEqual(["payments/b", "left"]);
  });
});
