// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   RV5: The subject held the role before.

import assert from "node:assert/strict";
import { defineCase } from "../contract/case.ts";
import { assertListed, assertUsable, identify } from "../contract/look.ts";

export const standing = [
  defineCase({
    name: "RV5: keeps standing access apart, or says that it was there",
    needs: ["standing"],
    async run(fixture) {
      const { provider } = fixture;
      const held = await identify(fixture, fixture.standing);
      if ((await provider.traits()).container === "shared") {
        assert.deepEqual(await provider.hold(held), { changed: false, sessionsEnded: 0 });
        await assertListed(fixture, fixture.standing, ["unknown"]);
        return;
      }
      await assertListed(fixture, fixture.standing, ["standing"]);
      assert.equal((await provider.hold(held)).changed, true, "whether hold changed something");
      await assertListed(fixture, fixture.standing, ["ours", "standing"]);
      assert.equal((await provider.revoke(held)).changed, true, "whether revoke changed something");
      await assertListed(fixture, fixture.standing, ["standing"]);
    },
  }),

  defineCase({
    name: "RV5: a person with standing access can use it before, during and after a grant",
    needs: ["standing", "canUse"],
    async run(fixture) {
      const { provider } = fixture;
      await assertUsable(fixture, fixture.standing, true, "before the grant");
      const held = await identify(fixture, fixture.standing);
      await provider.hold(held);
      await assertUsable(fixture, fixture.standing, true, "during the grant");
      // Where grants cannot be told apart, Hallpass ends none that was there before.
      if ((await provider.traits()).container === "separate") await provider.revoke(held);
      await assertUsable(fixture, fixture.standing, true, "after the grant");
    },
  }),
];
