import { parseArgs } from "node:util";
import { MAX_SETTINGS_BYTES, parseSettings, SETTINGS_PATH } from "../core/settings.ts";
import { openLedger } from "../git/ledger.ts";
import { openRepository } from "../git/repository.ts";
import { readPublicKey } from "../git/sshsig.ts";
import { type HoldingStatus, listStatus, renderStatus } from "./holding-status.ts";

const HELP = `Usage: hallpass status [--repository DIR] [--json] [--at TIME] [--key LINE]

Who holds what until when, from the ledger in a clone of the access repository. Works offline,
and knows only what was fetched: run git fetch first.

  --repository DIR   the clone, or a folder in it (.)
  --at TIME          judge what has ended as if it were this time, such as 2026-11-20T16:02:00Z (now)
  --key LINE         the ledger's public key, "ssh-ed25519 AAAA…"
                     (ledger.publicKey of ${SETTINGS_PATH} on the default branch)
  --json             print one JSON object
  --help             this text

Exit codes: 0 nothing is overdue; 1 something has ended with no revocation in this clone, or the ledger cannot be read or believed;
2 the arguments cannot be used.
`;

const NO_LEDGER = `This clone has no branch access-ledger. If the ledger has begun, fetch it:
  git fetch origin access-ledger:refs/remotes/origin/access-ledger
`;

const UNVERIFIED = `Signatures of the ledger were not verified: ${SETTINGS_PATH} gives no readable key. Use --key.\n`;

interface Question {
  readonly dir: string;
  readonly at: Date;
  readonly key: string | undefined;
  readonly json: boolean;
}

/** `hallpass status`. Resolves to the exit code. */
export async function run(argv: string[]): Promise<number> {
  try {
    const question = readArguments(argv);
    if (question !== "help") return await answer(question);
    process.stdout.write(HELP);
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}

class UsageError extends Error {}

function readArguments(argv: string[]): Question | "help" {
  const { repository, at, key, json = false, help } = parseOptions(argv);
  if (help) return "help";
  const time = at === undefined ? new Date() : new Date(at);
  if (Number.isNaN(time.getTime())) {
    throw new UsageError(`--at ${at} is not a time. Write it as 2026-11-20T16:02:00Z.`);
  }
  if (key !== undefined && readPublicKey(key) === undefined) {
    throw new UsageError(`--key ${key} is not an Ed25519 public key. It begins with "ssh-ed25519 AAAA".`);
  }
  return { dir: repository ?? ".", at: time, key, json };
}

function parseOptions(argv: string[]) {
  const text = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  const options = { repository: text, at: text, key: text, json: flag, help: flag };
  try {
    return parseArgs({ args: argv, options }).values;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`${why} See hallpass status --help.`, { cause });
  }
}

async function answer({ dir, at, key, json }: Question): Promise<number> {
  const publicKey = key ?? (await findPublicKey(dir));
  const ledger = await openLedger({ dir, ...(publicKey === undefined ? {} : { publicKey }) });
  const { tip, state, untrusted } = await ledger.read();
  const holdings = listStatus(state, at);
  const verified = tip !== null && publicKey !== undefined && untrusted === undefined;
  if (json) process.stdout.write(`${JSON.stringify({ ledger: tip, verified, untrusted, at, holdings })}\n`);
  else if (tip !== null) process.stdout.write(describe(holdings, at));
  if (untrusted !== undefined) process.stderr.write(warn(tip, untrusted));
  else if (tip === null) process.stderr.write(NO_LEDGER);
  if (tip !== null && publicKey === undefined) process.stderr.write(UNVERIFIED);
  return tip === null || untrusted !== undefined || holdings.some((holding) => holding.state === "overdue")
    ? 1
    : 0;
}

const warn = (tip: string | null, untrusted: { tip: string; reason: string }): string =>
  `The ledger's tip ${untrusted.tip} is not trusted: ${untrusted.reason}.\n` +
  `Shown is ${tip === null ? "nothing: no commit of it is verified" : `the last verified commit, ${tip}`}.\n`;

const describe = (holdings: readonly HoldingStatus[], at: Date): string =>
  holdings.length === 0 ? "Nobody holds anything.\n" : renderStatus(holdings, at);

/** undefined when the clone has no default branch or no settings that can be read: what is held is shown all the same. */
async function findPublicKey(dir: string): Promise<string | undefined> {
  const repository = await openRepository({ dir });
  const tip = await repository.defaultTip().catch(() => undefined);
  const file = tip === undefined ? undefined : await repository.findFile(tip, SETTINGS_PATH);
  if (file === undefined || file.size > MAX_SETTINGS_BYTES) return undefined;
  const source = await repository.readBlob(file.blob, MAX_SETTINGS_BYTES);
  return parseSettings(source, SETTINGS_PATH).value?.ledger.publicKey;
}
