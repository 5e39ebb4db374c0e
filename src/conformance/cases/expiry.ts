import { defineCase } from "../contract/case.ts";
import { assertHeld, assertListed, assertUnusable, assertUsable, holdFor } from "../contract/look.ts";
import { retry } from "../contract/retry.ts";

export const expiry = [
  defineCase({
    name: "ends by itself at its end, without a call of Hallpass",
    needs: ["expire"],
    async unless({ provider, canUse }) {
      const { nativeExpiry } = await provider.traits();
      if (nativeExpiry === "none") return "nothing ends a grant there but Hallpass (nativeExpiry: none)";
      // What is enforced by a clock may stay in the listing.
      if (nativeExpiry === "enforced" && canUse === undefined) return "the fixture has no canUse";
      return undefined;
    },
    async run(fixture) {
      const { provider, principals, expire } = fixture;
      const held = await holdFor(fixture, principals.first);
      await assertHeld(fixture, held.principal);
      await expire(held);
      await assertUnusable(fixture, held.principal, "after its end");
      if ((await provider.traits()).nativeExpiry !== "enforced")
        await assertListed(fixture, held.principal, []);
      await retry(() => provider.revoke(held));
      await assertListed(fixture, held.principal, []);
    },
  }),

  defineCase({
    name: "can be held again after it ended by itself",
    needs: ["expire", "canUse"],
    async unless({ provider }) {
      const { nativeExpiry } = await provider.traits();
      return nativeExpiry === "none"
        ? "nothing ends a grant there but Hallpass (nativeExpiry: none)"
        : undefined;
    },
    async run(fixture) {
      const { provider, principals, expire } = fixture;
      const held = await holdFor(fixture, principals.first);
      await expire(held);
      await assertUnusable(fixture, held.principal, "after its end");
      await provider.hold(held);
      await assertUsable(fixture, held.principal, true, "once it is held again");
    },
  }),
];
