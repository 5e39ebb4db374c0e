// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   RV12: An open session outlives the grant.

import assert from "node:assert/strict";
import { defineCase } from "../contract/case.ts";
import { assertUsable, holdFor, identify, poll } from "../contract/look.ts";

export const effect = [
  defineCase({
    name: "lets the person use the access while it is held, and neither before nor after",
    needs: ["canUse"],
    async run(fixture) {
      const { provider, principals } = fixture;
      const held = await identify(fixture, principals.first);
      await assertUsable(fixture, held.principal, false, "before the grant");
      await provider.hold(held);
      await assertUsable(fixture, held.principal, true, "during the grant");
      await assertUsable(fixture, principals.second, false, "while somebody else holds it");
      await provider.revoke(held);
      await assertUsable(fixture, held.principal, false, "after the end");
    },
  }),

  defineCase({
    name: "RV12: does to the holder's open sessions what its traits say",
    needs: ["openSession"],
    async run(fixture) {
      const { provider, principals } = fixture;
      const { sessions, consistencySeconds, deadlineSeconds } = await provider.traits();
      const held = await holdFor(fixture, principals.first);
      const session = await fixture.openSession(held.principal);
      try {
        assert.equal(await session.isAlive(), true, "whether the session works during the grant");
        await provider.revoke(held);
        const seconds = sessions === "ended" ? consistencySeconds + deadlineSeconds : 0;
        const isAlive = await poll(
          () => session.isAlive(),
          (alive) => !alive,
          seconds,
        );
        assert.equal(
          isAlive,
          sessions === "survive",
          `whether the session works after the end (${sessions})`,
        );
      } finally {
        await session.close();
      }
    },
  }),

  defineCase({
    name: "RV12: keeps the open session of somebody else",
    needs: ["openSession", "standing"],
    async run(fixture) {
      const held = await holdFor(fixture, fixture.principals.first);
      const session = await fixture.openSession(fixture.standing);
      try {
        await fixture.provider.revoke(held);
        assert.equal(await session.isAlive(), true, "whether the session of the other works after the end");
      } finally {
        await session.close();
      }
    },
  }),
];
