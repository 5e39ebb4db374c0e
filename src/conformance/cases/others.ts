// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   RV10: An administrator has already revoked it by hand.
//   RV11: An admin gives the same access for good meanwhile.

import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { defineCase } from "../contract/case.ts";
import { assertHeld, assertListed, endOf, holdFor, identify } from "../contract/look.ts";
import { createRandom } from "../contract/random.ts";
import { retry } from "../contract/retry.ts";

const ROUNDS = 12;
const SEEDS = 2 ** 31 - 1;

const whereShared = async ({ provider }: Parameters<typeof holdFor>[0]): Promise<string | undefined> =>
  (await provider.traits()).container === "shared" ? undefined : "its grants can be told from others";
const whereSeparate = async ({ provider }: Parameters<typeof holdFor>[0]): Promise<string | undefined> =>
  (await provider.traits()).container === "separate" ? undefined : "its grants cannot be told from others";

export const others = [
  defineCase({
    name: "RV11: keeps what an administrator gives and takes at the same time, in random order",
    needs: ["byHand"],
    async run(fixture) {
      const { byHand, provider, principals, seed = randomInt(SEEDS) } = fixture;
      const random = createRandom(seed);
      const mine = await identify(fixture, principals.first);
      const theirs = principals.second;
      const byOthers = (await provider.traits()).container === "shared" ? "unknown" : "standing";
      let isMine = false;
      let isTheirs = false;
      try {
        for (let round = 1; round <= ROUNDS; round++) {
          const at = `round ${round} of seed ${seed}`;
          const holds = random() < 0.6;
          const until = endOf(fixture, Math.floor(random() * 60));
          const changes = random() < 0.7;
          const work = [
            retry(() => (holds ? provider.hold({ ...mine, until }) : provider.revoke(mine))),
            changes ? (isTheirs ? byHand.take(theirs) : byHand.give(theirs)) : undefined,
          ];
          await Promise.all(random() < 0.5 ? work : work.reverse());
          isMine = holds;
          if (changes) isTheirs = !isTheirs;
          const expected = isTheirs ? ([byOthers] as const) : [];
          await assertListed(fixture, theirs, expected, `what the administrator gave by hand, ${at}`);
          if (isMine) await assertHeld(fixture, mine.principal, `what Hallpass holds, ${at}`);
          else await assertListed(fixture, mine.principal, [], `what Hallpass ended, ${at}`);
        }
      } finally {
        if (isTheirs) await byHand.take(theirs);
      }
    },
  }),

  defineCase({
    name: "RV11: keeps the access that an administrator gives to the holder for good",
    needs: ["byHand"],
    unless: whereSeparate,
    async run(fixture) {
      const held = await holdFor(fixture, fixture.principals.first);
      await fixture.byHand.give(held.principal);
      try {
        await assertListed(fixture, held.principal, ["ours", "standing"]);
        await fixture.provider.revoke(held);
        await assertListed(fixture, held.principal, ["standing"]);
      } finally {
        await fixture.byHand.take(held.principal);
      }
    },
  }),

  defineCase({
    name: "RV11: writes nothing for what an administrator gave by hand",
    needs: ["byHand"],
    unless: whereShared,
    async run(fixture) {
      const { provider, byHand } = fixture;
      const held = await identify(fixture, fixture.principals.second);
      await byHand.give(held.principal);
      try {
        await assertListed(fixture, held.principal, ["unknown"]);
        assert.deepEqual(await provider.hold(held), { changed: false, sessionsEnded: 0 });
        await assertListed(fixture, held.principal, ["unknown"]);
      } finally {
        await byHand.take(held.principal);
      }
    },
  }),

  defineCase({
    name: "RV10: calls the end success when an administrator took the access by hand, and leaves nothing behind",
    needs: ["byHand"],
    unless: whereShared,
    async run(fixture) {
      const { provider, byHand } = fixture;
      const held = await holdFor(fixture, fixture.principals.first);
      await byHand.take(held.principal);
      await assertListed(fixture, held.principal, []);
      assert.equal((await provider.revoke(held)).changed, false, "whether revoke changed something");
      await provider.forget?.(held);
      await assertListed(fixture, held.principal, []);
    },
  }),
];
