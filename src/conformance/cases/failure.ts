import { defineCase } from "../contract/case.ts";
import { assertFails, assertHeld, holdFor } from "../contract/look.ts";

export const failure = [
  defineCase({
    name: "throws while its system fails instead of answering, and answers later",
    needs: ["fail"],
    async run(fixture) {
      const { provider, entitlement, principals } = fixture;
      const held = await holdFor(fixture, principals.first);
      const calls: readonly [string, () => Promise<unknown>][] = [
        ["listGrants", () => provider.listGrants([entitlement])],
        ["identify", () => provider.identify(principals.first, entitlement)],
        ["hold", () => provider.hold(held)],
        ["revoke", () => provider.revoke(held)],
      ];
      for (const [method, call] of calls) {
        fixture.fail(true);
        try {
          await assertFails(call(), `${method} while the system fails`);
        } finally {
          fixture.fail(false);
        }
      }
      await assertHeld(fixture, held.principal);
    },
  }),
];
