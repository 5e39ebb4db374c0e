import { REVIEWS_FOLDER } from "./access-review.ts";
import { CODEOWNERS_PATHS } from "./codeowners.ts";
import type { FileChange } from "./file-change.ts";
import { parseRequestPath } from "./request.ts";
import { SETTINGS_PATH } from "./settings.ts";

/** Files under `access-requests/` that are no requests: they keep a folder in git, or explain it. */
const guide = /^access-requests\/(?:[^/]+\/)*(?:README\.md|\.gitkeep)$/u;

/** The folder itself counts: a link or a submodule in its place would bring other files. */
export const isRequestFile = ({ path }: { path: string }): boolean =>
  path === "access-requests" || (path.startsWith("access-requests/") && !guide.test(path));

/** Files in the folder of the access reviews that are no reviews: they explain it. */
const reviewGuide = /^inventory\/reviews\/(?:[^/]+\/)*(?:README\.md|\.gitkeep)$/u;

/** The folder itself counts, as above. */
export const isReviewFile = ({ path }: { path: string }): boolean =>
  path === REVIEWS_FOLDER || (path.startsWith(`${REVIEWS_FOLDER}/`) && !reviewGuide.test(path));

const RULE_FILES: readonly string[] = [...CODEOWNERS_PATHS, SETTINGS_PATH];

/** Policies, CODEOWNERS in all its places, settings. */
export const isRuleFile = ({ path }: { path: string }): boolean =>
  path === "policies" || path.startsWith("policies/") || RULE_FILES.includes(path);

export type PullKind = "request" | "revert" | "review" | "rules" | "other";

/**
 * The kind of a pull request, by its changes: it asks for access, removes requests, reviews standing access, changes the rules, or does none
 * of these. A change of the rules beside a review counts as a review, which allows nothing beside it.
 */
export function classifyPull(changes: readonly FileChange[]): PullKind {
  const requests = changes.filter(isRequestFile);
  if (requests.length === 0) {
    if (changes.some(isReviewFile)) return "review";
    return changes.some(isRuleFile) ? "rules" : "other";
  }
  return requests.every((change) => change.status === "removed") ? "revert" : "request";
}

/** True for the name of a request, or nearly one. Other files in the folder, such as `.DS_Store`, are strays. */
export const isMeant = ({ path }: { path: string }): boolean => /\.ya?ml\/?$/iu.test(path);

/** The file that a pull request asks with: one that is named like a request first, then any other under `access-requests/`. */
export function chooseRequest(changes: readonly FileChange[]): FileChange | undefined {
  const added = changes.filter((change) => isRequestFile(change) && change.status === "added");
  return added.find(({ path }) => parseRequestPath(path) !== undefined) ?? added.find(isMeant) ?? added[0];
}
