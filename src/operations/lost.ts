import { listOpenRequests } from "../core/early-end.ts";
import type { Finding } from "../core/finding.ts";
import type { LedgerState } from "../core/ledger.ts";
import type { Deps } from "./deps.ts";

/**
 * Why nothing is granted while the default branch lacks a request that gives access, or has other content for it. A removal that is
 * verified has ended it before this is asked.
 */
export async function listLost(
  { repository, now }: Pick<Deps, "repository" | "now">,
  state: LedgerState,
  tip: string,
): Promise<Finding[]> {
  // Whoever pins a commit has looked at what the branch is from then on.
  const looked = state.adoptions.findLast(({ pull }) => pull === undefined);
  const open = listOpenRequests(state, now()).filter(
    ({ seen }) => looked === undefined || seen.at > looked.at,
  );
  if (open.length === 0) return [];
  const files = await repository.listFiles(tip, "access-requests");
  const blobs = new Map(files.map(({ path, blob }) => [path, blob]));
  return open
    .filter(({ path, seen }) => blobs.get(path) !== seen.blob)
    .map(({ path }) => ({
      code: "REQUEST_LOST",
      severity: "error",
      at: "",
      message: `${path} gives access, and the default branch ${blobs.has(path) ? "has other content for it" : "does not have it"}; no verified pull request did that.`,
      fix: "Put the file back as it was merged; or end the access with `/hallpass end` on its pull request.",
    }));
}
