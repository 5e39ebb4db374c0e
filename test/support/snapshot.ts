import type { LedgerState } from "../../src/core/ledger/ledger.ts";
import type { RulesSource } from "../../src/operations/evidence/in-force.ts";
import { addRules, type Snapshot } from "../../src/operations/evidence/snapshot.ts";
import type { Deps } from "../../src/operations/round/deps.ts";

/** The snapshot that a round would have of these ports if the ledger were in this state. */
export const snapshotOf = async (
  deps: RulesSource & Pick<Deps, "now">,
  state: LedgerState,
): Promise<Snapshot> =>
  addRules(deps, { tip: await deps.repository.defaultTip(), ledgerTip: null, state, at: deps.now() });
