import { explainRefusal } from "../findings/catalogue/index.ts";
import type { Refusal } from "../ledger/refusal.ts";

/** Why a merged request was refused, one text for each reason: what is wrong, what to do, and the code. No Markdown is escaped. */
export function describeReasons({ codes, reasons = [] }: Pick<Refusal, "codes" | "reasons">): string[] {
  const told = new Set(reasons.map(({ code }) => code));
  return [
    ...reasons.map(({ says, fix, code }) => `${says} ${fix} (${code})`),
    ...codes.filter((code) => !told.has(code)).map((code) => `${explainRefusal(code)} (${code})`),
  ];
}
