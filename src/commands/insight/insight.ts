import { join } from "node:path";
import { readThresholds } from "../../core/files/insight-thresholds.ts";
import type { Files } from "../../core/insight/changes/change.ts";
import { type Combined, combineChanges, findChange } from "../../core/insight/changes/list-changes.ts";
import { listSignals } from "../../core/insight/insight.ts";
import type { InsightInput } from "../../core/insight/signal.ts";
import { buildOverview } from "../../core/overview/overview.ts";
import { writePatch } from "../../git/objects/patch.ts";
import { openRepository, openStore } from "../../git/repository.ts";
import { readRules } from "../../operations/evidence/read-rules.ts";
import { readBaselines } from "../../operations/standing/read-baselines.ts";
import { renderSignals } from "../../report/insight/signals.ts";
import { renderBaseline } from "../../report/inventory.ts";
import { readCloneAudit } from "../input/clone-audit.ts";
import { readPeriod } from "../input/given-time.ts";
import { cloneOption, jsonOption, keyOption } from "../input/options.ts";
import { complain, print, printJson } from "../output/terminal.ts";
import { writeFiles } from "../output/write-files.ts";
import { defineCommand, type Values } from "../runner/command.ts";
import { exitCode } from "../runner/exit-codes.ts";
import { UsageError } from "../runner/failure.ts";
import { type Answered, chooseSignals } from "./choose-signals.ts";
import { proposeChanges } from "./propose.ts";
import { readRuleFiles } from "./rule-files.ts";

const options = {
  since: {
    type: "string",
    value: "TIME",
    meaning: "look from this time on, or a duration such as 30d before --until",
    unset: "90d",
  },
  until: { type: "string", value: "TIME", meaning: "look up to this time", unset: "now" },
  repository: cloneOption,
  key: keyOption,
  patch: {
    type: "string",
    value: "DIR",
    meaning: "write each change that is proposed as a file there, for git apply; the clone stays as it is",
  },
  propose: {
    type: "string",
    multiple: true,
    value: "WHICH",
    meaning:
      "open a pull request with your own token (GH_TOKEN) for these changes together: a rule such as idle-policy, or one change such as idle-policy:orders",
  },
  json: jsonOption,
} as const;

export const command = defineCommand({
  description: `Names what may be worth a look, each with its reason: hasty approvals, two who approve only each other, bursts, requests that grow, habits, access that many borrow, standing access that nobody asks for, policies that nobody uses, people who do nothing. It accuses nobody, and nothing is decided by it.

It reads the ledger in a clone of the access repository, and policies, settings and inventory of its default branch. Works offline, and knows only what was fetched. insight in .github/hallpass.yaml says from how many on it names something.

For policies that nobody uses, standing access that nobody asks for, people who do nothing, and habits that need longer than their policy allows, it proposes a change of the repository: as files (--patch) or as a pull request (--propose), which the owners of the rules approve.`,
  options,
  environment: {
    GH_TOKEN: "your token, such as `gh auth token` prints, for --propose",
    HALLPASS_REPOSITORY: "the access repository, as owner/name, where the clone's origin does not say",
    GITHUB_API_URL: "the address of the REST API, for GitHub Enterprise",
  },
  examples: [
    "hallpass insight --repository ../access",
    "hallpass insight --since 30d --json",
    "hallpass insight --patch ../changes",
    "GH_TOKEN=$(gh auth token) hallpass insight --propose idle-policy:orders",
  ],
  exitCodes: {
    0: "looked, whether or not something was found",
    3: "the ledger cannot be read or trusted, or GitHub refused or did not answer",
  },
  waitsFor: "Reading the ledger…",
  run: answer,
});

async function answer(given: Values<typeof options>): Promise<number> {
  const { repository: clone = ".", key, json, propose, patch } = given;
  const asked = { from: ["--since", given.since ?? "90d"], to: ["--until", given.until] } as const;
  const { since, until } = readPeriod(asked, new Date());
  const audit = await readCloneAudit(clone, key, until);
  const { stories } = buildOverview(audit, since, until);
  const { tip: base, files, today } = await readToday(clone);
  const found = listSignals({ since, until, stories, ...today }).map((signal) => ({
    ...{ signal, change: findChange(signal, files, renderBaseline) },
  }));
  if (propose !== undefined && !audit.verified)
    throw new UsageError("Nothing is proposed by a ledger that cannot be trusted: hallpass verify says why.");
  const chosen = propose === undefined ? undefined : chooseSignals(found, propose);
  const combined = chosen === undefined ? undefined : combineChanges(chosen, files, renderBaseline);
  const patches = patch === undefined ? undefined : await writePatches(found, { clone, base, folder: patch });
  const opened = combined && (await open(combined, { clone, tip: base, since, until }));
  const { tip, verified, untrusted } = audit;
  if (json === true) {
    const signals = found.map(toRecord);
    const done = { ...(patches && { patches }), ...(opened !== undefined && { opened }) };
    printJson({ ledger: tip, verified, untrusted, since, until, signals, ...done });
  } else {
    const changes = found.flatMap(({ change }) => change ?? []);
    print(
      opened === undefined
        ? renderSignals(
            found.map(({ signal }) => signal),
            changes,
          )
        : `${opened}\n`,
    );
    if (patches !== undefined) print(`${patches.map((path) => `Wrote ${path}\n`).join("")}`);
  }
  complain(audit.warning);
  return verified ? exitCode.well : exitCode.unanswered;
}

const open = (combined: Combined, where: { clone: string; tip: string; since: Date; until: Date }) =>
  proposeChanges({ ...combined, ...where });

function toRecord({ signal, change }: Answered) {
  const { id, title, besides, edit } = change ?? {};
  const path = edit === undefined ? {} : { path: edit.path, removed: edit.text === undefined };
  return { ...signal, ...(change && { change: { id, title, besides, ...path } }) };
}

/** One file for each change, named by its number and rule: ids hold what is no name of a file. Answers the paths. */
async function writePatches(
  found: readonly Answered[],
  { clone, base, folder }: { readonly clone: string; readonly base: string; readonly folder: string },
): Promise<string[]> {
  const store = await openStore(clone);
  const changes = found.flatMap(({ change }) => change ?? []);
  const files: { path: string; text: string }[] = [];
  for (const [index, { rule, edit }] of changes.entries()) {
    const number = String(index + 1).padStart(4, "0");
    files.push({ path: `${number}-${rule}.patch`, text: await writePatch(store, base, [edit]) });
  }
  await writeFiles(folder, files);
  return files.map(({ path }) => join(folder, path));
}

interface Today {
  readonly tip: string;
  readonly files: Files;
  readonly today: Pick<InsightInput, "policies" | "people" | "standing" | "thresholds">;
}

/** The rules of the default branch. Files with mistakes are left out: `hallpass check` names them. */
async function readToday(dir: string): Promise<Today> {
  const repository = await openRepository({ dir });
  const tip = await repository.defaultTip();
  const { policies, settings } = await readRules(repository, tip);
  const { files: baselines } = await readBaselines(repository, tip);
  const standing = baselines.flatMap(({ baseline: { provider, grants } }) =>
    grants.map(({ resource, role, principal }) => ({ provider, resource, role, principal })),
  );
  const today = {
    ...{ policies, standing, people: settings?.people ?? [] },
    thresholds: readThresholds(settings?.insight),
  };
  return { tip, files: await readRuleFiles(repository, tip), today };
}
