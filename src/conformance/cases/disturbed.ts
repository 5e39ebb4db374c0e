// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   GX8: A provider fails after it did what it was asked.

import assert from "node:assert/strict";
import type { Holding } from "../../core/access/holding.ts";
import { lateSeconds } from "../../core/access/traits.ts";
import type { Provider } from "../../core/ports/provider.ts";
import { withDeadline } from "../../providers/adapter/deadline.ts";
import { defineCase } from "../contract/case.ts";
import type { Disturbance, Fixture } from "../contract/fixture.ts";
import {
  assertFails,
  assertHeld,
  assertListed,
  holdFor,
  identify,
  originsOf,
  poll,
} from "../contract/look.ts";
import { retry } from "../contract/retry.ts";

type Disturbed = Fixture & Required<Pick<Fixture, "disturb">>;

/** Makes one call while the system is disturbed. */
async function during<Result>(
  { disturb }: Disturbed,
  disturbance: Disturbance,
  call: () => Promise<Result>,
): Promise<Result> {
  disturb(disturbance);
  try {
    return await call();
  } finally {
    disturb(undefined);
  }
}

/** What fails after its effect may be asked again: the state is as asked, once. */
const repeatable = (disturbance: Disturbance, when: string) => [
  defineCase({
    name: `GX8: holds once when ${when}, and it asks again`,
    needs: ["disturb"],
    disturbance,
    async run(fixture) {
      const { provider, principals } = fixture;
      const held = await identify(fixture, principals.first);
      await assertFails(
        during(fixture, disturbance, () => provider.hold(held)),
        "hold",
        { retryable: true },
      );
      await retry(() => provider.hold(held));
      await assertHeld(fixture, held.principal);
    },
  }),
  defineCase({
    name: `GX8: ends when ${when}, and it asks again`,
    needs: ["disturb"],
    disturbance,
    async run(fixture) {
      const { provider, principals } = fixture;
      const held = await holdFor(fixture, principals.first);
      await assertFails(
        during(fixture, disturbance, () => provider.revoke(held)),
        "revoke",
        { retryable: true },
      );
      await retry(() => provider.revoke(held));
      await assertListed(fixture, held.principal, []);
    },
  }),
];

export const disturbed = [
  ...repeatable("lost-answer", "the answer is lost after the effect"),
  ...repeatable("fails-after", "the system answers with an error of its own after the effect"),

  defineCase({
    name: "says that the system limits the rate of calls, and the pause it asks for",
    needs: ["disturb"],
    disturbance: "throttled",
    async run(fixture) {
      const held = await holdFor(fixture, fixture.principals.first);
      for (const [method, call] of callsOf(fixture, held)) {
        const error = await assertFails(during(fixture, "throttled", call), method, {
          code: "THROTTLED",
          retryable: true,
        });
        assert.ok(error.retryAfterSeconds > 0, `${method} names no pause: retryAfterSeconds is 0`);
      }
      await assertHeld(fixture, held.principal);
    },
  }),

  defineCase({
    name: "throws for a listing that breaks off, and returns no part of it",
    needs: ["disturb"],
    disturbance: "partial",
    async run(fixture) {
      const { provider, entitlement, principals } = fixture;
      await holdFor(fixture, principals.first);
      await holdFor(fixture, principals.second);
      const list = () => provider.listGrants([entitlement]);
      await assertFails(during(fixture, "partial", list), "listGrants");
      if (provider.inventory !== undefined)
        await assertFails(
          during(fixture, "partial", () => readAll(provider)),
          "inventory",
        );
    },
  }),

  defineCase({
    name: "gives up a hold at its deadline, and ends what takes effect later",
    needs: ["disturb"],
    disturbance: "slow",
    async run(fixture) {
      const provider = withDeadline(fixture.provider);
      const traits = await provider.traits();
      const held = await identify(fixture, fixture.principals.first);
      await assertFails(
        during(fixture, "slow", () => provider.hold(held)),
        "hold",
        { code: "TIMEOUT" },
      );
      await poll(
        () => originsOf(fixture, held.principal),
        (origins) => origins.length > 0,
        lateSeconds(traits),
      );
      await retry(() => provider.revoke(held), lateSeconds(traits));
      await assertListed(fixture, held.principal, []);
    },
  }),

  defineCase({
    name: "gives up an end at its deadline, and ends when it is asked again",
    needs: ["disturb"],
    disturbance: "slow",
    async run(fixture) {
      const provider = withDeadline(fixture.provider);
      const traits = await provider.traits();
      const held = await holdFor(fixture, fixture.principals.first);
      await assertFails(
        during(fixture, "slow", () => provider.revoke(held)),
        "revoke",
        { code: "TIMEOUT" },
      );
      await retry(() => provider.revoke(held), lateSeconds(traits));
      await assertListed(fixture, held.principal, []);
    },
  }),
];

const callsOf = (
  { provider, entitlement, principals }: Fixture,
  held: Holding,
): readonly (readonly [string, () => Promise<unknown>])[] => [
  ["listGrants", () => provider.listGrants([entitlement])],
  ["identify", () => provider.identify(principals.first, entitlement)],
  ["hold", () => provider.hold(held)],
  ["revoke", () => provider.revoke(held)],
];

async function readAll({ inventory }: Provider): Promise<number> {
  let grants = 0;
  for await (const _grant of inventory?.() ?? []) grants++;
  return grants;
}
