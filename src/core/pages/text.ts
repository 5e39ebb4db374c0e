// `verify` writes old pages again and compares: what this file answers for a text must not change.

const LONGEST = 120;

/**
 * Any text as a part of a line of Markdown: no markup, no link, and no character that hides or turns others. Every punctuation mark of
 * ASCII may stand behind a backslash (CommonMark 2.4). Files of a repository make no links of `@name` and `#12` (GitHub docs,
 * "Autolinked references and URLs").
 */
export function escapeText(text: string): string {
  const characters = [...text];
  const short = characters.length > LONGEST ? `${characters.slice(0, LONGEST).join("")}…` : text;
  return short
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "?")
    .replace(/[!-,:-@[-`{-~]/gu, "\\$&")
    .replace(/www\./giu, (start) => `${start.slice(0, -1)}\\.`);
}

/** `2026-11-20 16:02 UTC`, with seconds where there are any. */
export const moment = (time: Date): string =>
  `${time.toISOString().slice(0, 19).replace("T", " ").replace(/:00$/u, "")} UTC`;

/** `16:02:05`: the page names the day. */
export const clock = (time: Date): string => time.toISOString().slice(11, 19);

/** A link from one page to another, relative to the file (GitHub docs, "Relative links and image paths in README files"). */
export const linkTo = (label: string, from: string, to: string): string =>
  `[${escapeText(label)}](${up(from)}${to})`;

/** GitHub serves a file at `/OWNER/NAME/blob/BRANCH/PATH`: two folders above the branch's root is the repository. */
export const linkPull = (pull: number, from: string): string => `[#${pull}](${up(from)}../../pull/${pull})`;

const up = (from: string): string => "../".repeat(from.split("/").length - 1);

/** `alice`, `alice and bob`, `alice, bob and carol`. */
export function listWords(words: readonly string[]): string {
  const last = words.at(-1);
  if (last === undefined) return "nobody";
  return words.length === 1 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}

/** The first ones in this order. Looks at each once, and sorts few. */
export function firstOf<T>(items: readonly T[], limit: number, order: (a: T, b: T) => number): T[] {
  let first: T[] = [];
  let bound: T | undefined;
  for (const item of items) {
    if (bound !== undefined && order(bound, item) < 0) continue;
    first.push(item);
    if (first.length < 4 * limit) continue;
    first = first.sort(order).slice(0, limit);
    bound = first.at(-1);
  }
  return first.sort(order).slice(0, limit);
}

/** `1 member`, `2 members`. */
export const countOf = (count: number, one: string): string => `${count} ${one}${count === 1 ? "" : "s"}`;

export const page = (lines: readonly string[]): string => `${lines.join("\n")}\n`;
