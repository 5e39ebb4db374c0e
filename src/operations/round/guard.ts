import { lateSeconds } from "../../core/access/traits.ts";
import { readFailure } from "../../core/plan/provider-failure.ts";
import { raiseAlert } from "../../core/ports/alert.ts";
import type { Provider } from "../../core/ports/provider.ts";
import type { ProviderBackoff } from "../memory/provider-backoff.ts";
import type { Deps } from "./deps.ts";

interface GuardDeps extends Pick<Deps, "log" | "now"> {
  readonly backoff: ProviderBackoff;
}

/**
 * Wraps a provider in a circuit breaker. While the provider does not answer, only revocations are sent; other calls fail at once with
 * the last error. Alerts once when the provider stops answering, and logs once when it answers again.
 */
export function guardProvider(provider: Provider, { backoff, log, now }: GuardDeps): Provider {
  const { name, forget, listAbilities } = provider;

  async function hear<T>(call: "ask" | "revoke", work: () => Promise<T>): Promise<T> {
    try {
      const answer = await work();
      noteAnswer();
      return answer;
    } catch (error) {
      const { isSilence, isAnswer } = readFailure(error);
      if (isAnswer) noteAnswer();
      if (isSilence && backoff.noteFailure(name, call, error, now()) === "away")
        raiseAlert(
          log,
          "PROVIDER_SILENT",
          { step: "provider", provider: name, err: error },
          "does not answer; grants there wait, Hallpass retries revocations",
        );
      throw error;
    }
  }

  function noteAnswer(): void {
    if (backoff.noteAnswer(name) === "back")
      log.info({ step: "provider", provider: name }, "answers again; waiting work continues");
  }

  async function ask<T>(work: () => Promise<T>): Promise<T> {
    backoff.admit(name, now());
    return hear("ask", work);
  }

  /** For people only: waits while the provider is away, and its own failures make nobody else wait. */
  async function look<T>(work: () => Promise<T>): Promise<T> {
    if (!backoff.mayAsk(name, now())) backoff.admit(name, now());
    return work();
  }

  return {
    ...provider,
    traits: async () => {
      const traits = await ask(() => provider.traits());
      backoff.noteLate(name, lateSeconds(traits));
      return traits;
    },
    identify: (principal, entitlement) => ask(() => provider.identify(principal, entitlement)),
    listGrants: (entitlements) => ask(() => provider.listGrants(entitlements)),
    hold: (holding) => ask(() => provider.hold(holding)),
    revoke: (holding) => hear("revoke", () => provider.revoke(holding)),
    ...(listAbilities && { listAbilities: (entitlement) => look(() => listAbilities(entitlement)) }),
    ...(forget && { forget: (holding) => hear("revoke", () => forget(holding)) }),
  };
}
