// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   OI11: Who may describe a role at a provider hides what it gives from approvers: by a text without end,
//     many lines, hidden characters, or words that seem to be Hallpass's own.

import { addMinutes } from "date-fns";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { formCheckResult } from "../../../src/core/decision/check-result.ts";
import { emptyLedger } from "../../../src/core/ledger/ledger.ts";
import type { Provider } from "../../../src/core/ports/provider.ts";
import { addAbilities } from "../../../src/operations/briefing/abilities.ts";
import { depsWith } from "../../support/builders/deps.ts";
import { evidence, NOW, requestText, type Twist } from "../../support/builders/evidence.ts";
import { createProvider } from "../../support/builders/provider.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const entitlement = { provider: "orders-db", resource: "orders", role: "readonly" };

/** A provider that tells what these answers say, one a call. */
function createWorld(...answers: (() => Promise<readonly string[] | undefined>)[]) {
  let asked = 0;
  let now = NOW;
  const listAbilities: Provider["listAbilities"] = () => answers[asked++]?.() ?? Promise.resolve([]);
  const provider: Provider = { ...createProvider("orders-db").provider, listAbilities };
  const deps = depsWith({ providers: new Map([["orders-db", provider]]), now: () => now });
  return {
    countAsked: () => asked,
    wait: (minutes: number) => {
      now = addMinutes(now, minutes);
    },
    async look(twist: Twist = {}) {
      const found = await addAbilities(deps, formCheckResult(evidence(twist), emptyLedger));
      return found.kind === "request" ? found.briefing?.abilities : undefined;
    },
  };
}

const answer =
  (...says: string[]) =>
  async () =>
    says;
const fail = async (): Promise<never> => {
  throw new Error("away");
};

it("tells what the provider says, and asks it once in ten minutes", async () => {
  const world = createWorld(answer("SELECT on 1 table: orders"), answer("SELECT on 2 tables"));
  for (let look = 0; look < 2; look++)
    expect(await world.look()).toEqual([{ entitlement, says: ["SELECT on 1 table: orders"] }]);
  world.wait(11);
  expect(await world.look()).toEqual([{ entitlement, says: ["SELECT on 2 tables"] }]);
  expect(world.countAsked()).toBe(2);
});

it("OI11: keeps what a provider says short, and on one line each", async () => {
  const world = createWorld(answer("x\ny", ...Array.from({ length: 20 }, (_, at) => `${at}`.repeat(500))));
  const [told] = (await world.look()) ?? [];
  expect(told?.says).toHaveLength(12);
  expect(told?.says[0]).toBe("x y");
  for (const phrase of told?.says ?? []) expect(phrase.length).toBeLessThanOrEqual(240);
});

it("goes on telling what it knew when the provider fails, and nothing when it knew nothing", async () => {
  const world = createWorld(answer("SELECT"), fail);
  await world.look();
  world.wait(11);
  expect(await world.look()).toEqual([{ entitlement, says: ["SELECT"] }]);
  expect(await createWorld(fail).look()).toBeUndefined();
  expect(await createWorld(async () => undefined).look()).toBeUndefined();
});

it("does not wait for a provider that is silent, and tells its answer the next time", async () => {
  let resolve = (_says: readonly string[]): void => undefined;
  const promise = new Promise<readonly string[]>((done) => {
    resolve = done;
  });
  const world = createWorld(() => promise);
  const looked = world.look();
  await vi.advanceTimersByTimeAsync(3_000);
  expect(await looked).toBeUndefined();
  resolve(["SELECT"]);
  await vi.advanceTimersByTimeAsync(0);
  expect(await world.look()).toEqual([{ entitlement, says: ["SELECT"] }]);
});

it("asks nothing about a request with mistakes", async () => {
  const world = createWorld(answer("SELECT"));
  expect(await world.look({ text: requestText({ duration: "9h" }) })).toBeUndefined();
  expect(world.countAsked()).toBe(0);
});
