import { CODEOWNERS_PATHS } from "./codeowners.ts";
import type { FileChange } from "./ports/repository.ts";
import { SETTINGS_PATH } from "./settings.ts";

/** The one file of the folder that is no request. */
const GUIDE = "access-requests/README.md";

/** The folder itself counts: a link or a submodule in its place would bring other files. */
export const isRequestFile = ({ path }: { path: string }): boolean =>
  path === "access-requests" || (path.startsWith("access-requests/") && path !== GUIDE);

const RULE_FILES: readonly string[] = [...CODEOWNERS_PATHS, SETTINGS_PATH];

/** Policies, CODEOWNERS in all its places, settings. */
export const isRuleFile = ({ path }: { path: string }): boolean =>
  path === "policies" || path.startsWith("policies/") || RULE_FILES.includes(path);

export type PullKind = "request" | "receipt" | "rules" | "other";

/** What a pull request is, by what it changes: asks for access, removes requests, changes the rules, or has nothing to do with any. */
export function classifyPull(changes: readonly FileChange[]): PullKind {
  const requests = changes.filter(isRequestFile);
  if (requests.length === 0) return changes.some(isRuleFile) ? "rules" : "other";
  return requests.every((change) => change.status === "removed") ? "receipt" : "request";
}
