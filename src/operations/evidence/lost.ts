import { hasEnded, type Lease } from "../../core/access/lease.ts";
import { requestPath } from "../../core/files/request.ts";
import { type Finding, mistake } from "../../core/findings/finding.ts";
import type { LedgerState, SeenRequest } from "../../core/ledger/ledger.ts";
import { oncePer } from "../../core/plan/once-per.ts";
import type { Repository } from "../../core/ports/repository.ts";
import type { RoundView } from "../round/view.ts";

/**
 * Stops grants while the default branch lacks a request that gives access, or has other content for it. A verified removal has ended
 * the request before this runs.
 */
export async function listLost(
  repository: Repository,
  { tip, state, at }: Pick<RoundView, "tip" | "state" | "at">,
): Promise<Finding[]> {
  // An operator who pins a commit has looked at the branch as it was then.
  const looked = state.adoptions.findLast(({ pull }) => pull === undefined);
  const changed = await findChangedOnce(repository, state, tip);
  return changed
    .filter(
      ({ seen, leases }) =>
        (looked === undefined || seen.at > looked.at) && leases.some((lease) => !hasEnded(lease, at)),
    )
    .map(({ path, isThere }) =>
      mistake(
        "REQUEST_LOST",
        `${path} gives access, and the default branch ${isThere ? "has other content for it" : "does not have it"}; no verified pull request did that.`,
        "Put the file back as it was merged; or end the access with `/hallpass end` on its pull request.",
      ),
    );
}

/** A request whose file is missing or different at the commit. */
interface Changed {
  readonly path: string;
  readonly seen: SeenRequest;
  readonly isThere: boolean;
  /** At least one, and none has a recorded end. */
  readonly leases: Lease[];
}

/** Each request of a round asks for it, so the answer is kept with the state and the last commit. */
function findChangedOnce(
  repository: Repository,
  state: LedgerState,
  tip: string,
): Promise<readonly Changed[]> {
  const memory = memoryOf(repository)(state);
  if (memory.tip === tip && memory.answer !== undefined) return memory.answer;
  const answer = findChanged(repository, state, tip);
  memory.tip = tip;
  memory.answer = answer;
  // Do not remember a failure.
  answer.catch(() => {
    if (memory.answer === answer) memory.answer = undefined;
  });
  return answer;
}

interface Memory {
  tip?: string;
  answer?: Promise<readonly Changed[]> | undefined;
}

const memoryOf = oncePer((_: Repository) => oncePer((__: LedgerState): Memory => ({})));

async function findChanged(
  repository: Repository,
  { holdings, seen }: LedgerState,
  tip: string,
): Promise<readonly Changed[]> {
  const leases = listUnended(holdings);
  if (leases.length === 0) return [];
  const files = await repository.listFiles(tip, "access-requests");
  const blobs = new Map(files.map(({ path, blob }) => [path, blob]));
  const changed = new Map<string, Changed>();
  for (const lease of leases) {
    const used = seen.get(lease.request);
    const path = requestPath(lease.request);
    const blob = blobs.get(path);
    if (used === undefined || used.blob === blob) continue;
    const known = changed.get(path);
    if (known === undefined)
      changed.set(path, { path, seen: used, isThere: blob !== undefined, leases: [lease] });
    else known.leases.push(lease);
  }
  return [...changed.values()];
}

function listUnended(holdings: LedgerState["holdings"]): Lease[] {
  const leases: Lease[] = [];
  for (const record of holdings.values())
    for (const lease of record.leases) if (lease.ended === undefined) leases.push(lease);
  return leases;
}
