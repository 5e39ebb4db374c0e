import { CODEOWNERS_PATHS } from "../../core/files/codeowners.ts";
import { findLookAlike } from "../../core/files/look-alike.ts";
import { parseRequestPath } from "../../core/files/request.ts";
import { SETTINGS_PATH } from "../../core/files/settings.ts";

export const kinds = ["request", "policy", "settings", "codeowners"] as const;
export type Kind = (typeof kinds)[number];

export const isKind = (word: string): word is Kind => kinds.some((kind) => kind === word);

/**
 * What a file is: by where it lies in the repository, else by the fields only one kind has; a request if nothing tells.
 * undefined for what is no YAML and no CODEOWNERS either.
 */
export function guessKind(path: string, text: string): Kind | undefined {
  if ([path, findLookAlike(path)].some((place) => CODEOWNERS_PATHS.some((known) => known === place)))
    return "codeowners";
  if (!/\.ya?ml$/iu.test(path)) return undefined;
  if (path === SETTINGS_PATH) return "settings";
  if (path.startsWith("policies/")) return "policy";
  if (path.startsWith("access-requests/") || parseRequestPath(path) !== undefined) return "request";
  if (/^(?:people|ledger)\s*:/m.test(text)) return "settings";
  return /^(?:approvals|requesters|folders)\s*:/m.test(text) ? "policy" : "request";
}
