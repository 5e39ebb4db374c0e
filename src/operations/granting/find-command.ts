import type { Lease, Person } from "../../core/access/lease.ts";
import { describeRequest, listBases } from "../../core/decision/early-end.ts";
import { findAmongRead } from "../../core/decision/partly-read.ts";
import { findCommander } from "../../core/decision/who-may-end.ts";
import type { LedgerState, SeenRequest } from "../../core/ledger/ledger.ts";
import type { Deps } from "../round/deps.ts";

/** Finds the person who ended by a comment a request that is about to begin, or the request it extends. The watch covers only requests on the ledger. */
export async function findCommand(
  { github, comments }: Pick<Deps, "github" | "comments">,
  state: LedgerState,
  merged: SeenRequest,
  leases: readonly [Lease, ...Lease[]],
): Promise<Person | undefined> {
  const request = describeRequest(merged, leases);
  for (const each of [request, ...listBases(state, [request])]) {
    const by =
      findCommander(each, await github.listComments(each.since, each.seen.pull)) ??
      (await findAmongRead(
        async () => (await comments?.listWritten(each.since)) ?? [],
        (found) => findCommander(each, found),
      ));
    if (by !== undefined) return by;
  }
  return undefined;
}
