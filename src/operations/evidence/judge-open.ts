import { type EarlyEnd, endEarly, type OpenRequest } from "../../core/decision/early-end.ts";
import type { LedgerState } from "../../core/ledger/ledger.ts";
import type { Ended } from "../../core/ledger/ledger-entry.ts";
import type { Deps } from "../round/deps.ts";

export interface EndingEarly {
  readonly ended: readonly Ended[];
  /** Reads that failed. They end nothing. */
  readonly unjudged: number;
}

/** Judges each request, and ends those that ended early together with their extensions. A request that cannot be judged delays no other. */
export async function judgeOpen(
  { log, now }: Pick<Deps, "log" | "now">,
  state: LedgerState,
  open: readonly OpenRequest[],
  judge: (request: OpenRequest) => Promise<EarlyEnd | undefined>,
): Promise<EndingEarly> {
  const ended: Ended[] = [];
  let unjudged = 0;
  for (const request of open) {
    const { request: id } = request.seen;
    try {
      const end = await judge(request);
      if (end === undefined) continue;
      log.warn({ step: "end early", request: id, ...end }, "ended before its time");
      ended.push(...endEarly(state, id, { ...end, at: now() }));
    } catch (error) {
      unjudged++;
      log.error({ step: "end early", request: id, err: error }, "could not be judged; Hallpass tries again");
    }
  }
  return { ended, unjudged };
}
