import { escapeInLine, flattenProse } from "./escape.ts";

/**
 * A person's text as one line of Markdown, unchanged but for masked secrets. Web addresses and issue numbers in it become links; nothing
 * else does. `page`: the address of the repository's page, which issue numbers need.
 */
export const describeProse = (text: string, page?: string): string =>
  flattenProse(text)
    .trim()
    .split(" ")
    .map(
      (word, at, words) => linkAddress(word) ?? linkNumber(word, words[at - 1], page) ?? escapeInLine(word),
    )
    .join(" ");

/**
 * An address that shows where it leads: https, a plain host, and characters that mean nothing in an autolink (CommonMark 6.5). No account
 * before the host, which would pretend another one, and no character of an entity, of code, or of a mention.
 */
const ADDRESS =
  /^(\(?)(https:\/\/[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?(?:[/?#][\w\-./?#&=%+:,~()]*)?)$/iu;
const NUMBER = /^(\(?)#(\d{1,9})$/u;

/** The end of a sentence or of brackets, which belongs to no address. */
const ENDING = /[.,:;!?)]*$/u;

/** Longer ones fill a phone's screen, and are no link. */
const LONGEST = 300;

function linkAddress(word: string): string | undefined {
  const [bare, ending] = cut(word);
  const [, before = "", address] = ADDRESS.exec(bare) ?? [];
  if (address === undefined || address.length > LONGEST) return undefined;
  return `${before}<${address}>${escapeInLine(ending)}`;
}

/** After one of these words GitHub would close the issue, if it read it in a description ("Linking a pull request to an issue"). */
const CLOSING = /(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?$/iu;

function linkNumber(word: string, before: string | undefined, page: string | undefined): string | undefined {
  if (page === undefined || CLOSING.test(before ?? "")) return undefined;
  const [bare, ending] = cut(word);
  const [, bracket = "", number] = NUMBER.exec(bare) ?? [];
  return number === undefined
    ? undefined
    : `${bracket}${linkIssue(Number(number), page)}${escapeInLine(ending)}`;
}

/** GitHub leads from an issue's address to the pull request of that number, where it is one. */
export const linkIssue = (number: number, page: string | undefined): string =>
  page === undefined ? `#${number}` : `[#${number}](${page}/issues/${number})`;

function cut(word: string): readonly [bare: string, ending: string] {
  const [ending = ""] = ENDING.exec(word) ?? [];
  return [word.slice(0, word.length - ending.length), ending];
}
