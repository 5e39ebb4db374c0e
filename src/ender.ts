import type { Deps } from "./operations/deps.ts";
import { endDue } from "./operations/end.ts";

export interface Ender {
  /** Ends what is due at a provider, unless that is being done already. */
  endSoon(provider: string): void;
  idle(): Promise<void>;
}

/** Each provider ends on its own: one that hangs delays nobody else's. Whoever is told that something failed asks again later. */
export function createEnder(deps: Deps, onEnded: (failed: boolean) => void): Ender {
  const ending = new Map<string, Promise<void>>();

  const end = async (provider: string): Promise<void> => {
    const failed = await endDue(deps, provider).then(
      (outcomes) => outcomes.some(({ status }) => status === "failed"),
      (error: unknown) => {
        deps.log.error({ step: "end", provider, err: error }, "failed; it is tried again");
        return true;
      },
    );
    ending.delete(provider);
    onEnded(failed);
  };

  return {
    endSoon(provider) {
      if (!ending.has(provider)) ending.set(provider, end(provider));
    },
    idle: async () => {
      await Promise.all(ending.values());
    },
  };
}
