import { verifierOf } from "../core/settings.ts";
import type { Deps } from "./deps.ts";
import { readAdoptedRules } from "./in-force.ts";

/** The verifier the adopted identity map gives for an account; undefined where it gives none, or is not adopted. */
export async function findVerifier(
  deps: Pick<Deps, "repository" | "ledger" | "trustedCommit">,
  provider: string,
  principal: string,
): Promise<string | undefined> {
  const { state } = await deps.ledger.read();
  const { settings, adopted } = await readAdoptedRules(deps, state, await deps.repository.defaultTip());
  return adopted && settings !== undefined ? verifierOf(settings, provider, principal) : undefined;
}
