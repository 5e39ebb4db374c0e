import { mistake } from "../../core/findings/finding.ts";
import type { Stop } from "../../core/findings/stop.ts";
import type { LedgerState } from "../../core/ledger/ledger.ts";
import { oncePer } from "../../core/plan/once-per.ts";
import type { Deps } from "../round/deps.ts";
import type { RoundView } from "../round/view.ts";
import { listLost } from "./lost.ts";
import { listRewrites } from "./rewritten.ts";

/** Lists the reasons to grant nothing to anyone, or nothing at one provider. */
export async function listStops(
  { repository, providers, stops }: Pick<Deps, "repository" | "providers" | "stops">,
  view: Pick<RoundView, "tip" | "state" | "at">,
): Promise<Stop[]> {
  const found = await Promise.all([listRewrites(repository, view), listLost(repository, view)]);
  return [...stops(), ...found.flat(), ...listGone(providers, view.state)];
}

/** A provider that was taken out of the configuration cannot end what is held there. */
function listGone(providers: Deps["providers"], { holdings }: LedgerState): Stop[] {
  const gone = providersHeldAt(holdings).filter((name) => !providers.has(name));
  return gone.map((name) =>
    mistake(
      "PROVIDER_GONE",
      `Access is held at the provider "${name}", which the server's configuration no longer lists.`,
      `Put "${name}" back into HALLPASS_PROVIDERS until everything held there has ended (hallpass status).`,
    ),
  );
}

/** Computed once per state: each request of a round asks for it. */
const providersHeldAt = oncePer((holdings: LedgerState["holdings"]): readonly string[] => {
  const names = new Set<string>();
  for (const { held, entitlement } of holdings.values()) if (held !== "no") names.add(entitlement.provider);
  return [...names];
});
