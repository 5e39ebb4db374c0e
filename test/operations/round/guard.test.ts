// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   GX9: A provider says that it is asked too often.

import { describe, expect, it } from "vitest";
import type { Provider } from "../../../src/core/ports/provider.ts";
import { createProviderBackoff } from "../../../src/operations/memory/provider-backoff.ts";
import { guardProvider } from "../../../src/operations/round/guard.ts";
import { ProviderError, type ProviderErrorCode } from "../../../src/providers/adapter/error.ts";
import { at } from "../../support/builders/ledger.ts";
import { createListener } from "../../support/builders/log.ts";
import { createProvider } from "../../support/builders/provider.ts";

const entitlement = { provider: "a", resource: "orders", role: "readonly" };

/** A provider as the app uses it, at a time that stands where it was put. */
async function setUp(more: Partial<Provider> = {}) {
  const inner = createProvider("a");
  const { log, lines } = createListener();
  let seconds = 0;
  const backoff = createProviderBackoff(() => 1);
  const provider = guardProvider({ ...inner.provider, ...more }, { backoff, log, now: () => at(seconds) });
  const ids = await inner.provider.identify("alice", entitlement);
  const holding = { principal: "alice", entitlement, ids, until: at(60) };
  const call = (name: "hold" | "revoke") =>
    provider[name](holding).then(
      () => "done",
      (error: unknown) => error,
    );
  return {
    ...inner,
    guarded: provider,
    lines,
    call,
    setTime: (time: number) => {
      seconds = time;
    },
  };
}

const AWAY = "error: does not answer; grants there wait, Hallpass retries revocations";
const BACK = "info: answers again; waiting work continues";

describe("a provider that is away", () => {
  it("GX9: is asked for no grant and no listing, is asked for revocations, and is told of once", async () => {
    const { guarded, call, calls, lines, breakWith } = await setUp();
    const gone = new ProviderError("a", "UNREACHABLE");
    breakWith(gone);
    for (let times = 0; times < 5; times++) expect(await call("hold")).toBe(gone);
    expect(calls).toEqual(["hold", "hold", "hold"]);
    await expect(guarded.listGrants([entitlement])).rejects.toBe(gone);
    await expect(guarded.traits()).rejects.toBe(gone);
    await expect(guarded.identify("alice", entitlement)).rejects.toBe(gone);
    for (let times = 0; times < 2; times++) expect(await call("revoke")).toBe(gone);
    expect(calls.slice(3)).toEqual(["revoke", "revoke"]);
    expect(lines).toEqual([AWAY]);
  });

  it.each(["hold", "revoke"] as const)("is back with a %s that it does", async (name) => {
    const { call, calls, lines, breakWith, setTime } = await setUp();
    breakWith(new ProviderError("a", "TIMEOUT"));
    for (let times = 0; times < 3; times++) await call("hold");
    breakWith(undefined);
    setTime(60);
    expect(await call(name)).toBe("done");
    expect(await call("hold")).toBe("done");
    expect([calls.length, lines]).toEqual([5, [AWAY, BACK]]);
  });

  it("is back with a refusal: it is there", async () => {
    const { call, lines, breakWith, setTime } = await setUp();
    breakWith(new ProviderError("a", "TIMEOUT"));
    for (let times = 0; times < 3; times++) await call("hold");
    breakWith(new ProviderError("a", "REFUSED"));
    setTime(60);
    await call("revoke");
    breakWith(undefined);
    expect([await call("hold"), lines]).toEqual(["done", [AWAY, BACK]]);
  });
});

it("GX9: asks for no abilities while a provider is away, and a failure of theirs puts it away for nobody", async () => {
  const asked: string[] = [];
  const throttled = new ProviderError("a", "THROTTLED", undefined, 60);
  const { guarded, call, breakWith } = await setUp({
    listAbilities(entitlement) {
      asked.push(entitlement.role);
      return Promise.reject(throttled);
    },
  });
  for (let times = 0; times < 3; times++)
    await expect(guarded.listAbilities?.(entitlement)).rejects.toBe(throttled);
  expect(await call("hold")).toBe("done");
  const gone = new ProviderError("a", "UNREACHABLE");
  breakWith(gone);
  for (let times = 0; times < 3; times++) await call("hold");
  await expect(guarded.listAbilities?.(entitlement)).rejects.toBe(gone);
  expect(asked).toHaveLength(3);
});

it.each<ProviderErrorCode>(["BUSY", "REFUSED", "IDENTITY_CHANGED", "UNEXPECTED"])(
  "what fails with %s, however often, keeps nobody else from anything",
  async (code) => {
    const { call, lines, breakWith } = await setUp();
    breakWith(new ProviderError("a", code));
    for (let times = 0; times < 10; times++) await call("revoke");
    breakWith(undefined);
    expect([await call("hold"), lines]).toEqual(["done", []]);
  },
);

it("our own bug says nothing about the provider", async () => {
  const { call, lines, breakWith } = await setUp();
  breakWith(new ProviderError("a", "UNREACHABLE"));
  for (let times = 0; times < 3; times++) await call("revoke");
  breakWith(new TypeError("x is not a function"));
  for (let times = 0; times < 9; times++) await call("revoke");
  expect([String(await call("hold")), lines]).toEqual([expect.stringContaining("cannot be reached"), [AWAY]]);
});
