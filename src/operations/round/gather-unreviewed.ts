import type { Evidence, RepositoryRules } from "../../core/decision/evidence.ts";
import { parseRequestPath } from "../../core/files/request.ts";
import { holdsForReviews, listUnreviewed, type UnreviewedAccess } from "../../core/review/unreviewed.ts";
import type { Deps } from "./deps.ts";
import type { RoundView } from "./view.ts";

/** The unreviewed access of the request's folder, if one of these rules lets requests wait for it. Throws when git cannot be read. */
export async function gatherUnreviewed(
  { repository }: Pick<Deps, "repository">,
  { tip, state, at }: Pick<RoundView, "tip" | "state" | "at">,
  file: Pick<NonNullable<Evidence["file"]>, "path"> | undefined,
  rules: readonly Pick<RepositoryRules, "policies">[],
): Promise<readonly UnreviewedAccess[]> {
  const folder = file && parseRequestPath(file.path)?.team;
  if (folder === undefined || !rules.some(({ policies }) => holdsForReviews(policies, folder))) return [];
  return listUnreviewed(state, await repository.listFiles(tip, `access-requests/${folder}`), at);
}
