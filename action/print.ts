import { error as annotateError, info } from "@actions/core";
import { maskSecrets } from "../src/core/text/secrets.ts";
import { RepositoryError } from "../src/git/process/error.ts";
import { GitHubError } from "../src/github/http/error.ts";
import { ProviderError } from "../src/providers/adapter/error.ts";

/**
 * One line that the runner cannot take for a workflow command. Everything from outside that is printed passes here:
 * a line that begins with `::` or holds `##[` would be obeyed. What has the shape of a secret is not printed.
 */
export const showLine = (text: string): string =>
  maskSecrets(text)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ")
    .replace(/:(?=:)/gu, ": ")
    .replaceAll("##[", "## [")
    .trim();

export const printLine = (text: string): void => info(showLine(text));

export const printProblem = (text: string): void => annotateError(showLine(text));

/** Many lines, each made harmless. */
export const printText = (text: string): void => text.split("\n").forEach(printLine);

/** The part of a failure that may be shown: our own words, never its cause. */
export function explain(error: unknown): string {
  if (error instanceof ProviderError || error instanceof GitHubError || error instanceof RepositoryError)
    return error.message;
  return error instanceof Error ? showLine(error.message) : "Something was thrown that is no error.";
}
