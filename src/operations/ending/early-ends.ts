import type { LedgerState } from "../../core/ledger/ledger.ts";
import type { Ended } from "../../core/ledger/ledger-entry.ts";
import type { Sources } from "../evidence/gather.ts";
import type { EndingEarly } from "../evidence/judge-open.ts";
import type { Deps } from "../round/deps.ts";
import { readState } from "../round/state.ts";
import { findAbandoned, findAbandonedOf } from "./find-abandoned.ts";
import { findWithdrawn } from "./find-withdrawn.ts";

export type { EndingEarly } from "../evidence/judge-open.ts";

type Needs = Sources & Pick<Deps, "ledger" | "journal" | "log" | "presence">;

/** Looks for what git says has ended early, and writes it down. */
export const endWithdrawn = (deps: Needs): Promise<EndingEarly> => endFound(deps, findWithdrawn);

/** Looks for what only GitHub knows has ended early, and writes it down. */
export const watchLeases = (deps: Needs): Promise<EndingEarly> => endFound(deps, findAbandoned);

/**
 * The same for requests this round has just written down or granted. A watch that ran before their intents were on the ledger could
 * not know them.
 */
export const watchFresh = (deps: Needs, requests: ReadonlySet<string>): Promise<EndingEarly> =>
  endFound(deps, (_deps, state) => findAbandonedOf(deps, state, requests));

async function endFound(
  deps: Needs,
  find: (deps: Needs, state: LedgerState) => Promise<EndingEarly>,
): Promise<EndingEarly> {
  const ending = await find(deps, (await readState(deps)).state);
  await writeEnds(deps, ending.ended);
  return ending;
}

/** Every early end passes here, before anything else is done about it: from then on it is ended without GitHub too. */
export async function writeEnds({ journal }: Pick<Deps, "journal">, ended: readonly Ended[]): Promise<void> {
  if (ended.length > 0) await journal.append(ended);
}
