import { personOf, verifierOf } from "../core/files/settings.ts";
import { listUnfinished } from "../core/plan/unfinished.ts";
import { readAdoptedRules } from "./evidence/in-force.ts";
import type { Deps } from "./round/deps.ts";

/**
 * Finds the verifier of an account in the adopted identity map. undefined when the map has none, is not adopted, or gives the account
 * to another person than those who still hold access through it.
 */
export async function findVerifier(
  deps: Pick<Deps, "repository" | "ledger" | "trustedCommit" | "now">,
  provider: string,
  principal: string,
): Promise<string | undefined> {
  const { state } = await deps.ledger.read();
  const { settings, adopted } = await readAdoptedRules(deps, state, await deps.repository.defaultTip());
  if (!adopted || settings === undefined) return undefined;
  const at = deps.now();
  const isTheirs = [...state.holdings.values()]
    .filter((record) => record.entitlement.provider === provider && record.principal === principal)
    .flatMap((record) => listUnfinished(record, at))
    .every(({ subject }) => personOf(settings, subject.id)?.principals[provider] === principal);
  return isTheirs ? verifierOf(settings, provider, principal) : undefined;
}
