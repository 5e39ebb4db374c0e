import { createHash } from "node:crypto";
import type { RepositoryRules } from "../../core/decision/evidence.ts";
import { isError } from "../../core/findings/finding.ts";
import { sameRules } from "../../core/ledger/adoption.ts";
import type { ReplayedRules, RulesPair } from "../../core/replay/replay.ts";
import type { ReplayReport } from "../../core/replay/replay-report.ts";
import type { Reviewed } from "../briefing/brief.ts";
import { readRules } from "../evidence/read-rules.ts";
import type { Deps } from "../round/deps.ts";
import { replayHistory } from "./replay-history.ts";

/** More time than tens of thousands of requests take. */
const PATIENCE_MS = 60_000;

/** What was said last, by number of the pull request. */
interface Told {
  get(pull: number): string | undefined;
  set(pull: number, key: string): unknown;
}

/**
 * Says on a pull request that changes the rules what they would have decided otherwise. Once for each head and rules of the default branch. A replay that fails, or takes too long, says so; nothing is decided by it, and nothing waits
 * for it. Throws when GitHub fails.
 */
export async function tellReplay(
  deps: Pick<Deps, "briefings" | "repository" | "ledger" | "log" | "now">,
  { pull, checkResult }: Reviewed,
  told: Told,
): Promise<void> {
  const { briefings, repository } = deps;
  if (briefings === undefined || checkResult?.kind !== "rules") return;
  // Rules that changed on both sides would be compared with what nobody proposes.
  if (checkResult.findings.some(({ code }) => code === "RULES_MOVED")) return;
  const { head, rules: tip } = checkResult.decision.on;
  const [before, after] = [await readRules(repository, tip), await readRules(repository, head)];
  const rules = pairSound(before, after);
  if (rules === undefined || sameRules(before.ids, after.ids)) return;
  const key = keyOf(head, before);
  if (told.get(pull.number) === key) return;
  if ((await briefings.findReplay(pull.number)) !== key) {
    const report = await replay(deps, rules);
    const isSilent = report !== "failed" && report.decisions === 0 && report.unread === 0;
    if (!isSilent) await briefings.showReplay(pull.number, key, report);
  }
  told.set(pull.number, key);
}

const keyOf = (head: string, { ids }: RepositoryRules): string =>
  createHash("sha256")
    .update(JSON.stringify([head, ids.policies, ids.codeowners, ids.settings]))
    .digest("hex");

async function replay(
  { repository, ledger, log, now }: Pick<Deps, "repository" | "ledger" | "log" | "now">,
  rules: RulesPair,
): Promise<ReplayReport | "failed"> {
  const end = now().getTime() + PATIENCE_MS;
  try {
    const { state } = await ledger.read();
    return await replayHistory({ repository, state }, rules, { isInTime: () => now().getTime() < end });
  } catch (err) {
    log.warn({ step: "replay", err }, "past requests cannot be replayed, and the pull request says so");
    return "failed";
  }
}

/** Rules with mistakes deny everything, and the check lists the mistakes. */
function pairSound(before: RepositoryRules, after: RepositoryRules): RulesPair | undefined {
  const [old, now] = [before, after].map(asSound);
  return old === undefined || now === undefined ? undefined : { before: old, after: now };
}

const asSound = ({ settings, ...rules }: RepositoryRules): ReplayedRules | undefined =>
  settings === undefined || rules.findings.some(isError) ? undefined : { ...rules, settings };
