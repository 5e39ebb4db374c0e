import { findRefusal } from "../core/findings/catalogue/index.ts";
import { TROUBLESHOOTING } from "../core/findings/page.ts";
import { code } from "./markdown/escape.ts";

const describeRefusalCode = (known: string): string =>
  `${findRefusal(known) ?? "a rule of this repository does not allow it"} (${code(known)})`;

/** Why a merged request was refused: one line for each code, and where the codes are explained. */
export const listRefusalReasons = (codes: readonly string[]): string =>
  [...codes.map((each) => `- ${describeRefusalCode(each)}`), "", EXPLAINED].join("\n");

/** Tells people where the codes in a text are explained. */
export const EXPLAINED = `Hallpass's ${code(TROUBLESHOOTING)} explains each code.`;
