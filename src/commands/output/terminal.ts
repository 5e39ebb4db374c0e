import { describeCharacter, isInvisible } from "../../core/text/characters.ts";
import { findHidden } from "../../core/text/prose.ts";

/**
 * The one door to a person's terminal. Names of files, branches and accounts are written by others: an escape sequence among them would
 * draw, move the cursor or rename the window. Line ends and tabs pass; everything else that cannot be seen is shown as its code point.
 */
export function print(text: string): void {
  process.stdout.write(disarm(text));
}

/** The same, on stderr. */
export function complain(text: string): void {
  process.stderr.write(disarm(text));
}

/** For what was disarmed piece by piece, and coloured afterwards. */
export function printColoured(text: string): void {
  process.stdout.write(text);
}

/** For scripts, on one line unless indented: what JSON itself leaves as it is comes as an escape, so that the value stays the same. */
export function printJson(value: unknown, indent?: number): void {
  process.stdout.write(`${disarmJson(JSON.stringify(value, null, indent))}\n`);
}

/** How many characters of a long list are written at once. */
const PART = 64 * 1024;

/** The same for an object with a long list at its end, in parts: neither the items nor their text are ever held all at once. */
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

/** Text as a terminal may be given it. */
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

/** Plain ASCII needs no look at each character: a listing may have tens of megabytes. */
const disarmJson = (json: string): string =>
  /[^\n\x20-\x7e]/u.test(json) ? json.replace(/[^\P{C}\n]|[\p{Zl}\p{Zp}\p{DI}]/gu, escapeUnits) : json;

const escapeUnits = (character: string): string =>
  isInvisible(character)
    ? Array.from(
        { length: character.length },
        (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`,
      ).join("")
    : character;
