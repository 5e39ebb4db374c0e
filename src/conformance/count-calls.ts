import type { Provider } from "../core/ports/provider.ts";

/** The same provider, and how often it was asked for something over the network. */
export function countCalls(provider: Provider): { readonly provider: Provider; count(): number } {
  let calls = 0;
  const counted = <Result>(call: Result): Result => {
    calls++;
    return call;
  };
  return {
    count: () => calls,
    provider: {
      ...provider,
      identify: (principal, entitlement) => counted(provider.identify(principal, entitlement)),
      listGrants: (entitlements) => counted(provider.listGrants(entitlements)),
      hold: (holding) => counted(provider.hold(holding)),
      revoke: (holding) => counted(provider.revoke(holding)),
    },
  };
}
