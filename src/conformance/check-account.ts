import { type Account, fixtureOfAccount } from "./account.ts";
import type { Fixture } from "./contract/fixture.ts";
import { hostileNames } from "./contract/look.ts";
import { countCalls } from "./count-calls.ts";
import type { SuiteReport } from "./render.ts";
import { type Outcome, runCases } from "./run.ts";
import { openStage } from "./stage.ts";
import { conformanceCases } from "./suite.ts";

/** A principal holds the access before the suite gave it: the suite would revoke it. */
export class InTheWay extends Error {}

/**
 * Runs the suite against a real account, tells each outcome, and revokes all that it gave, also when it is stopped. Throws `InTheWay`, and
 * `ProviderError` when the provider cannot be asked before the first case.
 */
export async function checkAccount(
  account: Account,
  signal: AbortSignal,
  tell: (outcome: Outcome) => void,
): Promise<SuiteReport> {
  const { provider, count } = countCalls(account.provider);
  const fixture = fixtureOfAccount({ ...account, provider });
  await refuseHolders(fixture);
  const stage = await openStage(fixture);
  const outcomes: Outcome[] = [];
  try {
    for await (const outcome of runCases(stage, conformanceCases, signal)) {
      outcomes.push(outcome);
      tell(outcome);
    }
  } finally {
    // The report names what could not be revoked.
    await stage.held.revokeAll().catch(() => {});
  }
  const isStopped = outcomes.length < conformanceCases.length;
  return { outcomes, left: stage.held.list(), calls: count(), isStopped };
}

async function refuseHolders(fixture: Fixture): Promise<void> {
  const { provider, entitlement, principals } = fixture;
  const used = [principals.first, principals.second, ...hostileNames(fixture)];
  const grants = await provider.listGrants([entitlement]);
  const holder = grants.find(({ principal }) => used.includes(principal));
  if (holder === undefined) return;
  const who = JSON.stringify(holder.principal);
  throw new InTheWay(
    `${who} holds the role already. Name a test account that holds nothing: the suite revokes what its principals hold.`,
  );
}
