import { expect, it } from "vitest";
import { nextSecondLook, verifyAgain } from "../../../src/operations/granting/verify-again.ts";
import { at } from "../../support/builders/ledger.ts";
import { createProvider, intendAt } from "../../support/builders/provider.ts";
import { createWorld } from "../world.ts";

/** A second look at two grants that GitHub knows no pull request of: by a snapshot of `now` seconds, when `passed` more have passed. */
async function verify(isActive: () => Promise<boolean>, { grantedAt = 1, now = 62, passed = 0 } = {}) {
  const { provider } = createProvider("a");
  const intents = [
    await intendAt(provider, "payments/a", 1000),
    await intendAt(provider, "payments/b", 1000, 0, "bob"),
  ];
  const grants = intents.map(({ principal, entitlement }) => ({
    ...{ kind: "granted" as const, principal, entitlement },
    ...{ at: at(grantedAt), until: at(1000), changed: true },
  }));
  const world = createWorld([provider], [...intents, ...grants]);
  world.setTime(now + passed);
  const deps = {
    ...world.deps,
    github: { ...world.deps.github, listComments: async () => [], isActive },
    repository: {
      ...world.deps.repository,
      defaultTip: async () => "t",
      findFile: async (_: string, path: string) => ({ path, mode: "100644", blob: "b", size: 1 }),
      findAddition: async () => undefined,
    },
  };
  const { state } = await world.deps.ledger.read();
  const found = await verifyAgain(deps, {
    ...{ tip: "t", ledgerTip: null, state, at: at(now) },
    rules: {
      ...{ commit: "t", policies: [], codeowners: undefined, settings: undefined, findings: [] },
      ...{ ids: { policies: "", codeowners: "", settings: "" }, adopted: true },
    },
  });
  return { ...found, next: nextSecondLook(state, at(now)) };
}

const both = ["payments/a", "payments/b"].map((request) =>
  expect.objectContaining({ request, because: "unproven" }),
);

it("ends what is not proven", async () => {
  expect(await verify(async () => true)).toMatchObject({ verified: [], ended: both, unjudged: 0 });
});

it("ends what is not proven, also while GitHub does not tell of a subject", async () => {
  let asked = 0;
  const failing = async (): Promise<boolean> => {
    if (asked++ === 0) throw new Error("502");
    return true;
  };
  expect(await verify(failing)).toMatchObject({ verified: [], ended: both, unjudged: expect.any(Number) });
});

it("is made a minute after the grant, however long ago the request was written down", async () => {
  const there = async (): Promise<boolean> => true;
  const nothing = { verified: [], ended: [], unjudged: 0 };
  const later = { grantedAt: 500 };
  expect(await verify(there, { ...later, now: 559 })).toEqual({ ...nothing, next: at(560) });
  expect(await verify(there, { ...later, now: 560 })).toMatchObject({ ended: both, next: undefined });
});

it("goes by the snapshot's time: a grant that becomes due while a round works is the next one's, and is named as that", async () => {
  const found = await verify(async () => true, { now: 60, passed: 30 });
  expect(found).toEqual({ verified: [], ended: [], unjudged: 0, next: at(61) });
});
