import type { EndingEarly } from "../evidence/judge-open.ts";
import type { Deps } from "../round/deps.ts";
import { readState } from "../round/state.ts";
import { writeEnds } from "./early-ends.ts";
import { type AbandonedDeps, findCommanded } from "./find-abandoned.ts";

/** Where GitHub tells of one comment: what it says now, and what it said when it was written. */
export interface Written {
  readonly comment: number;
  /** Of the webhook that told of it. */
  readonly delivery: string;
}

/**
 * Ends what one comment ends, and writes it down. It costs one or two questions to GitHub, however much others have written: who says
 * that access is over does not wait behind them.
 */
export async function endByComment(
  deps: AbandonedDeps & Pick<Deps, "ledger" | "journal">,
  { comment, delivery }: Written,
): Promise<EndingEarly> {
  const { state } = await readState(deps);
  const reads = [
    () => deps.github.readComment(comment),
    // It was changed or deleted meanwhile: what was said was said.
    async () => deps.comments?.findWritten(delivery),
  ];
  for (const read of reads) {
    const written = await read();
    const ending = written && (await findCommanded(deps, state, [written]));
    if (ending === undefined || ending.ended.length === 0) continue;
    await writeEnds(deps, ending.ended);
    return ending;
  }
  return { ended: [], unjudged: 0 };
}
