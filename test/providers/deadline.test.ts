// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   X41: One provider hangs for ever.

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Provider } from "../../src/core/ports/provider.ts";
import { withDeadline } from "../../src/providers/adapter/deadline.ts";
import { ProviderError } from "../../src/providers/adapter/error.ts";
import { memoryProvider } from "../../src/providers/memory/provider.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const entitlement = { provider: "memory", resource: "orders", role: "readonly" };
const ids = { instance: "memory:memory", principal: "alice", entitlement: "orders/readonly" };
const holding = { principal: "alice", entitlement, ids, until: new Date("2026-11-20T14:00:00Z") };

const hanging = (): Promise<never> => new Promise(() => undefined);

/** An adapter that says it gives up after a second, and never does. */
const stuck: Provider = {
  ...memoryProvider({ name: "memory" }),
  identify: hanging,
  listGrants: hanging,
  hold: hanging,
  revoke: hanging,
  diagnose: hanging,
  forget: hanging,
  listAbilities: hanging,
};

const calls: [string, (provider: Provider) => Promise<unknown> | undefined][] = [
  ["identify", (provider) => provider.identify("alice", entitlement)],
  ["listGrants", (provider) => provider.listGrants([entitlement])],
  ["hold", (provider) => provider.hold(holding)],
  ["revoke", (provider) => provider.revoke(holding)],
  ["diagnose", (provider) => provider.diagnose?.()],
  ["listAbilities", (provider) => provider.listAbilities?.(entitlement)],
  ["forget", (provider) => provider.forget?.(holding)],
];

describe("a call that hangs", () => {
  it.each(calls)("X41: %s is given up two seconds after the deadline of its adapter", async (_name, call) => {
    const provider = withDeadline(stuck);
    await provider.traits();
    let error: unknown;
    call(provider)?.catch((thrown: unknown) => {
      error = thrown;
    });
    await vi.advanceTimersByTimeAsync(2_999);
    expect(error).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    expect(error).toMatchObject({ name: "ProviderError", provider: "memory", code: "TIMEOUT" });
  });

  it("is given up after a minute while the adapter has not said what its deadline is", async () => {
    const provider = withDeadline({ ...stuck, traits: hanging });
    const given = expect(provider.traits()).rejects.toMatchObject({ code: "TIMEOUT" });
    await vi.advanceTimersByTimeAsync(62_000);
    await given;
  });
});

it("tells the reader of a log that it is given up, and also that its caller has", async () => {
  const signals: (AbortSignal | undefined)[] = [];
  const activity: Provider["activity"] = (_holding, _from, signal) => {
    signals.push(signal);
    return hanging();
  };
  const provider = withDeadline({ ...stuck, activity });
  await provider.traits();
  const given = expect(provider.activity?.(holding, new Date(0))).rejects.toMatchObject({ code: "TIMEOUT" });
  const caller = new AbortController();
  provider.activity?.(holding, new Date(0), caller.signal)?.catch(() => undefined);
  expect(signals.map((signal) => signal?.aborted)).toEqual([false, false]);
  caller.abort();
  expect(signals.map((signal) => signal?.aborted)).toEqual([false, true]);
  await vi.advanceTimersByTimeAsync(3_000);
  await given;
  expect(signals.map((signal) => signal?.aborted)).toEqual([true, true]);
});

it("passes on what answers in time, and leaves no timer behind", async () => {
  const provider = withDeadline(memoryProvider({ name: "memory" }));
  expect(await provider.hold(holding)).toEqual({ changed: true, sessionsEnded: 0 });
  expect(await provider.listGrants([entitlement])).toMatchObject([{ principal: "alice", origin: "ours" }]);
  const refused = new ProviderError("memory", "REFUSED");
  const refusing = withDeadline({ ...stuck, revoke: () => Promise.reject(refused) });
  await expect(refusing.revoke(holding)).rejects.toBe(refused);
  expect([vi.getTimerCount(), provider.diagnose, provider.forget]).toEqual([0, undefined, undefined]);
});
