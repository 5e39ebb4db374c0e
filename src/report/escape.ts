const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
const ZERO_WIDTH_SPACE = "\u200b";

const flatten = (text: string): string => text.replace(/\s+/gu, " ").replace(INVISIBLE, "");

/** Any text as one line of plain Markdown: it cannot mention, refer to an issue, link, load an image, make markup or leave a table cell. */
export const escapeMarkdown = (text: string): string =>
  flatten(text)
    .replace(/[\\`*_{}[\]<>|~&$!]/gu, "\\$&")
    .replace(/^\s*(?:[#+=-]|\d+[.)])/u, "\\$&")
    .replace(/@/gu, `@${ZERO_WIDTH_SPACE}`)
    // "Fixes #7" closes an issue when the pull request that says so is merged.
    .replace(/#(?=\d)/gu, `#${ZERO_WIDTH_SPACE}`)
    .replace(/\bGH-(?=\d)/giu, `$&${ZERO_WIDTH_SPACE}`)
    .replace(/:\/\//gu, `:${ZERO_WIDTH_SPACE}//`)
    .replace(/\bwww\./giu, `www${ZERO_WIDTH_SPACE}.`);

/** Any text as inline code, safe in a table cell. */
export function code(text: string): string {
  const flat = flatten(text).replace(/\|/gu, "¦");
  const longest = Math.max(0, ...[...flat.matchAll(/`+/gu)].map(([run]) => run.length));
  if (longest === 0 && flat.trim() === flat && flat !== "") return `\`${flat}\``;
  const fence = "`".repeat(longest + 1);
  return `${fence} ${flat} ${fence}`;
}
