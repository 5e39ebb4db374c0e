import type { RepositoryRules } from "../../core/decision/evidence.ts";
import { isError } from "../../core/findings/finding.ts";
import type { ReplayedRules, RulesPair } from "../../core/replay/replay.ts";
import type { ReplayReport } from "../../core/replay/replay-report.ts";
import { wholeLedger } from "../../git/ledger/tree.ts";
import { findNamedCommit } from "../../git/objects/named-commit.ts";
import { openStore } from "../../git/repository.ts";
import { readRules } from "../../operations/evidence/read-rules.ts";
import { replayHistory } from "../../operations/replaying/replay-history.ts";
import { summarizeReplay } from "../../report/replay/summary.ts";
import { renderReplay } from "../../report/replay/text.ts";
import { listRuleFindings, readCheckoutRules, rotasOf } from "../check-files/checkout-rules.ts";
import { openCloneRepository, readCloneTip } from "../input/clone-ledger.ts";
import { readSince } from "../input/given-time.ts";
import { describeFinding } from "../output/finding-lines.ts";
import { complain, print, printJson } from "../output/terminal.ts";
import { chooseExitCode, exitCode } from "../runner/exit-codes.ts";
import { CannotAnswerError, UsageError } from "../runner/failure.ts";
import { requireCheckout } from "./checkout.ts";
import type { Given } from "./options.ts";

/** Prints which past requests the rules at one place would have decided otherwise than those at another. */
export async function replay(given: Given, words: readonly string[]): Promise<number> {
  if (words.length > 0)
    throw new UsageError("policy replay takes no files: name commits with --from and --to.");
  const since = given.since === undefined ? undefined : readSince("--since", given.since, new Date());
  const dir = given.root ?? ".";
  const { tip, store, verified, untrusted, warning } = await readCloneTip(dir, given.key);
  if (tip === null) {
    complain(warning);
    return exitCode.unanswered;
  }
  const repository = await openCloneRepository(dir);
  const state = await wholeLedger.readAt(store, tip);
  const rules = await readPair(given, dir);
  const report = await replayHistory({ repository, state }, rules, { ...(since && { since }) });
  if (given.json) printJson({ ledger: tip, verified, untrusted, ...toRecord(report) });
  else print(renderReplay(report));
  complain(warning);
  return chooseExitCode(report.changes.length > 0, verified);
}

const toRecord = (report: ReplayReport) => ({ says: summarizeReplay(report), left: 0, ...report });

async function readPair({ from, to, root }: Given, dir: string): Promise<RulesPair> {
  const before = from ?? (await (await openCloneRepository(dir)).defaultTip());
  return {
    before: requireSound(await readAt(dir, "--from", before), from ?? "the default branch"),
    after:
      to === undefined
        ? requireSound(await readWorkingTree(root), "the working tree")
        : requireSound(await readAt(dir, "--to", to), to),
  };
}

type ReadRules = Pick<RepositoryRules, "policies" | "rotas" | "codeowners" | "settings" | "findings">;

async function readAt(dir: string, option: string, name: string): Promise<ReadRules> {
  const commit = await findNamedCommit(await openStore(dir), name);
  if (commit === undefined) throw new UsageError(`${option} ${name} is no commit of this clone.`);
  return readRules(await openCloneRepository(dir), commit);
}

async function readWorkingTree(root: string | undefined): Promise<ReadRules> {
  const checkout = await readCheckoutRules(await requireCheckout(root, "any"));
  return {
    policies: checkout.policies.flatMap(({ parsed }) => parsed.value ?? []),
    rotas: rotasOf(checkout),
    codeowners: checkout.codeowners,
    settings: checkout.settings?.value,
    findings: listRuleFindings(checkout),
  };
}

/** Under rules with mistakes everything is denied: that says nothing about what was written. */
function requireSound({ settings, ...rules }: ReadRules, where: string): ReplayedRules {
  const mistakes = rules.findings.filter(isError);
  if (settings !== undefined && mistakes.length === 0) return { ...rules, settings };
  throw new CannotAnswerError(
    "RULES_UNREADABLE",
    `The rules of ${where} have mistakes:\n${mistakes.map(describeFinding).join("\n")}`,
    "Correct them: hallpass check names them all.",
  );
}
