import assert from "node:assert/strict";
import { toPhrases } from "../../core/text/phrases.ts";
import { ProviderError } from "../../providers/adapter/error.ts";
import { defineCase } from "../contract/case.ts";
import type { Fixture } from "../contract/fixture.ts";
import { listKeys } from "../contract/look.ts";

/** What approvers are told that a role may do. It decides nothing, so an adapter may also be silent: it must not mislead, nor be a burden. */
export const abilities = [
  defineCase({
    name: "tells what a role may do in a few short phrases, the same each time, and changes nothing by it",
    unless: lacks,
    async run(fixture) {
      const before = await listKeys(fixture);
      const told = await tell(fixture);
      assertShort(told);
      assert.deepEqual(await tell(fixture), told, "what it tells the second time");
      assert.deepEqual(await listKeys(fixture), before, "who holds the access");
    },
  }),

  defineCase({
    name: "tells of a role what its system has, and nothing else",
    needs: ["told"],
    async run(fixture) {
      assert.deepEqual(await tell(fixture), fixture.told, "what a holder may do");
    },
  }),

  defineCase({
    name: "tells nothing of a role or a resource that it does not know",
    needs: ["unknown"],
    unless: lacks,
    async run({ provider, unknown }) {
      for (const entitlement of [unknown.role, unknown.resource])
        assert.deepEqual(await tellOrFail({ provider, entitlement }), [], JSON.stringify(entitlement));
    },
  }),

  defineCase({
    name: "tells what a role may do, or fails as every call does, while its system fails",
    needs: ["fail"],
    unless: lacks,
    async run({ provider, entitlement, fail }) {
      fail(true);
      try {
        assertShort(await tellOrFail({ provider, entitlement }));
      } finally {
        fail(false);
      }
    },
  }),
];

type Asked = Pick<Fixture, "provider" | "entitlement">;

function lacks({ provider }: Fixture): string | undefined {
  return provider.listAbilities === undefined ? "the adapter does not tell what a role may do" : undefined;
}

const tell = async ({ provider, entitlement }: Asked): Promise<readonly string[]> =>
  (await provider.listAbilities?.(entitlement)) ?? [];

/** A failure tells nothing, and is one of the contract. */
const tellOrFail = (asked: Asked): Promise<readonly string[]> =>
  tell(asked).catch((error: unknown) => {
    if (error instanceof ProviderError) return [];
    return assert.fail(`no ProviderError, but ${String(error)}`);
  });

const assertShort = (told: readonly string[]): void =>
  assert.deepEqual(told, toPhrases(told), "a dozen short phrases at most, each on one line, none twice");
