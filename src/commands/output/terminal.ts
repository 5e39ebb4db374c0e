import { describeCharacter, isInvisible } from "../../core/text/characters.ts";
import { findHidden } from "../../core/text/prose.ts";

/**
 * All output for people goes through here. Other people choose the names of files, branches and accounts: an escape sequence in one
 * could draw, move the cursor or rename the window. Line ends and tabs pass; other invisible characters are shown as code points.
 */
export function print(text: string): void {
  process.stdout.write(disarm(text));
}

/** The same, on stderr. */
export function complain(text: string): void {
  process.stderr.write(disarm(text));
}

/** For text that was disarmed piece by piece, and coloured afterwards. */
export function printColoured(text: string): void {
  process.stdout.write(text);
}

/** For scripts, on one line unless indented. Invisible characters are JSON escapes, so that values stay the same. */
export function printJson(value: unknown, indent?: number): void {
  process.stdout.write(`${disarmJson(JSON.stringify(value, null, indent))}\n`);
}

/** How many characters of a long list are written at once. */
const PART = 64 * 1024;

/** The same for an object that ends with a long list. It writes in parts, so that the text is never in memory all at once. */
export function printJsonList<T>(
  head: object,
  name: string,
  items: readonly T[],
  describe: (item: T) => object,
): void {
  const [start = "", end = ""] = JSON.stringify({ ...head, [name]: [] }).split(/(?=\]\}$)/u);
  let part = start;
  for (const [index, item] of items.entries()) {
    part += `${index === 0 ? "" : ","}${JSON.stringify(describe(item))}`;
    if (part.length < PART) continue;
    process.stdout.write(disarmJson(part));
    part = "";
  }
  process.stdout.write(`${disarmJson(part + end)}\n`);
}

/** Makes text safe for a terminal. */
export function disarm(text: string): string {
  const hidden = findHidden(text).filter(({ character }) => character !== "\t");
  let shown = "";
  let end = 0;
  for (const { character, offset } of hidden) {
    shown += `${text.slice(end, offset)}<${describeCharacter(character)}>`;
    end = offset + character.length;
  }
  return shown + text.slice(end);
}

/** Skips plain ASCII, for speed: a list may have tens of megabytes. */
const disarmJson = (json: string): string =>
  /[^\n\x20-\x7e]/u.test(json) ? json.replace(/[^\P{C}\n]|[\p{Zl}\p{Zp}\p{DI}]/gu, escapeUnits) : json;

const escapeUnits = (character: string): string =>
  isInvisible(character)
    ? Array.from(
        { length: character.length },
        (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`,
      ).join("")
    : character;
