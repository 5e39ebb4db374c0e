import { describe, expect, it } from "vitest";
import { requestPath } from "../../../src/core/files/request.ts";
import type { Finding } from "../../../src/core/findings/finding.ts";
import type { Adoption } from "../../../src/core/ledger/adoption.ts";
import { applyEntries, emptyLedger, type LedgerState } from "../../../src/core/ledger/ledger.ts";
import type { LedgerEntry } from "../../../src/core/ledger/ledger-entry.ts";
import { listStops } from "../../../src/operations/evidence/stops.ts";
import { at } from "../../support/builders/ledger.ts";
import { createProvider, intendAt } from "../../support/builders/provider.ts";
import { unusedRepository } from "../../support/unused.ts";

const { provider } = createProvider("a");
const request = "payments/a";
const intent = await intendAt(provider, request, 1000);
const { principal, entitlement, proof } = intent;
const granted: LedgerEntry = {
  ...{ kind: "granted", principal, entitlement },
  ...{ at: at(1), until: at(1000), changed: true },
};
const revoked: LedgerEntry = {
  ...{ kind: "revoked", principal, entitlement, at: at(1001) },
  ...{ because: "expiry", scheduled: at(1000), sessionsEnded: 0 },
};

const known = (...more: readonly LedgerEntry[]): LedgerState => applyEntries(emptyLedger, [intent, ...more]);

/** At 500 seconds: whose provider is configured, and what is there of the request on the default branch. */
async function stopsOf(state: LedgerState, names: readonly string[], blob?: string, now = at(500)) {
  const files = blob === undefined ? [] : [{ path: requestPath(request), mode: "100644", blob, size: 1 }];
  const needs = {
    repository: { ...unusedRepository, isAncestor: async () => true, listFiles: async () => files },
    providers: new Map(names.map((name) => [name, provider])),
    stops: (): Finding[] => [],
  };
  return (await listStops(needs, { tip: "tip", state, at: now })).map(({ code }) => code);
}

describe("a provider that the configuration names no longer stops every grant", () => {
  it.each([
    ["while something may be held there: it was written down, and the outcome is not known", [], true],
    ["while something is held there", [granted], true],
    ["and not once all of it was taken back", [granted, revoked], false],
  ] as const)("%s", async (_when, entries, expected) => {
    const state = known(...entries);
    const now = at(entries.length > 1 ? 1002 : 500);
    expect(await stopsOf(state, [], proof.blob, now)).toEqual(expected ? ["PROVIDER_GONE"] : []);
    expect(await stopsOf(state, ["a"], proof.blob, now)).toEqual([]);
  });
});

describe("a request that gives access, and is not as it was on the default branch, stops every grant", () => {
  const adopted = (seconds: number, pull?: number): LedgerEntry => {
    const adoption: Adoption = {
      ...{ commit: "c".repeat(40), ids: { policies: "p", codeowners: "c", settings: "s" } },
      ...{ approvers: [], at: at(seconds), ...(pull !== undefined && { pull }) },
    };
    return { kind: "adopted", adoption, at: at(seconds) };
  };

  it.each([
    ["where it is gone", [], undefined, ["REQUEST_LOST"]],
    ["where it has other content", [], "d".repeat(40), ["REQUEST_LOST"]],
    ["and not where it is as it was", [], proof.blob, []],
    [
      "also once the owners of the rules changed them: they looked at no request",
      [adopted(10, 7)],
      undefined,
      ["REQUEST_LOST"],
    ],
    ["until an operator pins a commit that lacks it", [adopted(10)], undefined, []],
    ["also where the rules changed after that", [adopted(10), adopted(20, 7)], undefined, []],
    ["where the pin is from before it was granted", [adopted(-10)], undefined, ["REQUEST_LOST"]],
  ] as const)("%s", async (_where, entries, blob, expected) => {
    expect(await stopsOf(known(granted, ...entries), ["a"], blob)).toEqual(expected);
  });
});

describe("Many requests that are judged by the same state", () => {
  /** A ledger that counts how often its records are looked at, and a branch that counts how often it is listed. */
  function watch(size: number) {
    const counts = { looks: 0, listings: 0 };
    const [sample] = known(granted).holdings.values();
    if (sample === undefined) throw new Error("nothing is held");
    const watched = (name: string) =>
      new Proxy(
        { ...sample, leases: sample.leases.map((lease) => ({ ...lease, request: name })) },
        {
          get: (target, key, receiver) => {
            counts.looks += 1;
            return Reflect.get(target, key, receiver);
          },
        },
      );
    const names = Array.from({ length: size }, (_, index) => `payments/r${index}`);
    const [used] = known(granted).seen.values();
    if (used === undefined) throw new Error("nothing is seen");
    const state: LedgerState = {
      ...emptyLedger,
      holdings: new Map(names.map((name) => [name, watched(name)])),
      seen: new Map(names.map((name) => [name, { ...used, request: name }])),
    };
    const files = names.map((name) => ({
      path: requestPath(name),
      mode: "100644",
      blob: used.blob,
      size: 1,
    }));
    const repository = {
      ...unusedRepository,
      isAncestor: async () => true,
      listFiles: async () => {
        counts.listings += 1;
        return files;
      },
    };
    const needs = {
      ...{ repository, providers: new Map([["a", provider]]) },
      stops: (): Finding[] => [],
    };
    return { counts, state, needs, repository };
  }

  it("look through what is held once, and not once each", async () => {
    const { counts, state, needs } = watch(200);
    expect(await listStops(needs, { tip: "tip", state, at: at(500) })).toEqual([]);
    const { looks } = counts;
    expect(looks).toBeGreaterThanOrEqual(200);
    for (let request = 0; request < 50; request++) await listStops(needs, { tip: "tip", state, at: at(500) });
    expect(counts).toEqual({ looks, listings: 1 });
  });

  it("see what another commit lacks, and what is over by then", async () => {
    const { state, needs, repository } = watch(2);
    expect(await listStops(needs, { tip: "tip", state, at: at(500) })).toEqual([]);
    repository.listFiles = async () => [];
    expect((await listStops(needs, { tip: "other", state, at: at(500) })).map(({ code }) => code)).toEqual([
      "REQUEST_LOST",
      "REQUEST_LOST",
    ]);
    expect(await listStops(needs, { tip: "other", state, at: at(1000) })).toEqual([]);
    expect(await listStops(needs, { tip: "other", state, at: at(500) })).toHaveLength(2);
  });

  it("ask again where the branch could not be listed", async () => {
    const { state, needs, repository } = watch(1);
    const { listFiles } = repository;
    repository.listFiles = () => Promise.reject(new Error("git is away"));
    await expect(listStops(needs, { tip: "tip", state, at: at(500) })).rejects.toThrow("git is away");
    repository.listFiles = listFiles;
    expect(await listStops(needs, { tip: "tip", state, at: at(500) })).toEqual([]);
  });
});
