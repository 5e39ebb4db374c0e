import { expect, it, vi } from "vitest";
import type { Provider } from "../../src/core/ports/provider.ts";
import { readState } from "../../src/operations/round/state.ts";
import { settle } from "../../src/operations/settle.ts";
import { at, grantedEntry } from "../support/builders/ledger.ts";
import { createProvider, intendAt } from "../support/builders/provider.ts";
import { createWorld, kindsOf } from "./world.ts";

/** What is planned `seconds` after another replica wrote a grant down, by a listing that does not show it. */
async function planAfter(seconds: number, consistencySeconds: number) {
  const { provider: inner } = createProvider("a");
  const provider: Provider = {
    ...inner,
    traits: async () => ({ ...(await inner.traits()), consistencySeconds }),
  };
  const intent = await intendAt(provider, "payments/a", 1000);
  const { principal, entitlement } = intent;
  const granted = grantedEntry({ principal, entitlement }, at(0), at(1000));
  const { deps, setTime } = createWorld([provider], [intent, granted]);
  setTime(seconds);
  return (await settle(deps, (await readState(deps)).state)).outcomes.map(({ change }) => change.kind);
}

it.each([
  ["at once, of a listing that is never old", 0, 0, ["revocation"]],
  ["not while a listing may be old", 4, 5, []],
  ["nor by a clock that is two minutes ahead of the one it was granted by", 124, 5, []],
  ["from then on", 125, 5, ["revocation"]],
])("a grant that is not listed counts as ended by hand %s", async (_when, seconds, consistency, kinds) => {
  expect(await planAfter(seconds, consistency)).toEqual(kinds);
});

it("one provider that cannot be listed yet keeps no other from being granted at, nor from being ended at", async () => {
  const [slow, quick] = [createProvider("slow"), createProvider("quick")];
  let answer = (): void => undefined;
  const listed = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const listGrants: Provider["listGrants"] = async (asked) => {
    await listed;
    return slow.provider.listGrants(asked);
  };
  const { deps, journal } = createWorld(
    [{ ...slow.provider, listGrants }, quick.provider],
    await Promise.all([
      intendAt(slow.provider, "payments/a", 1000),
      intendAt(quick.provider, "payments/b", 1000),
      intendAt(quick.provider, "payments/c", 0, -60, "bob"),
    ]),
  );
  const settling = settle(deps, (await readState(deps)).state);
  await vi.waitFor(() => expect(journal).toHaveLength(2));
  expect([quick.calls, slow.calls]).toEqual([["revoke", "hold"], []]);
  answer();
  expect(kindsOf((await settling).outcomes)).toEqual(["grant done", "revocation done", "grant done"]);
});

it("one that cannot be listed at all is said to be so, and is ended at all the same", async () => {
  const { provider } = createProvider("a");
  const broken = { ...provider, listGrants: () => Promise.reject(new Error("away")) };
  const { deps } = createWorld([broken], [await intendAt(provider, "payments/a", 0, -60)]);
  const { outcomes, unlisted } = await settle(deps, (await readState(deps)).state);
  expect([kindsOf(outcomes), unlisted]).toEqual([["revocation done"], 1]);
});

it("asks the clock equally often for one holding and for twenty, while nothing is to be changed", async () => {
  const countClock = async (size: number): Promise<number> => {
    const { provider } = createProvider("a");
    const people = Array.from({ length: size }, (_, index) => `person-${index}`);
    const intents = await Promise.all(
      people.map((person) => intendAt(provider, `payments/${person}`, 1000, 0, person)),
    );
    const { deps } = createWorld([provider], intents);
    await settle(deps, (await readState(deps)).state);
    let asked = 0;
    const now = (): Date => {
      asked += 1;
      return deps.now();
    };
    expect(await settle({ ...deps, now }, (await readState(deps)).state)).toEqual({
      outcomes: [],
      unlisted: 0,
    });
    return asked;
  };
  expect(await countClock(20)).toBe(await countClock(1));
});
