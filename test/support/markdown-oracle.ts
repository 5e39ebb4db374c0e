/**
 * What GitHub would make of a Markdown text, one word for each construct: deliberately too strict, and it shares nothing with
 * what it judges. Two texts that differ only in what strangers wrote must give the same list.
 */
export function listActive(markdown: string): string[] {
  return markdown.split("\n").flatMap((line) => [...readBlock(line), ...readInline(line)]);
}

/** An even number of backslashes, or none, before it: the next character means what it means. */
const active = String.raw`(?<=(?<!\\)(?:\\\\)*)`;
const links = new RegExp(
  `${active}(?:<(https://[a-z0-9][^\\s<>@;\`|$"'\\\\]*)>|\\[#(\\d{1,9})\\]\\(https://github\\.com/acme/access/issues/\\2\\))`,
  "giu",
);

/** The text without the two forms of links that a reason may become: an address that shows itself, and the number of an issue. */
export const withoutLinks = (markdown: string): string => markdown.replace(links, "link");

/** What those links lead to: an address, or `#` and a number. */
export const listLinks = (markdown: string): string[] =>
  [...markdown.matchAll(links)].map(([, address, number]) => address ?? `#${number}`);

const blocks: readonly (readonly [name: string, shape: RegExp])[] = [
  ["heading", /^\s*#{1,6}(?:\s|$)/u],
  ["underline", /^\s*(?:=+|-+)\s*$/u],
  ["item", /^\s*(?:[-*+]|[0-9]+[.)])(?:\s|$)/u],
  ["quote", /^\s*>/u],
  ["fence", /^\s*(?:```|~~~)/u],
  ["code block", /^(?: {4}|\t)/u],
  ["definition", /^\s*\[[^\]]*\]:/u],
];

function readBlock(line: string): string[] {
  const found = blocks.filter(([, shape]) => shape.test(line)).map(([name]) => name);
  return line.startsWith("|") ? [...found, `row of ${countCells(line)}`] : found;
}

/** Tables are cut at every bar without a backslash, inside code as well. */
const countCells = (line: string): number => [...line.replace(/\\./gu, "").matchAll(/\|/gu)].length;

/** Seen anywhere in text that is no code: those that need no boundary are found where GitHub would not, and that is as well. */
const inline: readonly (readonly [name: string, shape: RegExp])[] = [
  ["html", /^<[a-z/!?]/iu],
  ["entity", /^&#?[a-z0-9]+;/iu],
  ["mention", /^@[a-z0-9]/iu],
  ["issue", /^#[0-9]/u],
  ["issue", /^GH-[0-9]/iu],
  ["address", /^:\/\//u],
  ["address", /^www\./iu],
  ["emoji", /^:[0-9]*[a-z+-][a-z0-9_+-]*:/iu],
  ["emphasis", /^(?:\*|_|~)/u],
  ["bracket", /^[[\]]/u],
  ["mathematics", /^\$/u],
];

/** What turns text round or hides in it; a space of no width is what cuts references, and there is none in code. */
const unseen = /^(?!\u200b)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

function readInline(line: string): string[] {
  const found: string[] = [];
  for (let at = 0; at < line.length; ) {
    const rest = line.slice(at);
    if (unseen.test(rest)) found.push("unseen");
    // CommonMark 2.4: before punctuation a backslash takes its meaning away, before anything else it is itself.
    if (/^\\[!-/:-@[-`{-~]/u.test(rest)) at += 2;
    else if (rest.startsWith("`")) at += readCode(rest, found);
    else {
      found.push(...inline.filter(([, shape]) => shape.test(rest)).map(([name]) => name));
      at++;
    }
  }
  return found;
}

/** CommonMark 6.1: a run of backticks opens code only when a run of the same length follows. Returns how far it reaches. */
function readCode(rest: string, found: string[]): number {
  const [opening = ""] = /^`+/u.exec(rest) ?? [];
  const closing = [...rest.slice(opening.length).matchAll(/`+/gu)].find(([run]) => run === opening);
  if (closing === undefined) {
    found.push("open code");
    return opening.length;
  }
  found.push("code");
  const inside = rest.slice(opening.length, opening.length + closing.index);
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(inside)) found.push("unseen in code");
  return opening.length + closing.index + opening.length;
}
