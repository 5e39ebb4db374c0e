import { RE2JS } from "re2js";
import { type Finding, mistake } from "../findings/finding.ts";

/** Compiled once: the same few patterns are asked for again and again. */
const compiled = new Map<string, RE2JS>();
const MOST_COMPILED = 200;

/**
 * Is the pattern found in the text? RE2's syntax, in time linear in the text for every pattern (https://github.com/google/re2/wiki/Syntax).
 * Throws for a pattern that `judgePattern` refuses.
 */
export const hasPattern = (pattern: string, text: string): boolean => compile(pattern).matcher(text).find();

/** A pattern that cannot be read. */
export function judgePattern(pattern: string | undefined, at: string): Finding[] {
  if (pattern === undefined) return [];
  try {
    compile(pattern);
    return [];
  } catch (error) {
    return [
      mistake(
        "PATTERN_INVALID",
        `${JSON.stringify(pattern)} is no pattern: ${error instanceof Error ? error.message : "it cannot be read"}.`,
        "Write a pattern in RE2's syntax, such as INC-[0-9]+. It has no back references and no look-around.",
        at,
      ),
    ];
  }
}

function compile(pattern: string): RE2JS {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  if (compiled.size >= MOST_COMPILED) compiled.clear();
  const made = RE2JS.compile(pattern);
  compiled.set(pattern, made);
  return made;
}
