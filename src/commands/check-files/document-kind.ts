import { CODEOWNERS_PATHS } from "../../core/files/codeowners.ts";
import { findLookAlike } from "../../core/files/look-alike.ts";
import { isReviewFile } from "../../core/files/pull-kind.ts";
import { parseRequestPath } from "../../core/files/request.ts";
import { SETTINGS_PATH } from "../../core/files/settings.ts";
import { rotaNameOf } from "../../core/on-call/rota.ts";
import { isPolicyTestPath } from "../../core/policy-tests/test-file.ts";
import { isTemplatePath } from "../../core/templates/template.ts";

export const kinds = [
  "request",
  "policy",
  "template",
  "test",
  "settings",
  "codeowners",
  "review",
  "rota",
] as const;
export type Kind = (typeof kinds)[number];

export const isKind = (word: string): word is Kind => kinds.some((kind) => kind === word);

/**
 * Tells the kind of a file by its path, then by fields that only one kind has; otherwise it is a request.
 * `undefined` if it is neither YAML nor CODEOWNERS.
 */
export function guessKind(path: string, text: string): Kind | undefined {
  if ([path, findLookAlike(path)].some((place) => CODEOWNERS_PATHS.some((known) => known === place)))
    return "codeowners";
  if (!/\.ya?ml$/iu.test(path)) return undefined;
  if (path === SETTINGS_PATH) return "settings";
  if (isPolicyTestPath(path)) return "test";
  if (isTemplatePath(path)) return "template";
  if (rotaNameOf(path) !== undefined) return "rota";
  if (path.startsWith("policies/")) return "policy";
  if (isReviewFile({ path })) return "review";
  if (path.startsWith("access-requests/") || parseRequestPath(path) !== undefined) return "request";
  if (/\.test\.ya?ml$/iu.test(path) && /^cases\s*:/m.test(text)) return "test";
  if (/^due\s*:/m.test(text) && /^lines\s*:/m.test(text)) return "review";
  if (/^(?:people|ledger)\s*:/m.test(text)) return "settings";
  return /^(?:approvals|requesters|folders)\s*:/m.test(text) ? "policy" : "request";
}
