import { addMinutes } from "date-fns/addMinutes";
import { LRUCache } from "lru-cache";
import { type Entitlement, entitlementKey } from "../../core/access/entitlement.ts";
import type { Abilities, CheckResult } from "../../core/decision/check-result.ts";
import type { Provider } from "../../core/ports/provider.ts";
import { toPhrases } from "../../core/text/phrases.ts";
import type { Deps } from "../round/deps.ts";

/** A review waits so long for a catalogue; the next review has an answer that comes later. */
const PATIENCE_MS = 3_000;
/** For so long one answer, or one failure, is enough. */
const FRESH_MINUTES = 10;
/** Entitlements per provider. */
const MOST_KNOWN = 1000;

interface Known {
  readonly until: Date;
  readonly says: readonly string[];
}

/** The last answers stay known when the next read fails: the text for approvers is not to change to and fro. */
const known = new WeakMap<Provider, LRUCache<string, Known>>();

/** Adds to a request without mistakes what its roles let people do, where a provider can tell. Never fails and never waits long: it is for people only. */
export async function addAbilities(
  deps: Pick<Deps, "providers" | "log" | "now">,
  checkResult: CheckResult,
): Promise<CheckResult> {
  if (checkResult.kind !== "request" || checkResult.findings.length > 0) return checkResult;
  const { briefing, decision } = checkResult;
  if (briefing === undefined || decision.terms === undefined) return checkResult;
  const found = await Promise.all(decision.terms.entitlements.map((entitlement) => find(deps, entitlement)));
  const abilities = found.filter(({ says }) => says.length > 0);
  return abilities.length === 0 ? checkResult : { ...checkResult, briefing: { ...briefing, abilities } };
}

async function find(
  deps: Pick<Deps, "providers" | "log" | "now">,
  { provider: name, resource, role }: Entitlement,
): Promise<Abilities> {
  const entitlement = { provider: name, resource, role };
  const provider = deps.providers.get(name);
  if (provider?.listAbilities === undefined) return { entitlement, says: [] };
  const answers = answersOf(provider);
  const before = answers.get(entitlementKey(entitlement));
  if (before === undefined || !(deps.now() < before.until))
    await waitFor(read(deps, provider, entitlement, answers));
  return { entitlement, says: answers.get(entitlementKey(entitlement))?.says ?? before?.says ?? [] };
}

function answersOf(provider: Provider): LRUCache<string, Known> {
  const answers = known.get(provider) ?? new LRUCache<string, Known>({ max: MOST_KNOWN });
  known.set(provider, answers);
  return answers;
}

async function read(
  { log, now }: Pick<Deps, "log" | "now">,
  provider: Provider,
  entitlement: Entitlement,
  answers: LRUCache<string, Known>,
): Promise<void> {
  const key = entitlementKey(entitlement);
  const until = addMinutes(now(), FRESH_MINUTES);
  try {
    answers.set(key, { until, says: toPhrases((await provider.listAbilities?.(entitlement)) ?? []) });
  } catch (err) {
    answers.set(key, { until, says: answers.get(key)?.says ?? [] });
    log.info({ step: "brief", provider: provider.name, err }, "does not tell what a role may do");
  }
}

async function waitFor(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS);
  });
  await Promise.race([work, timeout]);
  clearTimeout(timer);
}
