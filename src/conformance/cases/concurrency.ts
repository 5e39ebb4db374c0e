// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   GX13: A grant collides with the revocation before it.

import { defineCase } from "../contract/case.ts";
import { assertFails, assertHeld, assertListed, identify } from "../contract/look.ts";

const CALLS = 12;

export const concurrency = [
  defineCase({
    name: "GX13: settles concurrent holds and ends: each succeeds or may be retried, and the last word counts",
    async run(fixture) {
      const { provider } = fixture;
      const held = await identify(fixture, fixture.principals.first);
      const calls = Array.from({ length: CALLS }, (_, index) =>
        index % 2 ? provider.revoke(held) : provider.hold(held),
      );
      for (const result of await Promise.allSettled(calls))
        if (result.status === "rejected")
          await assertFails(Promise.reject(result.reason), "a concurrent call", { retryable: true });
      await provider.hold(held);
      await assertHeld(fixture, held.principal);
      await provider.revoke(held);
      await assertListed(fixture, held.principal, []);
    },
  }),
];
