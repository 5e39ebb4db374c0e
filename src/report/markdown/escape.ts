import { showHidden } from "../../core/text/prose.ts";
import { maskLikelySecrets, maskSecrets } from "../../core/text/secrets.ts";

const ZERO_WIDTH_SPACE = "\u200b";

/** Every text by other people passes here: one line, secrets masked, invisible characters as code points. */
const flatten = (text: string): string => maskSecrets(showHidden(oneLine(text)));

const oneLine = (text: string): string => text.replace(/\s+/gu, " ");

/** Breaks mentions and links of GitHub with a zero-width space. */
const unlink = (text: string): string =>
  text
    .replace(/@/gu, `@${ZERO_WIDTH_SPACE}`)
    // "Fixes #7" closes an issue when the pull request that says so is merged.
    .replace(/#(?=\d)/gu, `#${ZERO_WIDTH_SPACE}`)
    .replace(/GH-(?=\d)/giu, `$&${ZERO_WIDTH_SPACE}`)
    .replace(/:(?=\/\/)/gu, `:${ZERO_WIDTH_SPACE}`)
    .replace(/www\./giu, `www${ZERO_WIDTH_SPACE}.`)
    // ":white_check_mark:" would be shown as the mark.
    .replace(/:(?=[0-9]*[a-z+-][\w+\\-]*:)/giu, `:${ZERO_WIDTH_SPACE}`);

/** Any text as one line, for places without Markdown, without mentions and references to issues. */
export const plain = (text: string): string => unlink(flatten(text)).trim();

/** Characters that mean something in the middle of a line. */
const MARKUP = /[\\`*_{}[\]<>|~&$!]/gu;

/** Any text as one line of plain Markdown: no mentions, references, links, images or markup, and it stays in its table cell. */
export const escapeMarkdown = (text: string): string =>
  unlink(
    flatten(text)
      .replace(MARKUP, "\\$&")
      .replace(/^\s*(?:[#+=-]|\d+[.)])/u, "\\$&"),
  );

/** A person's text that others approve, as one line: unchanged, except that known and likely secrets are masked, and hidden characters shown. */
export const flattenProse = (text: string): string => maskLikelySecrets(showHidden(oneLine(text)));

/** One line of text as plain Markdown, for places that are not the beginning of a line. */
export const escapeInLine = (flat: string): string => unlink(flat.replace(MARKUP, "\\$&"));

/** Any text as inline code, safe in a table cell. */
export const code = (text: string): string => fence(flatten(text));

/** A person's text that others approve, as inline code: unchanged, except that known and likely secrets are masked. */
export const codeProse = (text: string): string => fence(flattenProse(text));

/** A command as inline code, to be copied: every character as it is. Not for table cells. */
export const codeLine = (command: string): string => fenceAll(maskSecrets(showHidden(command)));

const fence = (text: string): string => fenceAll(text.replace(/\|/gu, "¦"));

function fenceAll(flat: string): string {
  const longest = Math.max(0, ...[...flat.matchAll(/`+/gu)].map(([run]) => run.length));
  if (longest === 0 && flat.trim() === flat && flat !== "") return `\`${flat}\``;
  const marks = "`".repeat(longest + 1);
  return `${marks} ${flat} ${marks}`;
}

/** Shortens a Markdown text between lines: half a line could lose its escaping. */
export function cutLines(text: string, limit: number, rest: string): string {
  if (text.length <= limit) return text;
  const end = text.lastIndexOf("\n", limit - rest.length - 2);
  return `${text.slice(0, Math.max(0, end))}\n\n${rest}`;
}
