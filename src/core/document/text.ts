import { type Finding, mistake } from "../findings/finding.ts";
import { describeCharacter, isInvisible } from "../text/characters.ts";
import { findHidden, showHidden } from "../text/prose.ts";
import { maskLikelySecrets } from "../text/secrets.ts";

/** The text of a file, and the mistakes in its encoding and characters. */
export interface PlainText {
  /** Missing when the bytes are no text at all or there are too many of them. */
  readonly text?: string;
  readonly findings: readonly Finding[];
}

/** The place of an offset, one-based. */
export type Locate = (offset: number) => { line: number; column: number };

/** Strict UTF-8, no byte order mark, at most `limit` bytes, nothing invisible but line feeds. */
export function readText(source: string | Uint8Array, file: string, limit: number): PlainText {
  const bytes = typeof source === "string" ? new TextEncoder().encode(source) : source;
  if (bytes.length > limit) return { findings: [tooLong(bytes.length, file, limit)] };
  const text = decode(bytes);
  if (text === undefined) return { findings: [notUtf8(file)] };
  return { text, findings: findInvisible(text, file) };
}

/** The first of each kind: a file with Windows line ends has one thing wrong with it, not one per line. */
function findInvisible(text: string, file: string): Finding[] {
  const locate = locateIn(text);
  const counts = new Map<string, { offset: number; count: number }>();
  for (const { character, offset } of findHidden(text)) {
    const seen = counts.get(character);
    counts.set(character, { offset: seen?.offset ?? offset, count: (seen?.count ?? 0) + 1 });
  }
  return [...counts].map(([character, { offset, count }]) => ({
    ...describeInvisible(character, count),
    place: { file, ...locate(offset) },
  }));
}

function describeInvisible(character: string, count: number): Finding {
  const times = count === 1 ? "once" : `${count} times`;
  if (character === "\t")
    return mistake("TEXT_TAB", `The file has a tab (U+0009), ${times}.`, "Use spaces instead.");
  if (character === "\r")
    return mistake(
      "TEXT_LINE_END",
      `The file has carriage returns (U+000D), ${times}.`,
      "Save it with LF line ends.",
    );
  if (character === "\uFEFF")
    return mistake(
      "TEXT_BYTE_ORDER_MARK",
      `The file has a byte order mark (U+FEFF), ${times}.`,
      "Save it as UTF-8 without a byte order mark.",
    );
  return mistake(
    "TEXT_INVISIBLE",
    `The file has a character that cannot be seen, ${describeCharacter(character)}, ${times}.`,
    "Remove it: what is reviewed must be what is read.",
  );
}

/** Text from a file as it may be shown: at most 80 characters, without secrets, what cannot be seen written as code points. */
export function showText(text: string): string {
  const characters = [...maskLikelySecrets(text)];
  const short = characters.length > 80 ? [...characters.slice(0, 79), "…"] : characters;
  return showHidden(short.join(""));
}

/** Characters of other scripts, which can look like ASCII: each once, with its code point. */
export const describeForeign = (text: string): string =>
  [...new Set(text)]
    .filter((character) => character > "\u007f" && !isInvisible(character))
    .slice(0, 10)
    .map((character) => `${character} ${describeCharacter(character)}`)
    .join(", ");

/** Lines and columns of offsets in this text, both from 1. */
export function locateIn(text: string): Locate {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  return (offset) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    // The mark is kept so that it is seen and refused.
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

const tooLong = (length: number, file: string, limit: number): Finding => ({
  ...mistake(
    "TEXT_TOO_LONG",
    `The file has ${length} bytes; ${limit} is the most.`,
    `Shorten it to ${limit} bytes or less.`,
  ),
  place: { file, line: 1, column: 1 },
});

const notUtf8 = (file: string): Finding => ({
  ...mistake("TEXT_ENCODING", "The file is not UTF-8 text.", "Save it as UTF-8."),
  place: { file, line: 1, column: 1 },
});
