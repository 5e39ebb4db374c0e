import { addMilliseconds } from "date-fns/addMilliseconds";
import { describeReceipt } from "../../core/decision/receipt.ts";
import { requestPath } from "../../core/files/request.ts";
import type { LedgerState, SeenRequest } from "../../core/ledger/ledger.ts";
import type { ReceiptRecord } from "../../core/ledger/receipt-record.ts";
import { doubling } from "../../core/plan/back-off.ts";
import { findPullOf } from "../evidence/find-pull.ts";
import { gatherEvidence, type Sources } from "../evidence/gather.ts";
import { readSnapshot, type Snapshot } from "../evidence/snapshot.ts";
import type { Lookback } from "../memory/lookback.ts";
import type { Deps } from "../round/deps.ts";

export type ReceiptDeps = Sources & Pick<Deps, "ledger" | "log" | "now"> & { readonly lookback: Lookback };

/** GitHub is asked about so many pull requests at a time: a ledger may be years older than its receipts. */
const MOST_LOOKED_UP = 5;
/** One that always fails costs a few calls a day. */
const RETRIES = { firstMs: 5 * 60_000, longestMs: 24 * 3_600_000 };

/**
 * Finds merged pull requests that removed requests and are not on the ledger, and notes them. Level-triggered: a request that was
 * granted, and whose file is gone, has such a pull request. Answers how many were noted. What cannot be read is tried again, less and less often.
 */
export async function findReceipts(deps: ReceiptDeps): Promise<number> {
  const { lookback, repository } = deps;
  const { receipts: search } = lookback;
  if (search.searched === (await repository.defaultTip())) return 0;
  const snapshot = await readSnapshot(deps);
  const gone = await listGone(deps, snapshot);
  const covered = new Set<string>();
  let asked = 0;
  let noted = 0;
  for (const { request } of gone) {
    if (covered.has(request)) continue;
    if (asked === MOST_LOOKED_UP) return noted;
    asked++;
    const receipt = await lookUp(deps, request, snapshot);
    if (receipt === undefined) continue;
    lookback.note([{ kind: "receipt", receipt, at: receipt.at }]);
    for (const each of receipt.requests) covered.add(each);
    noted++;
  }
  if (search.failed.size === 0) search.searched = snapshot.tip;
  return noted;
}

/** Granted requests whose file is gone, without a receipt; the newest first. */
async function listGone(
  { repository, lookback }: ReceiptDeps,
  { tip, state, at }: Snapshot,
): Promise<readonly SeenRequest[]> {
  const files = new Set((await repository.listFiles(tip, "access-requests")).map(({ path }) => path));
  const { unexplained, failed } = lookback.receipts;
  const told = new Set([...listTold(state, lookback), ...unexplained]);
  return [...state.seen.values()]
    .filter(({ request }) => !files.has(requestPath(request)) && !told.has(request))
    .filter(({ request }) => !(at < (failed.get(request)?.next ?? at)))
    .sort(
      (a, b) =>
        Number(failed.has(a.request)) - Number(failed.has(b.request)) || b.at.getTime() - a.at.getTime(),
    );
}

const listTold = (state: LedgerState, lookback: Lookback): string[] =>
  [
    ...state.receipts.values(),
    ...lookback.listNews(state).flatMap((entry) => (entry.kind === "receipt" ? [entry.receipt] : [])),
  ].flatMap(({ requests }) => requests);

async function lookUp(
  deps: ReceiptDeps,
  request: string,
  snapshot: Snapshot,
): Promise<ReceiptRecord | undefined> {
  const { repository, lookback, log } = deps;
  const { unexplained, failed } = lookback.receipts;
  try {
    const commit = await repository.findRemoval(snapshot.tip, requestPath(request));
    const pull = commit === undefined ? undefined : await findPullOf(deps, commit);
    const receipt = pull && describeReceipt(await gatherEvidence(deps, pull, snapshot));
    failed.delete(request);
    if (receipt?.requests.includes(request)) return receipt;
    unexplained.add(request);
  } catch (err) {
    const failures = failed.get(request)?.failures ?? 0;
    const next = addMilliseconds(snapshot.at, doubling(failures, RETRIES));
    failed.set(request, { failures: failures + 1, next });
    log.warn({ step: "look back", request, next, err }, "its receipt cannot be read; Hallpass tries again");
  }
  return undefined;
}
