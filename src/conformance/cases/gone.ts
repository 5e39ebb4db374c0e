// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   ID11: The account at the provider is dropped, and made anew under its name.
//   RV11: An admin gives the same access for good meanwhile.

import assert from "node:assert/strict";
import type { Grant } from "../../core/access/grant.ts";
import { sameIds } from "../../core/access/holding.ts";
import { defineCase } from "../contract/case.ts";
import type { Fixture } from "../contract/fixture.ts";
import {
  assertFails,
  assertHeld,
  assertListed,
  assertUnusable,
  holdFor,
  identify,
  settle,
} from "../contract/look.ts";
import { retry } from "../contract/retry.ts";

export const gone = [
  defineCase({
    name: "ends by the recorded ids when the configuration no longer names the entitlement",
    needs: ["openUnmapped"],
    async run(fixture) {
      const held = await holdFor(fixture, fixture.principals.first);
      const unmapped = fixture.openUnmapped();
      try {
        assert.notDeepEqual(unmapped.check(held.entitlement), [], "the other configuration names it too");
        await retry(() => unmapped.revoke(held));
      } finally {
        await unmapped.close();
      }
      await assertListed(fixture, held.principal, []);
    },
  }),

  defineCase({
    name: "RV11: ends a grant whose mark somebody removed, or leaves it and lists it as somebody else's",
    needs: ["stripMark", "byHand"],
    async run(fixture) {
      const { provider, entitlement, byHand, stripMark, principals } = fixture;
      const before = await provider.listGrants([entitlement]);
      const held = await holdFor(fixture, principals.first);
      await stripMark(held.principal);
      try {
        await retry(() => provider.revoke(held));
        // Hallpass revokes what is listed as ours and has no lease, by the ids in the listing.
        const { until } = held;
        for (const grant of await listNew(fixture, before))
          if (grant.origin === "ours") await retry(() => provider.revoke({ ...grant, until }));
        const left = await settle(
          fixture,
          () => listNew(fixture, before),
          (grants) => grants.length === 0,
        );
        if (left.length === 0) return await assertUnusable(fixture, held.principal, "after the end");
        for (const { origin } of left) assert.notEqual(origin, "ours", "the origin of what it leaves");
      } finally {
        await byHand.take(held.principal);
      }
    },
  }),
];

/** The grants of the entitlement that were not there before, by ids. */
const listNew = async ({ provider, entitlement }: Fixture, before: readonly Grant[]): Promise<Grant[]> =>
  (await provider.listGrants([entitlement])).filter(
    ({ ids }) => !before.some((each) => sameIds(each.ids, ids)),
  );

/** These leave a fixture on which nothing else runs. */
export const last = [
  defineCase({
    name: "ID11: calls it ended when the principal was deleted, and holds nothing for it any more",
    needs: ["drop"],
    async run(fixture) {
      const { provider, principals, drop } = fixture;
      const held = await holdFor(fixture, principals.second);
      await assertHeld(fixture, held.principal);
      await drop.principal(held.principal);
      await retry(() => provider.revoke(held));
      await assertListed(fixture, held.principal, []);
      const found = () =>
        identify(fixture, held.principal).then(
          () => true,
          () => false,
        );
      await settle(fixture, found, (isThere) => !isThere);
      await assertFails(identify(fixture, held.principal), "identify", { code: "UNKNOWN_PRINCIPAL" });
      const { code } = await assertFails(provider.hold(held), "hold", { retryable: false });
      assert.match(code, /^(?:UNKNOWN_PRINCIPAL|IDENTITY_CHANGED)$/u);
    },
  }),

  defineCase({
    name: "calls it ended when the role or resource was deleted, and does not list it as empty",
    needs: ["drop"],
    async run(fixture) {
      const { provider, entitlement, principals, drop } = fixture;
      const held = await holdFor(fixture, principals.first);
      await assertHeld(fixture, held.principal);
      await drop.entitlement();
      await retry(() => provider.revoke(held));
      const listed = () =>
        provider.listGrants([entitlement]).then(
          () => true,
          () => false,
        );
      await settle(fixture, listed, (isThere) => !isThere);
      await assertFails(provider.listGrants([entitlement]), "listGrants", { code: "UNKNOWN_ENTITLEMENT" });
    },
  }),
];
