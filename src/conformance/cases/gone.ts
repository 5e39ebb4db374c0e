import assert from "node:assert/strict";
import { defineCase } from "../contract/case.ts";
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
    name: "ends by the recorded ids when somebody removed the mark of the grant",
    needs: ["stripMark"],
    async run(fixture) {
      const held = await holdFor(fixture, fixture.principals.first);
      await assertHeld(fixture, held.principal);
      await fixture.stripMark(held.principal);
      await retry(() => fixture.provider.revoke(held));
      await assertListed(fixture, held.principal, []);
      await assertUnusable(fixture, held.principal, "after the end");
    },
  }),
];

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
