import type { Repository } from "../../core/ports/repository.ts";
import type { ProvenGrant } from "../../core/verify/judge-grant.ts";
import type { OwnedReceipt } from "../../core/verify/judge-reviewers.ts";
import type { Line, LineCommit } from "../../core/verify/line-commit.ts";
import {
  createVerdict,
  type HistoryReport,
  listProven,
  type PlayedCommit,
} from "../../core/verify/verdict.ts";
import type { Keyring } from "../../git/objects/openpgp.ts";
import { eachLineCommit } from "../../git/past/default-line.ts";
import { replayLedger } from "../../git/past/replay.ts";
import type { Store } from "../../git/process/store.ts";
import { gatherGrant, readOwners } from "./gather.ts";
import { lookAtSignatures } from "./github-keys.ts";

export interface Clone {
  readonly store: Store;
  readonly repository: Repository;
}

export interface Verifying {
  /** The last commit of the ledger whose line is verified. */
  readonly tip: string;
  /** Everything up to this commit was verified before; null: nothing. */
  readonly since: string | null;
  /** An end may be later than planned by this much. */
  readonly toleranceMs: number;
  readonly now: Date;
  /** GitHub's; undefined: its signatures are not looked at. */
  readonly keys?: Keyring | undefined;
}

/** Replays the ledger, and compares it with the default branch in both directions. */
export async function verifyHistory(
  { store, repository }: Clone,
  { tip, since, keys, ...judging }: Verifying,
): Promise<HistoryReport> {
  const line = await readLine({ store, repository });
  if (keys !== undefined)
    for (const commit of await lookAtSignatures(store, [...line.values()], keys, judging.now))
      line.set(commit.sha, commit);
  const verdict = createVerdict({ line, ...judging });
  let isKnown = since !== null;
  for await (const played of replayLedger(store, { from: null, to: tip })) {
    if (isKnown) verdict.skip(played.commit);
    else verdict.add(played, ...(await gatherFacts(repository, line, played)));
    if (played.commit.sha === since) isKnown = false;
  }
  return verdict.finish();
}

async function readLine({ store, repository }: Clone): Promise<Map<string, LineCommit>> {
  const line = new Map<string, LineCommit>();
  for await (const commit of eachLineCommit(store, await repository.defaultTip()))
    line.set(commit.sha, commit);
  return line;
}

/** What git says about every grant and every receipt of a commit. */
export const gatherFacts = async (
  repository: Repository,
  line: Line,
  played: PlayedCommit,
): Promise<[ProvenGrant[], OwnedReceipt[]]> => [
  await gatherGrants(repository, line, played),
  await gatherReceipts(repository, line, played),
];

async function gatherReceipts(
  repository: Repository,
  line: Line,
  { commit: { entries } }: PlayedCommit,
): Promise<OwnedReceipt[]> {
  const receipts: OwnedReceipt[] = [];
  for (const entry of entries)
    if (entry.kind === "receipt" && line.has(entry.receipt.merge))
      receipts.push({
        receipt: entry.receipt,
        codeowners: await readOwners(repository, entry.receipt.merge),
      });
  return receipts;
}

async function gatherGrants(
  repository: Repository,
  line: Line,
  { commit }: PlayedCommit,
): Promise<ProvenGrant[]> {
  const grants: ProvenGrant[] = [];
  for (const intent of listProven(commit))
    grants.push({ intent, facts: await gatherGrant(repository, line, intent) });
  return grants;
}
