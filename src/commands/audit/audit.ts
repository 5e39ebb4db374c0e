import { readCloneAudit } from "../input/clone-audit.ts";
import { complain } from "../output/terminal.ts";
import { defineCommand } from "../runner/command.ts";
import { exitCode } from "../runner/exit-codes.ts";
import { UsageError } from "../runner/failure.ts";
import { type Given, options } from "./options.ts";
import { QUESTIONS } from "./questions.ts";

export const command = defineCommand({
  description: `Answers questions about the past from the ledger in a clone of the access repository, also a bare one. Works offline and without the server's configuration. It knows what Hallpass gave, not what people hold without it, and only what was fetched: run git fetch first.

who-can RESOURCE: who held it at a time, by whose word, under which policy. what-can PERSON: what they held. history: every request, and what became of it. show REQUEST: one request's whole story. ends: each end, planned and actual. unused: access that ended and that nobody is known to have used, by the provider's log, or where there is none. rules: each change of the rules, who approved it, and the files.

A time counts by when things happened, also where their entry came onto the ledger later.`,
  usage: [
    "who-can RESOURCE [--at TIME] [OPTION]...",
    "what-can PERSON [--at TIME] [OPTION]...",
    "history [--person WHO] [--resource WHAT] [--team NAME] [--approver WHO] [--outcome OUTCOME] [--since TIME] [--until TIME] [OPTION]...",
    "show REQUEST [--text] [OPTION]...",
    "unused [--person WHO] [--resource WHAT] [--team NAME] [--approver WHO] [--since TIME] [--until TIME] [OPTION]...",
    "ends [--person WHO] [--resource WHAT] [--team NAME] [--approver WHO] [--since TIME] [--until TIME] [OPTION]...",
    "rules [--since TIME] [--until TIME] [OPTION]...",
  ],
  arguments: {
    name: "QUESTION",
    meaning: "who-can, what-can, history, show, ends, unused or rules",
    count: "any",
  },
  options,
  examples: [
    "hallpass audit who-can orders-db/orders --at 2026-11-20T15:00:00Z --repository ../access",
    "hallpass audit what-can alice",
    "hallpass audit history --approver carol --since 30d --csv > approvals.csv",
    "hallpass audit show payments/refunds-stuck",
    "hallpass audit ends --since 7d",
    "hallpass audit unused --resource orders-db --since 90d",
    "hallpass audit rules --since 90d",
  ],
  exitCodes: {
    0: "answered",
    1: "show: the ledger has no such request",
    3: "the ledger cannot be read or trusted",
  },
  waitsFor: "Reading the ledger…",
  run: answer,
});

const ALWAYS: readonly (keyof Given)[] = ["repository", "branch", "key", "json", "ndjson", "csv"];

async function answer(given: Given, words: readonly string[]): Promise<number> {
  const [what = "", name, ...others] = words;
  const question = Object.hasOwn(QUESTIONS, what) ? QUESTIONS[what] : undefined;
  if (question === undefined) throw new UsageError(`Ask one of: ${Object.keys(QUESTIONS).join(", ")}.`);
  const { takesName, takes } = question;
  refuseOthers(what, given, takes);
  if (others.length > 0 || (name === undefined) !== (takesName === undefined))
    throw new UsageError(
      takesName === undefined
        ? `${what} takes no name; narrow it with options.`
        : `Say which: hallpass audit ${what} ${takesName}.`,
    );
  const now = new Date();
  const audit = await readCloneAudit(given.repository, given.key, now, {
    branch: given.branch,
    wanted: question.needs?.(name ?? "") ?? "all",
  });
  const code = await question.answer({ audit, given, name: name ?? "", now });
  complain(`${audit.warning}${warnOfDerived(audit.derived)}`);
  return audit.verified ? code : exitCode.unanswered;
}

function refuseOthers(what: string, given: Given, takes: readonly (keyof Given)[]): void {
  const known: readonly string[] = [...takes, ...ALWAYS];
  const other = Object.keys(given).find((option) => !known.includes(option));
  if (other !== undefined) throw new UsageError(`audit ${what} takes no --${other}.`);
}

const warnOfDerived = (count: number): string =>
  count === 0
    ? ""
    : `${count} commits of the ledger are of format 1: what they did is told by the state that they changed, without the whole proof.\n`;
