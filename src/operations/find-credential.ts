import { personOf, publicKeyOf, type Settings, verifierOf } from "../core/files/settings.ts";
import { listUnfinished } from "../core/plan/unfinished.ts";
import { readAdoptedRules } from "./evidence/in-force.ts";
import type { Deps } from "./round/deps.ts";

type CredentialDeps = Pick<Deps, "repository" | "ledger" | "trustedCommit" | "now">;

type Find = (deps: CredentialDeps, provider: string, principal: string) => Promise<string | undefined>;

/** Finds the verifier of an account's password. */
export const findVerifier: Find = (...of) => findInMap(verifierOf, ...of);

/** Finds the SSH public key of an account. */
export const findPublicKey: Find = (...of) => findInMap(publicKeyOf, ...of);

/**
 * Reads the adopted identity map. undefined when the map has no such value, is not adopted, or gives the account to another person than
 * those who still hold access through it.
 */
async function findInMap(
  read: (settings: Settings, provider: string, principal: string) => string | undefined,
  deps: CredentialDeps,
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
  return isTheirs ? read(settings, provider, principal) : undefined;
}
