import { type Finding, mistake } from "../../core/findings/finding.ts";
import type { LedgerState } from "../../core/ledger/ledger.ts";
import { oncePer } from "../../core/plan/once-per.ts";
import type { Deps } from "../round/deps.ts";
import { listLost } from "./lost.ts";
import { listRewrites } from "./rewritten.ts";

type Needs = Pick<Deps, "repository" | "now" | "providers" | "stops">;

/** Why nothing is granted to anybody, as of a commit of the default branch. None of it ends anything. */
export async function listStops(needs: Needs, state: LedgerState, tip: string): Promise<Finding[]> {
  const found = await Promise.all([listRewrites(needs, state, tip), listLost(needs, state, tip)]);
  return [...needs.stops(), ...found.flat(), ...listGone(needs, state)];
}

/** Whoever takes a provider out of the configuration takes the end of what is held there with it. */
function listGone({ providers }: Needs, { holdings }: LedgerState): Finding[] {
  const gone = providersHeldAt(holdings).filter((name) => !providers.has(name));
  return gone.map((name) =>
    mistake(
      "PROVIDER_GONE",
      `Something is held at the provider "${name}", and the server's configuration has none of that name.`,
      `Put "${name}" back into HALLPASS_PROVIDERS until everything held there has ended (hallpass status).`,
    ),
  );
}

/** Asked for each request of a round. */
const providersHeldAt = oncePer((holdings: LedgerState["holdings"]): readonly string[] => {
  const names = new Set<string>();
  for (const { held, entitlement } of holdings.values()) if (held !== "no") names.add(entitlement.provider);
  return [...names];
});
