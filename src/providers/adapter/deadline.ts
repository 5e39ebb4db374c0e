import type { Provider } from "../../core/ports/provider.ts";
import { giveUpAfter, stopAfter } from "./give-up-after.ts";

/** Lets an adapter that keeps its own deadline answer first: it knows better what went wrong. */
const SLACK_SECONDS = 2;

/** The deadline until the adapter has told its own. */
const UNTOLD_SECONDS = 60;

/**
 * The same provider with a deadline on each call: a call without an answer fails with TIMEOUT. It may still take effect, so the caller
 * watches for late effects. Reading a log stops then.
 */
export function withDeadline(provider: Provider): Provider {
  const { name, activity, diagnose, forget, listAbilities } = provider;
  let seconds = UNTOLD_SECONDS;

  const within = <T>(work: Promise<T>): Promise<T> =>
    giveUpAfter((seconds + SLACK_SECONDS) * 1000, name, work);

  return {
    ...provider,
    async traits() {
      const traits = await within(provider.traits());
      seconds = traits.deadlineSeconds;
      return traits;
    },
    identify: (principal, entitlement) => within(provider.identify(principal, entitlement)),
    listGrants: (entitlements) => within(provider.listGrants(entitlements)),
    hold: (holding) => within(provider.hold(holding)),
    revoke: (holding) => within(provider.revoke(holding)),
    ...(forget && { forget: (holding) => within(forget(holding)) }),
    ...(activity && {
      activity: (holding, from, signal) =>
        stopAfter((seconds + SLACK_SECONDS) * 1000, name, (until) => activity(holding, from, until), signal),
    }),
    ...(diagnose && { diagnose: () => within(diagnose()) }),
    ...(listAbilities && { listAbilities: (entitlement) => within(listAbilities(entitlement)) }),
  };
}
