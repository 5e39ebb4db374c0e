import { Gauge, Histogram, type Registry } from "prom-client";
import { readFailure } from "../../core/plan/provider-failure.ts";
import type { Provider } from "../../core/ports/provider.ts";

const SECONDS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Makes the function that times the calls of a provider, and tells whether the last one was answered. A refusal is an answer. */
export function measureProviders(registry: Registry): (provider: Provider) => Provider {
  const registers = [registry];
  const duration = new Histogram({
    name: "hallpass_provider_call_duration_seconds",
    help: "Calls to providers, by result: ok, or the code of the failure.",
    labelNames: ["provider", "call", "result"],
    buckets: SECONDS,
    registers,
  });
  const up = new Gauge({
    name: "hallpass_provider_up",
    help: "1: the provider answered the last call. 0: it did not.",
    labelNames: ["provider"],
    registers,
  });

  return (provider) => {
    const { name, forget } = provider;
    const time = async <T>(call: string, work: () => Promise<T>): Promise<T> => {
      const stop = duration.startTimer({ provider: name, call });
      try {
        const answer = await work();
        stop({ result: "ok" });
        up.set({ provider: name }, 1);
        return answer;
      } catch (error) {
        const { code, isSilence } = readFailure(error);
        stop({ result: code });
        up.set({ provider: name }, isSilence ? 0 : 1);
        throw error;
      }
    };
    return {
      ...provider,
      traits: () => time("traits", () => provider.traits()),
      identify: (principal, entitlement) => time("identify", () => provider.identify(principal, entitlement)),
      listGrants: (entitlements) => time("list", () => provider.listGrants(entitlements)),
      hold: (holding) => time("hold", () => provider.hold(holding)),
      revoke: (holding) => time("revoke", () => provider.revoke(holding)),
      ...(forget && { forget: (holding) => time("forget", () => forget(holding)) }),
    };
  };
}
