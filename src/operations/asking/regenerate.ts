import type { AskSource, SourceText } from "../../core/asking/asked.ts";
import { type AskedFile, draftIssue, readAnswers } from "../../core/asking/issue-answers.ts";

/**
 * The request that an issue or a comment of this author asks with, made again from its text alone: undefined where it asks for
 * nothing. Only what is made here is ever proven.
 */
export function regenerate(
  source: Exclude<AskSource, { kind: "authzen" }>,
  { author, body, at }: SourceText,
): AskedFile | undefined {
  // No comment asks for access yet.
  if (source.kind === "comment") return undefined;
  const answers = readAnswers(body);
  if (answers === undefined || "problem" in answers) return undefined;
  return draftIssue(answers, author, { number: source.number, at });
}
