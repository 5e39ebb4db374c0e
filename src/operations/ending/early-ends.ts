import type { LedgerState } from "../../core/ledger/ledger.ts";
import type { Ended } from "../../core/ledger/ledger-entry.ts";
import type { EndingEarly } from "../evidence/judge-open.ts";
import type { Snapshot } from "../evidence/snapshot.ts";
import type { Deps } from "../round/deps.ts";
import { readState } from "../round/state.ts";
import { type AbandonedDeps, findAbandoned, findAbandonedOf } from "./find-abandoned.ts";
import { findWithdrawn, type WithdrawnDeps } from "./find-withdrawn.ts";

export type { EndingEarly } from "../evidence/judge-open.ts";

/** Finds leases that git ended early, and writes their ends to the journal. */
export const endWithdrawn = async (
  deps: WithdrawnDeps & Pick<Deps, "journal">,
  snapshot: Snapshot,
): Promise<EndingEarly> => writeFound(deps, await findWithdrawn(deps, snapshot));

/** Finds leases that people ended early at GitHub, and writes their ends to the journal. */
export async function watchLeases(
  deps: AbandonedDeps & Pick<Deps, "ledger" | "journal">,
): Promise<EndingEarly> {
  const { state } = await readState(deps);
  return writeFound(deps, await findAbandoned(deps, state));
}

/**
 * The same for requests this round has just written down or granted: a watch that ran before their intents were on the ledger did not
 * know them. Reads comments, tasks and people at GitHub anew; git and the ledger are those of the round.
 */
export const watchFresh = async (
  deps: AbandonedDeps & Pick<Deps, "journal">,
  state: LedgerState,
  requests: ReadonlySet<string>,
): Promise<EndingEarly> => writeFound(deps, await findAbandonedOf(deps, state, requests));

async function writeFound(deps: Pick<Deps, "journal">, found: EndingEarly): Promise<EndingEarly> {
  await writeEnds(deps, found.ended);
  return found;
}

/** Writes early ends down before anything else is done about them: from then on they take effect without GitHub, too. */
export async function writeEnds({ journal }: Pick<Deps, "journal">, ended: readonly Ended[]): Promise<void> {
  if (ended.length > 0) await journal.append(ended);
}
