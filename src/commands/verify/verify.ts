import { LATE_AFTER_MS } from "../../core/access/lateness.ts";
import { describeDuration, parseDuration } from "../../core/text/duration.ts";
import type { Violation } from "../../core/verify/violation.ts";
import { isAncestor } from "../../git/objects/history.ts";
import { openStore } from "../../git/repository.ts";
import { renderVerdict } from "../../report/verdict.ts";
import { openCloneRepository, readCloneTip } from "../input/clone-ledger.ts";
import { branchOption, cloneOption, jsonOption, keyOption } from "../input/options.ts";
import { complain, print, printJson } from "../output/terminal.ts";
import { defineCommand, type Values } from "../runner/command.ts";
import { chooseExitCode, exitCode } from "../runner/exit-codes.ts";
import { UsageError } from "../runner/failure.ts";
import { judgeCheckpoints } from "./checkpoints.ts";
import { readGithubKeys } from "./github-keys.ts";
import { verifyHistory } from "./history.ts";

const options = {
  repository: cloneOption,
  branch: branchOption,
  key: keyOption,
  since: {
    type: "string",
    value: "COMMIT",
    meaning: "a commit of the ledger that was verified before: only what follows is judged",
    unset: "the ledger's beginning",
  },
  tolerance: {
    type: "string",
    value: "DURATION",
    meaning: "how late access may end",
    unset: describeDuration(LATE_AFTER_MS),
  },
  signers: {
    type: "string",
    value: "FILE",
    meaning:
      "an allowed_signers file of OpenSSH: the checkpoints of these people have to be part of the history",
    unset: "no checkpoint counts",
  },
  "github-keys": {
    type: "string",
    value: "FILE",
    meaning:
      "GitHub's public keys, from https://github.com/web-flow.gpg: every merge has to be signed by one of them",
    unset: "GitHub's signatures are not looked at",
  },
  json: jsonOption,
} as const;

export const command = defineCommand({
  description: `Replays the history of a clone, also a bare one, and proves it: every commit of the ledger is signed and holds what its entries make of the one before; for every grant its merge is on the default branch, the content is what was reviewed, the approvers owned the path at that commit and were not the requester, the policy of that commit allowed it, and it ended in time; and ledger and default branch agree in both directions. It says what cannot be proven from git alone, and why.

Works offline, and knows only what was fetched: run git fetch first. A copy of an earlier tip, kept elsewhere and given with --since, shows a rewrite.`,
  options,
  examples: [
    "hallpass verify --repository ../access",
    "hallpass verify --repository access.git --since 3f1c… --json",
    "hallpass verify --repository access.git --github-keys web-flow.gpg",
  ],
  exitCodes: {
    0: "all that can be proven is proven",
    1: "something is not as it should be",
    3: "the ledger cannot be read or trusted",
  },
  waitsFor: "Replaying the history…",
  run: answer,
});

async function answer({
  repository: dir = ".",
  branch,
  key,
  since,
  tolerance,
  signers,
  "github-keys": keyFile,
  json,
}: Values<typeof options>): Promise<number> {
  const toleranceMs = tolerance === undefined ? LATE_AFTER_MS : readTolerance(tolerance);
  const keys = keyFile === undefined ? undefined : await readGithubKeys(keyFile);
  const { tip, untrusted, verified, warning } = await readCloneTip(dir, key, branch);
  if (tip === null) {
    complain(warning);
    return exitCode.unanswered;
  }
  const store = await openStore(dir);
  const broken = since === undefined ? [] : await judgeSince(store, since, tip);
  const repository = await openCloneRepository(dir, branch);
  const checked = await judgeCheckpoints({ store, repository }, tip, signers);
  const report = await verifyHistory(
    { store, repository },
    { tip, since: broken.length > 0 ? null : (since ?? null), toleranceMs, now: new Date(), keys },
  );
  const violations = [
    ...(untrusted ? [distrust(untrusted)] : []),
    ...broken,
    ...checked.violations,
    ...report.violations,
  ];
  const unproven = [...report.unproven, ...checked.unproven];
  if (json) printJson({ ledger: tip, verified, ...report, unproven, violations });
  else print(renderVerdict(tip, { ...report, unproven, violations }));
  complain(warning);
  return chooseExitCode(violations.length > 0, verified || violations.length > 0);
}

function readTolerance(text: string): number {
  try {
    return parseDuration(text);
  } catch {
    throw new UsageError(`--tolerance ${text} is no duration. Write it as 2m.`);
  }
}

const distrust = ({ tip, reason }: { readonly tip: string; readonly reason: string }): Violation => ({
  code: "LEDGER_UNTRUSTED",
  says: reason,
  commit: tip,
});

async function judgeSince(
  store: Awaited<ReturnType<typeof openStore>>,
  since: string,
  tip: string,
): Promise<Violation[]> {
  if (!/^[0-9a-f]{40,64}$/u.test(since)) throw new UsageError(`--since ${since} is no full commit id.`);
  const continues = await isAncestor(store, since, tip).catch(() => false);
  return continues
    ? []
    : [
        {
          code: "LEDGER_REWRITTEN",
          says: `the ledger does not continue ${since}, which was verified before`,
          commit: tip,
        },
      ];
}
