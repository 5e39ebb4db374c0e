import { LATE_AFTER_MS } from "../../core/access/lateness.ts";
import { openStore } from "../../git/repository.ts";
import { findDefaultBranch } from "../input/clone-branch.ts";
import { readCloneTip } from "../input/clone-ledger.ts";
import { type Period, readPeriod } from "../input/given-time.ts";
import { branchOption, cloneOption, jsonOption, keyOption } from "../input/options.ts";
import { describeFinding } from "../output/finding-lines.ts";
import { complain, print, printJson } from "../output/terminal.ts";
import { defineCommand, type Values } from "../runner/command.ts";
import { chooseExitCode, exitCode } from "../runner/exit-codes.ts";
import { UsageError } from "../runner/failure.ts";
import { readVersion } from "../runner/version.ts";
import { type Pack, readPack } from "./read-pack.ts";
import { signSums } from "./seal.ts";
import { BUNDLE, writePack } from "./write-pack.ts";

const options = {
  from: { type: "string", value: "TIME", meaning: "the beginning of the time, such as 2026-07-01" },
  to: { type: "string", value: "TIME", meaning: "its end, such as 2026-10-01: nothing later is read" },
  since: { type: "string", value: "TIME", meaning: "the same as --from" },
  until: { type: "string", value: "TIME", meaning: "the same as --to" },
  out: { type: "string", value: "DIR", meaning: "a folder to make" },
  sign: {
    type: "string",
    value: "KEY",
    meaning: "sign the list of hashes with this OpenSSH key (ssh-keygen -Y sign)",
  },
  branch: branchOption,
  repository: cloneOption,
  key: keyOption,
  json: jsonOption,
} as const;

export const command = defineCommand({
  description: `Makes a folder of evidence about a time, for an auditor: every request and end as CSV, a report, what hallpass verify proves, where to look for which control, and the whole history as a git bundle; with the hash of each file, signed on request.

It reads a clone of the access repository, also a bare one, offline. Nothing later than --to is read: the same command on the same history makes the same files, to the byte.`,
  options,
  examples: [
    "hallpass evidence --from 2026-07-01 --to 2026-10-01 --out evidence-2026-q3",
    "hallpass evidence --from 2026-07-01 --to 2026-10-01 --out evidence --sign ~/.ssh/id_ed25519",
  ],
  exitCodes: {
    0: "written, and verify found nothing wrong",
    1: "written, and verify found something wrong",
    3: "the ledger cannot be read or trusted, or a file cannot be written",
  },
  waitsFor: "Replaying the history…",
  run: answer,
});

async function answer({ repository: dir = ".", key, sign, out, json, ...given }: Values<typeof options>) {
  const { since, until } = requirePeriod(given);
  if (out === undefined) throw new UsageError("Say where to write: --out evidence-2026-q3.");
  const { tip, verified, warning } = await readCloneTip(dir, key, given.branch);
  complain(warning);
  if (tip === null || !verified) return exitCode.unanswered;
  const store = await openStore(dir);
  const branch = given.branch ?? (await findDefaultBranch(dir));
  const version = await readVersion();
  const pack = await readPack({
    dir,
    store,
    branch,
    tip,
    since,
    until,
    toleranceMs: LATE_AFTER_MS,
    version,
  });
  for (const finding of pack.unread) complain(`Missing in reviews.csv: ${describeFinding(finding)}\n`);
  await writePack(store, branch, pack, out);
  if (sign !== undefined) await signSums(out, sign);
  report(pack, { out, json, signed: sign !== undefined });
  return chooseExitCode(pack.violations > 0, true);
}

/** Other commands call the same two --since and --until: here both pairs are known. */
function requirePeriod(given: Values<typeof options>): Period {
  const from = chooseOne(["--from", given.from], ["--since", given.since]);
  const to = chooseOne(["--to", given.to], ["--until", given.until]);
  if (from === undefined || to === undefined)
    throw new UsageError("Say which time: --from 2026-07-01 --to 2026-10-01.");
  return readPeriod({ from, to }, new Date());
}

function chooseOne(
  ...given: readonly (readonly [option: string, text: string | undefined])[]
): readonly [option: string, text: string] | undefined {
  const [first, second] = given.flatMap(([option, text]) =>
    text === undefined ? [] : [[option, text] as const],
  );
  if (second !== undefined)
    throw new UsageError(`Give one of ${first?.[0]} and ${second[0]}: they mean the same.`);
  return first;
}

interface Written {
  readonly out: string;
  readonly json: boolean | undefined;
  readonly signed: boolean;
}

function report({ files, head, ledger, requests, violations }: Pack, { out, json, signed }: Written): void {
  const written = [
    ...files.map(({ path }) => path),
    BUNDLE,
    "SHA256SUMS",
    ...(signed ? ["SHA256SUMS.sig"] : []),
  ];
  if (json === true) printJson({ out, head, ledger, requests, violations, written });
  else
    print(
      `Wrote ${out}: ${requests} ${requests === 1 ? "request" : "requests"}; verify found ${violations === 0 ? "nothing wrong" : `${violations} ${violations === 1 ? "violation" : "violations"}`}.${signed ? "" : " Not signed: --sign KEY."}\n`,
    );
}
