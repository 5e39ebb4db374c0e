import { ProviderError } from "../providers/adapter/error.ts";
import type { Case } from "./contract/case.ts";
import type { Fixture } from "./contract/fixture.ts";
import { assertListed, hostileNames, identify } from "./contract/look.ts";
import { retry } from "./contract/retry.ts";
import { type Held, keepHeld } from "./held.ts";

/** A fixture on which cases run one after another. */
export interface Stage {
  readonly fixture: Fixture;
  readonly held: Held;
  /** The reason why a case does not apply; `undefined` when it does. */
  findGap(each: Case): Promise<string | undefined>;
  /** Revokes what is there, then runs a case. Rejects where the promise is broken. */
  run(each: Case): Promise<void>;
}

/** Prepares a fixture for the cases. The caller closes the fixture. */
export async function openStage(given: Fixture): Promise<Stage> {
  const { container } = await given.provider.traits();
  // Where grants cannot be told apart, a revocation would take standing access.
  const held = keepHeld(
    given.provider,
    ({ principal }) => container === "separate" || principal !== given.standing,
  );
  const fixture: Fixture = { ...given, provider: held.provider };
  // Of these only an earlier run can have left something: in this one, each holding is noted.
  let unseen = hostileNames(fixture);
  return {
    fixture,
    held,
    findGap: (each) => each.findGap(fixture),
    async run(each) {
      await fixture.landed?.();
      // What could not be revoked stays noted for the clean-up; `clear` sees whether it disturbs this case.
      await held.revokeAll().catch(() => {});
      await clear(fixture, [fixture.principals.first, fixture.principals.second, ...unseen]);
      unseen = [];
      await each.run(fixture);
    },
  };
}

/** Ends what an earlier case or run may have left to these principals. */
async function clear(fixture: Fixture, principals: readonly string[]): Promise<void> {
  for (const principal of principals) {
    const holding = await identify(fixture, principal).catch(ignoreGone);
    if (holding === undefined) continue;
    await retry(() => fixture.provider.revoke(holding));
    await assertListed(fixture, principal, [], `the grants of ${JSON.stringify(principal)} before the case`);
  }
}

/** A case that drops a principal runs before others. */
function ignoreGone(error: unknown): undefined {
  if (error instanceof ProviderError && error.code === "UNKNOWN_PRINCIPAL") return undefined;
  throw error;
}
