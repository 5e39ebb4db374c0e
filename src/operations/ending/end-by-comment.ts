import type { EndingEarly } from "../evidence/judge-open.ts";
import type { Deps } from "../round/deps.ts";
import { readState } from "../round/state.ts";
import { writeEnds } from "./early-ends.ts";
import { type AbandonedDeps, findCommanded } from "./find-abandoned.ts";

/** The place of one comment: its id, and the delivery with its first version. */
export interface Written {
  readonly comment: number;
  /** The webhook delivery that reported it. */
  readonly delivery: string;
}

/**
 * Ends the access that one comment ends, and writes the ends to the journal. Costs one or two calls to GitHub however many other
 * comments there are, so that they cannot delay it.
 */
export async function endByComment(
  deps: AbandonedDeps & Pick<Deps, "ledger" | "journal">,
  { comment, delivery }: Written,
): Promise<EndingEarly> {
  const { state } = await readState(deps);
  const reads = [
    () => deps.github.readComment(comment),
    // Changing or deleting the comment does not undo the command.
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
