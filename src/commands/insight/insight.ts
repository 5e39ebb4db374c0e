import { readThresholds } from "../../core/files/insight-thresholds.ts";
import { listSignals } from "../../core/insight/insight.ts";
import type { InsightInput } from "../../core/insight/signal.ts";
import { buildOverview } from "../../core/overview/overview.ts";
import { openRepository } from "../../git/repository.ts";
import { readRules } from "../../operations/evidence/read-rules.ts";
import { readBaselines } from "../../operations/read-baselines.ts";
import { renderSignals } from "../../report/insight/signals.ts";
import { readCloneAudit } from "../input/clone-audit.ts";
import { readPeriod } from "../input/given-time.ts";
import { cloneOption, jsonOption, keyOption } from "../input/options.ts";
import { complain, print, printJson } from "../output/terminal.ts";
import { defineCommand, type Values } from "../runner/command.ts";
import { exitCode } from "../runner/exit-codes.ts";

const options = {
  since: {
    type: "string",
    value: "TIME",
    meaning: "look from this time on, or from a duration such as 30d ago",
    unset: "90d",
  },
  until: { type: "string", value: "TIME", meaning: "look up to this time", unset: "now" },
  repository: cloneOption,
  key: keyOption,
  json: jsonOption,
} as const;

export const command = defineCommand({
  description: `Names what may be worth a look, each with its reason: hasty approvals, two who approve only each other, bursts, requests that grow, habits, access that many borrow, standing access that nobody asks for, policies that nobody uses, people who do nothing. It accuses nobody, and nothing is decided by it.

It reads the ledger in a clone of the access repository, and policies, settings and inventory of its default branch. Works offline, and knows only what was fetched. insight in .github/hallpass.yaml says from how many on it names something.`,
  options,
  examples: ["hallpass insight --repository ../access", "hallpass insight --since 30d --json"],
  exitCodes: { 0: "looked, whether or not something was found", 3: "the ledger cannot be read or trusted" },
  waitsFor: "Reading the ledger…",
  run: answer,
});

async function answer({ repository = ".", key, json, ...given }: Values<typeof options>): Promise<number> {
  const asked = { from: ["--since", given.since ?? "90d"], to: ["--until", given.until] } as const;
  const { since, until } = readPeriod(asked, new Date());
  const audit = await readCloneAudit(repository, key, until);
  const { stories } = buildOverview(audit, since, until);
  const signals = listSignals({ since, until, stories, ...(await readToday(repository)) });
  const { tip, verified, untrusted } = audit;
  if (json === true) printJson({ ledger: tip, verified, untrusted, since, until, signals });
  else print(renderSignals(signals));
  complain(audit.warning);
  return verified ? exitCode.well : exitCode.unanswered;
}

type Today = Pick<InsightInput, "policies" | "people" | "standing" | "thresholds">;

/** The rules of the default branch. Files with mistakes are left out: `hallpass check` names them. */
async function readToday(dir: string): Promise<Today> {
  const repository = await openRepository({ dir });
  const tip = await repository.defaultTip();
  const { policies, settings } = await readRules(repository, tip);
  const { files } = await readBaselines(repository, tip);
  return {
    policies,
    people: settings?.people ?? [],
    standing: files.flatMap(({ baseline: { provider, grants } }) =>
      grants.map(({ resource, role, principal }) => ({ provider, resource, role, principal })),
    ),
    thresholds: readThresholds(settings?.insight),
  };
}
