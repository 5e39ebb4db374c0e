// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   ID11: The account at the provider is dropped, and made anew under its name.
//   X42: A provider answers with the ids of another account.
//   X43: The server behind a provider's name is another one now.

import { defineCase } from "../contract/case.ts";
import { assertFails, assertHeld, assertListed, holdFor, identify } from "../contract/look.ts";

/** An id that no system gives: the largest of 32 bits. */
const OTHER = "4294967295";

const refusal = { code: "IDENTITY_CHANGED", retryable: false } as const;

export const identity = [
  ...(["instance", "principal", "entitlement"] as const).map((id) =>
    defineCase({
      name: `X42, ID11: refuses to hold when the ${id} is another`,
      async run(fixture) {
        const held = await identify(fixture, fixture.principals.first);
        const other = { ...held, ids: { ...held.ids, [id]: OTHER } };
        await assertFails(fixture.provider.hold(other), "hold", refusal);
        await assertListed(fixture, held.principal, []);
      },
    }),
  ),

  defineCase({
    name: "X43: does not call it ended when the recorded instance is another",
    async run(fixture) {
      const held = await holdFor(fixture, fixture.principals.first);
      await assertHeld(fixture, held.principal);
      const elsewhere = { ...held, ids: { ...held.ids, instance: OTHER } };
      await assertFails(fixture.provider.revoke(elsewhere), "revoke", { code: "IDENTITY_CHANGED" });
      await assertHeld(fixture, held.principal);
    },
  }),
];
