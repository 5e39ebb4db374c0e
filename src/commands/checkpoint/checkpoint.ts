import { resolve } from "node:path";
import { createCheckpoint, pushCheckpoint } from "../../git/past/checkpoints.ts";
import { RepositoryError } from "../../git/process/error.ts";
import { openStore } from "../../git/repository.ts";
import { openCloneRepository, readCloneTip } from "../input/clone-ledger.ts";
import { branchOption, cloneOption, jsonOption, keyOption } from "../input/options.ts";
import { complain, print, printJson } from "../output/terminal.ts";
import { defineCommand, type Values } from "../runner/command.ts";
import { exitCode } from "../runner/exit-codes.ts";
import { CannotAnswerError, UsageError } from "../runner/failure.ts";

const options = {
  sign: { type: "string", value: "KEY", meaning: "your OpenSSH key: a file, its .pub for a key in an agent" },
  push: {
    type: "string",
    value: "REMOTE",
    meaning: "push the tag there, a remote's name or address that the repository's owners cannot write to",
    unset: "the tag stays in the clone",
  },
  repository: cloneOption,
  branch: branchOption,
  key: keyOption,
  json: jsonOption,
} as const;

export const command = defineCommand({
  description: `Vouches for the history as it is now: makes a signed git tag on the ledger's tip, whose message names the tip of the default branch. Who keeps the tag sees every later rewrite: hallpass verify --signers says so. Run hallpass verify first: this looks at the ledger's signature alone.`,
  options,
  examples: [
    "hallpass checkpoint --repository access.git --sign ~/.ssh/id_ed25519",
    "hallpass checkpoint --sign ~/.ssh/id_ed25519 --push git@git.auditor.example:acme/checkpoints.git",
  ],
  exitCodes: { 0: "made", 3: "the ledger cannot be read or trusted, or git cannot sign or push" },
  run: answer,
});

async function answer({ sign, push, repository: dir = ".", branch, key, json }: Values<typeof options>) {
  if (sign === undefined) throw new UsageError("Say with which key: --sign ~/.ssh/id_ed25519.");
  const { tip, verified, warning } = await readCloneTip(dir, key, branch);
  complain(warning);
  if (tip === null || !verified) return exitCode.unanswered;
  const store = await openStore(dir);
  const head = await (await openCloneRepository(dir, branch)).defaultTip();
  const vouching = { ledger: tip, branch: head, at: new Date(), key: resolve(sign) };
  const name = await orExplain(createCheckpoint(store, vouching));
  if (push !== undefined) await orExplain(pushCheckpoint(store, name, push));
  if (json === true) printJson({ tag: name, ledger: tip, head, pushed: push !== undefined });
  else
    print(
      `Made the tag ${name}: the ledger at ${tip}, the default branch at ${head}.${push === undefined ? ` Keep it elsewhere: git push REMOTE ${name}` : ` Pushed to ${push}.`}\n`,
    );
  return exitCode.well;
}

async function orExplain<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    if (!(cause instanceof RepositoryError)) throw cause;
    throw new CannotAnswerError("FAILED", cause.message, "See what git says, then run this again.", {
      cause,
    });
  }
}
