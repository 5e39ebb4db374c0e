import { expect, it } from "vitest";
import { planChanges } from "../../src/core/plan.ts";
import type { Provider } from "../../src/core/ports/provider.ts";
import { listGrants } from "../../src/operations/list.ts";
import { readState } from "../../src/operations/state.ts";
import { at, createProvider, createWorld, intendAt } from "./world.ts";

/** What is planned `seconds` after another replica wrote a grant down, by a listing that does not show it. */
async function planAfter(seconds: number, consistencySeconds: number) {
  const { provider: inner } = createProvider("a");
  const provider: Provider = {
    ...inner,
    traits: async () => ({ ...(await inner.traits()), consistencySeconds }),
  };
  const intent = await intendAt(provider, "payments/a", 1000);
  const { principal, entitlement } = intent;
  const granted = {
    kind: "granted",
    principal,
    entitlement,
    at: at(0),
    until: at(1000),
    changed: true,
  } as const;
  const { deps, setTime } = createWorld([provider], [intent, granted]);
  setTime(seconds);
  const { state } = await readState(deps);
  const { listings } = await listGrants(deps, state);
  return planChanges(state, listings, deps.now()).changes.map(({ kind }) => kind);
}

it.each([
  ["at once, of a listing that is never old", 0, 0, ["revocation"]],
  ["not while a listing may be old", 4, 5, []],
  ["nor by a clock that is two minutes ahead of the one it was granted by", 124, 5, []],
  ["from then on", 125, 5, ["revocation"]],
])("a grant that is not listed counts as ended by hand %s", async (_when, seconds, consistency, kinds) => {
  expect(await planAfter(seconds, consistency)).toEqual(kinds);
});
