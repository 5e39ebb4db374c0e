import type { TreeFile } from "../../core/files/file-change.ts";
import { isRequestFile } from "../../core/files/pull-kind.ts";
import { parseRequestPath } from "../../core/files/request.ts";
import type { LedgerState, SeenRequest } from "../../core/ledger/ledger.ts";
import { isPartlyGranted } from "../../core/plan/partly-granted.ts";
import type { Deps } from "../round/deps.ts";

/** Lists the request files of a commit that the ledger does not know, or does not know whole. */
export async function listUndecided(
  { repository }: Pick<Deps, "repository">,
  state: LedgerState,
  commit: string,
  now: Date,
): Promise<TreeFile[]> {
  const files = await repository.listFiles(commit, "access-requests");
  return files.filter((each) => isRequestFile(each) && isUndecided(each, state, now));
}

/** True for a request that the ledger does not know, or does not know whole. */
export function isUndecided({ path }: Pick<TreeFile, "path">, state: LedgerState, now: Date): boolean {
  const used = findUse(path, state);
  return !state.refusals.has(path) && (used === undefined || isPartlyGranted(state, used, now));
}

/** `partly: true` for a request of which some is granted, to spread into what is noted about it. */
export const partlyOf = (path: string, state: LedgerState): { readonly partly?: true } =>
  findUse(path, state) === undefined ? {} : { partly: true };

function findUse(path: string, { seen }: LedgerState): SeenRequest | undefined {
  const id = parseRequestPath(path)?.id;
  return id === undefined ? undefined : seen.get(id);
}
