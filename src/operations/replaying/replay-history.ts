import { MAX_DOCUMENT_BYTES } from "../../core/document/document.ts";
import { isMissing } from "../../core/files/missing-object.ts";
import { parseRequest } from "../../core/files/request.ts";
import type { LedgerState } from "../../core/ledger/ledger.ts";
import type { Repository } from "../../core/ports/repository.ts";
import { createAffected } from "../../core/replay/affected.ts";
import { listPastRequests, type PastRequest } from "../../core/replay/past-request.ts";
import { type ChangedDecision, createReplay, type RulesPair } from "../../core/replay/replay.ts";
import type { ReplayReport } from "../../core/replay/replay-report.ts";

interface Replaying {
  /** Only requests decided from then on; absent: all. */
  readonly since?: Date;
  /** Is there time for more? Asked now and then. */
  isInTime?(): boolean;
}

/** So many files are read at a time, and as many are in memory. */
const BATCH = 100;

/** Decides every past request again under both sets of rules. Throws when git cannot be read. */
export async function replayHistory(
  { repository, state }: { readonly repository: Pick<Repository, "readBlob">; readonly state: LedgerState },
  rules: RulesPair,
  { since, isInTime = () => true }: Replaying = {},
): Promise<ReplayReport> {
  const all = listPastRequests(state);
  const replay = createReplay(rules, state, all);
  const isAffected = createAffected(rules);
  const asked = all.filter(({ at }) => since === undefined || at >= since);
  const changes: ChangedDecision[] = [];
  let [unread, done] = [0, 0];
  while (done < asked.length && isInTime()) {
    const next = asked.slice(done, done + BATCH);
    const batch = next.filter(isAffected);
    const files = await Promise.all(batch.map((request) => readFile(repository, request)));
    let last: PastRequest | undefined;
    for (const [index, request] of batch.entries()) {
      if (!isInTime()) {
        last = request;
        break;
      }
      const bytes = files[index];
      if (bytes === undefined) unread++;
      else changes.push(...listOne(replay.judge(request, parseRequest(bytes, request.path))));
    }
    done += last === undefined ? next.length : next.indexOf(last);
    // Others of this process have their turn.
    await new Promise((resolve) => setImmediate(resolve));
  }
  const left = asked.length - done;
  return {
    ...{ decisions: done - unread, changes, unread },
    ...(left > 0 && { left }),
    unknownTeams: replay.listUnknownTeams(),
  };
}

const listOne = (change: ChangedDecision | undefined): ChangedDecision[] =>
  change === undefined ? [] : [change];

async function readFile(
  repository: Pick<Repository, "readBlob">,
  { blob }: PastRequest,
): Promise<Uint8Array | undefined> {
  try {
    return await repository.readBlob(blob, MAX_DOCUMENT_BYTES);
  } catch (error) {
    if (isMissing(error, blob)) return undefined;
    throw error;
  }
}
