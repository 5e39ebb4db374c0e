import { explainRefusal, findAdvice } from "../../core/findings/catalogue/index.ts";
import { TROUBLESHOOTING } from "../../core/findings/page.ts";
import type { Refusal } from "../../core/ledger/refusal.ts";
import { code, escapeMarkdown } from "../markdown/escape.ts";

/** Why a merged request was refused, and where the codes are explained: of each reason what is wrong, what to do, and its code. */
export function listRefusalReasons({ codes, reasons = [] }: Pick<Refusal, "codes" | "reasons">): string {
  const told = new Set(reasons.map((reason) => reason.code));
  const lines = [
    ...reasons.map(({ says, fix, code: name }) =>
      describeReason(escapeMarkdown(says), escapeMarkdown(fix), name),
    ),
    ...codes.filter((name) => !told.has(name)).map(describeCode),
  ];
  return [...lines, "", EXPLAINED].join("\n");
}

/** A code from a ledger of another version may have no words here. */
const describeCode = (name: string): string =>
  describeReason(sentence(explainRefusal(name)), findAdvice(name), name);

// Two spaces at the end of a line break it. No line begins with the code: with three backticks it would begin a block.
const describeReason = (says: string, fix: string | undefined, name: string): string =>
  `- ❌ ${fix === undefined ? says : `${says}  \n  **Fix:** ${fix}`} (${code(name)})`;

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;

/** Tells people where the codes in a text are explained. */
export const EXPLAINED = `Hallpass's ${code(TROUBLESHOOTING)} explains each code.`;
