import { resolve } from "node:path";
import type { Unproven, Violation } from "../../core/verify/violation.ts";
import { isAncestor } from "../../git/objects/history.ts";
import { type Checkpoint, isSignedBy, listCheckpoints } from "../../git/past/checkpoints.ts";
import type { Store } from "../../git/process/store.ts";
import type { Clone } from "./history.ts";

interface Checked {
  readonly violations: readonly Violation[];
  readonly unproven: readonly Unproven[];
}

/** Is what people vouched for part of the history? Anybody who can push can make a tag: only those that `signers` signed count. */
export async function judgeCheckpoints(
  { store, repository }: Clone,
  tip: string,
  signers: string | undefined,
): Promise<Checked> {
  const violations: Violation[] = [];
  let others = 0;
  for (const checkpoint of await listCheckpoints(store)) {
    if (signers !== undefined && (await isSignedBy(store, checkpoint, resolve(signers))))
      violations.push(...(await judge(store, checkpoint, { tip, head: await repository.defaultTip() })));
    else others++;
  }
  return { violations, unproven: others === 0 ? [] : [{ ...UNSIGNED, count: others }] };
}

const UNSIGNED = {
  what: "that checkpoints are part of the history",
  why: "nobody whom --signers names has signed them",
};

interface Tips {
  /** Of the ledger. */
  readonly tip: string;
  /** Of the default branch. */
  readonly head: string;
}

async function judge(
  store: Store,
  { name, ledger, branch }: Checkpoint,
  { tip, head }: Tips,
): Promise<Violation[]> {
  const isPart = (commit: string, of: string) => isAncestor(store, commit, of).catch(() => false);
  return [
    ...((await isPart(ledger, tip))
      ? []
      : [
          says(
            "LEDGER_REWRITTEN",
            `the ledger does not continue ${ledger}, which ${name} vouches for`,
            ledger,
          ),
        ]),
    ...(branch === undefined || (await isPart(branch, head))
      ? []
      : [
          says(
            "BRANCH_REWRITTEN",
            `the default branch does not continue ${branch}, which ${name} vouches for`,
            branch,
          ),
        ]),
  ];
}

const says = (code: Violation["code"], text: string, commit: string): Violation => ({
  code,
  says: text,
  commit,
});
