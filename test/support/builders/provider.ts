import type { Intent } from "../../../src/core/ledger/ledger-entry.ts";
import type { Provider } from "../../../src/core/ports/provider.ts";
import { memoryProvider } from "../../../src/providers/memory/provider.ts";
import { at, intentEntry, lease } from "./ledger.ts";

/** A memory provider whose calls can be made to hang or fail. What hangs and is released takes effect then. */
export function createProvider(name: string, container: "separate" | "shared" = "separate") {
  const inner = memoryProvider({ name, container });
  const calls: string[] = [];
  let gate: Promise<void> = Promise.resolve();
  let broken: Error | undefined;
  const guarded =
    <T, R>(call: string, work: (argument: T) => Promise<R>) =>
    async (argument: T): Promise<R> => {
      calls.push(call);
      await gate;
      if (broken !== undefined) throw broken;
      return work(argument);
    };
  const provider: Provider = {
    ...inner,
    hold: guarded("hold", inner.hold),
    revoke: guarded("revoke", inner.revoke),
  };
  return {
    provider,
    calls,
    hang(): () => void {
      let release = (): void => undefined;
      gate = new Promise((resolve) => {
        release = resolve;
      });
      return release;
    },
    /** What is called from now on does not hang; what hangs already goes on to. */
    mend: () => {
      gate = Promise.resolve();
    },
    breakWith: (error: Error | undefined) => {
      broken = error;
    },
  };
}

/** What the ledger says of one lease, alice's if nobody else is named, from 0 to `end` seconds, at a provider. */
export async function intendAt(
  provider: Provider,
  request: string,
  end: number,
  from = 0,
  principal = "alice",
): Promise<Intent> {
  const entitlement = { provider: provider.name, resource: "orders", role: "readonly" };
  const times = { startsAt: at(from), endsAt: at(end) };
  return intentEntry(lease({ request, entitlement, principal, pull: 1, reason: "because", ...times }), {
    ids: await provider.identify(principal, entitlement),
    container: (await provider.traits()).container,
  });
}
