// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   RV10: An administrator has already revoked it by hand.
//   GX8: A provider fails after it did what it was asked.

import assert from "node:assert/strict";
import { defineCase } from "../contract/case.ts";
import {
  assertHeld,
  assertListed,
  endOf,
  holdFor,
  identify,
  listFor,
  oursOf,
  settle,
} from "../contract/look.ts";

export const holding = [
  defineCase({
    name: "holds, lists what it holds with the same ids, and ends it",
    async run(fixture) {
      const { provider, principals } = fixture;
      const held = await identify(fixture, principals.first);
      assert.equal((await provider.hold(held)).changed, true, "whether hold changed something");
      const { principal, entitlement, ids } = held;
      const grants = await settle(
        fixture,
        () => listFor(fixture, principal),
        (seen) => seen.length > 0,
      );
      assert.deepEqual(grants, [{ principal, entitlement, ids, origin: await oursOf(fixture) }]);
      assert.equal((await provider.revoke(held)).changed, true, "whether revoke changed something");
      await assertListed(fixture, principal, []);
    },
  }),

  defineCase({
    name: "gives a principal the same ids each time",
    async run(fixture) {
      const { provider, entitlement, principals } = fixture;
      const { ids } = await holdFor(fixture, principals.first);
      assert.deepEqual(await provider.identify(principals.first, entitlement), ids);
    },
  }),

  defineCase({
    name: "changes nothing when it holds again, whatever the new end",
    async run(fixture) {
      const held = await holdFor(fixture, fixture.principals.first);
      await assertHeld(fixture, held.principal);
      const later = { ...held, until: endOf(fixture, 60) };
      assert.equal(
        (await fixture.provider.hold(later)).changed,
        false,
        "whether hold again changed something",
      );
      await assertHeld(fixture, held.principal);
    },
  }),

  defineCase({
    name: "keeps one grant while its end moves earlier, later and back",
    async run(fixture) {
      const held = await holdFor(fixture, fixture.principals.first);
      for (const minutes of [-10, 60, -20, 0]) {
        await fixture.provider.hold({ ...held, until: endOf(fixture, minutes) });
        await assertHeld(fixture, held.principal);
      }
      await fixture.provider.revoke(held);
      await assertListed(fixture, held.principal, []);
    },
  }),

  defineCase({
    name: "RV10, GX8: calls a second end success",
    async run(fixture) {
      const held = await holdFor(fixture, fixture.principals.first);
      await fixture.provider.revoke(held);
      await assertListed(fixture, held.principal, []);
      assert.deepEqual(await fixture.provider.revoke(held), { changed: false, sessionsEnded: 0 });
    },
  }),

  defineCase({
    name: "ends one person's access and leaves everybody else's",
    async run(fixture) {
      const first = await holdFor(fixture, fixture.principals.first);
      const second = await holdFor(fixture, fixture.principals.second);
      await fixture.provider.revoke(first);
      await assertListed(fixture, first.principal, []);
      await assertHeld(fixture, second.principal);
    },
  }),

  defineCase({
    name: "holds, ends, holds again and ends again",
    async run(fixture) {
      const held = await identify(fixture, fixture.principals.first);
      for (const _round of [1, 2]) {
        await fixture.provider.hold(held);
        await assertHeld(fixture, held.principal);
        await fixture.provider.revoke(held);
        await assertListed(fixture, held.principal, []);
      }
    },
  }),
];
