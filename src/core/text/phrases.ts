import { showInvisible } from "./characters.ts";

/** Approvers read these on a phone. */
const MOST_PHRASES = 12;
const LONGEST_PHRASE = 240;
const MOST_NAMES = 5;
const LONGEST_QUOTE = 160;

/**
 * Texts of a system as phrases for approvers: each on one line and without an end, none twice, at most a dozen, the widest first. The last one says how
 * many are missing. Markdown in them is not escaped.
 */
export function toPhrases(texts: readonly string[]): string[] {
  const phrases = [...new Set(texts.map(toPhrase))].filter((phrase) => phrase !== "");
  if (phrases.length <= MOST_PHRASES) return phrases;
  const shown = MOST_PHRASES - 1;
  return [...phrases.slice(0, shown), `${phrases.length - shown} further abilities`];
}

const toPhrase = (text: string): string => cut(toLine(text).replace(/[\s.]+$/u, ""), LONGEST_PHRASE);

/** Some names of many, none twice: `orders, refunds and 10 more`. */
export function listSome(names: readonly string[], most = MOST_NAMES): string {
  const distinct = [...new Set(names)];
  if (distinct.length <= most) return distinct.join(", ");
  return `${distinct.slice(0, most).join(", ")} and ${distinct.length - most} more`;
}

/** What an administrator wrote about a role, as a phrase; nothing where they wrote nothing. */
export function describeQuote(what: string, text: string | null | undefined): string[] {
  const line = toLine(text ?? "").replace(/[“”]/gu, '"');
  return line === "" ? [] : [`do what ${what} says: “${cut(line, LONGEST_QUOTE)}”`];
}

const toLine = (text: string): string => showInvisible(text.replace(/\s+/gu, " ").trim());

/** Counts characters, so that none is cut in half. */
function cut(text: string, longest: number): string {
  const characters = [...text];
  return characters.length <= longest
    ? text
    : `${characters
        .slice(0, longest - 1)
        .join("")
        .trimEnd()}…`;
}
