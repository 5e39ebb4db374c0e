import { min } from "date-fns";
import type { LedgerState } from "../core/ledger.ts";
import type { LedgerEntry } from "../core/ledger-entry.ts";
import { adoptRules } from "./adopt.ts";
import type { Deps } from "./deps.ts";
import { endWithdrawn, writeEnds } from "./early-ends.ts";
import { observe } from "./observe.ts";
import { settle } from "./settle.ts";
import { readState, record, recordJournal } from "./state.ts";
import { type Verifying, verifyMerged } from "./verify.ts";
import { nextSecondLook, type VerifyingAgain, verifyAgain } from "./verify-again.ts";

export interface Reconciled {
  /** What this round put on the ledger, in order. */
  readonly entries: readonly LedgerEntry[];
  /** Everything could be read, and everything planned was done. */
  readonly complete: boolean;
  /** When there is something to verify for the second time. */
  readonly lookAgainAt?: Date;
  readonly state: LedgerState;
}

/**
 * Makes what is held what git says may be held. Level-triggered: it reads everything anew and may run at any time, twice, or
 * after a crash at any point. Throws when GitHub or git cannot be read; `endDue` does not need them, and never waits for this.
 */
export async function reconcile(deps: Deps): Promise<Reconciled> {
  await deps.repository.fetch();
  const late = await recordJournal(deps);
  const standing = await record(deps, async (state) => [
    ...(state.teams.size === 0 ? await observe(deps, state) : []),
    ...(await adoptRules(deps, state)),
  ]);
  const withdrawn = await endWithdrawn(deps);
  const first = await verifyOnce(deps);
  const second = await verifyTwice(deps);
  const { outcomes, unlisted } = await settle(deps);
  const recorded = await recordJournal(deps);
  const { state } = await readState(deps);
  const done = outcomes.every(({ status }) => status === "done");
  const later = [first.lookAgainAt, nextSecondLook(state, deps.now())].filter((time) => time !== undefined);
  return {
    entries: [...late, ...standing, ...first.entries, ...second.verified, ...recorded],
    complete: done && withdrawn.unjudged + first.unjudged + second.unjudged + unlisted === 0,
    ...(later.length > 0 && { lookAgainAt: min(later) }),
    state,
  };
}

async function verifyOnce(deps: Deps): Promise<Verifying> {
  let verifying: Verifying = { entries: [], unjudged: 0 };
  await record(deps, async (state) => {
    verifying = await verifyMerged(deps, state);
    return verifying.entries;
  });
  return verifying;
}

/** What does not hold is written down first, too. */
async function verifyTwice(deps: Deps): Promise<VerifyingAgain> {
  const { state } = await readState(deps);
  const again = await verifyAgain(deps, state);
  await writeEnds(deps, again.unproven);
  if (again.verified.length > 0) await record(deps, () => again.verified);
  return again;
}
