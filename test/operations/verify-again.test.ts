import { expect, it } from "vitest";
import type { Deps } from "../../src/operations/deps.ts";
import { verifyAgain } from "../../src/operations/verify-again.ts";
import { unusedGitHub, unusedRepository } from "../support/unused.ts";
import { at, createProvider, createWorld, intendAt } from "./world.ts";

/** A minute after two grants that GitHub knows no pull request of. */
async function verify(isActive: () => Promise<boolean>) {
  const { provider } = createProvider("a");
  const intents = [
    await intendAt(provider, "payments/a", 1000),
    await intendAt(provider, "payments/b", 1000, 0, "bob"),
  ];
  const grants = intents.map(({ principal, entitlement }) => ({
    ...{ kind: "granted" as const, principal, entitlement },
    ...{ at: at(1), until: at(1000), changed: true },
  }));
  const world = createWorld([provider], [...intents, ...grants]);
  world.setTime(62);
  const deps = {
    ...world.deps,
    github: { ...unusedGitHub, listComments: async () => [], isActive },
    repository: {
      ...unusedRepository,
      defaultTip: async () => "t",
      findFile: async (_: string, path: string) => ({ path, mode: "100644", blob: "b", size: 1 }),
      findAddition: async () => undefined,
    },
  };
  return verifyAgain(deps satisfies Partial<Deps> as never, (await world.deps.ledger.read()).state);
}

const both = ["payments/a", "payments/b"].map((request) =>
  expect.objectContaining({ request, because: "unproven" }),
);

it("ends what is not proven", async () => {
  expect(await verify(async () => true)).toEqual({ verified: [], ended: both, unjudged: 0 });
});

it("ends what is not proven, also while GitHub does not tell of a subject", async () => {
  let asked = 0;
  const failing = async (): Promise<boolean> => {
    if (asked++ === 0) throw new Error("502");
    return true;
  };
  expect(await verify(failing)).toMatchObject({ verified: [], ended: both, unjudged: expect.any(Number) });
});
