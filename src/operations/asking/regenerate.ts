import type { AskSource, SourceText } from "../../core/asking/asked.ts";
import { type AskedFile, draftIssue, readAnswers } from "../../core/asking/issue-answers.ts";
import { readExtension } from "../../core/decision/comment-command.ts";
import { draftExtension, findBase, listExtenders } from "../../core/during/extension.ts";
import type { LedgerState } from "../../core/ledger/ledger.ts";

/**
 * The request that an issue or a comment of this author asks with, made again from its text, and for a comment from the access that the
 * ledger has of its pull request: undefined where it asks for nothing. Only what is made here is ever proven.
 */
export function regenerate(
  source: Exclude<AskSource, { kind: "authzen" }>,
  { author, body, at }: SourceText,
  state: LedgerState,
): AskedFile | undefined {
  if (source.kind === "comment") {
    const base = findBase(state, source.number);
    const duration = readExtension(body);
    const mayAsk = base !== undefined && listExtenders(base).some(({ id }) => id === author.id);
    return mayAsk && duration !== undefined ? draftExtension(base, source, { duration, at }) : undefined;
  }
  const answers = readAnswers(body);
  if (answers === undefined || "problem" in answers) return undefined;
  return draftIssue(answers, author, { number: source.number, at });
}
