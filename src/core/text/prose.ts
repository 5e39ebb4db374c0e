import { describeCharacter, isInvisible } from "./characters.ts";

/**
 * Characters without a form of their own that prose needs: emoji are built with selectors and joiners, and several scripts write
 * words with joiners. Each only where it does that; anywhere else it hides something. Sources: UTS #51, Unicode core
 * specification 23.2 "Layout Controls".
 */
const scripts = [
  "Arabic",
  "Bengali",
  "Devanagari",
  "Gujarati",
  "Gurmukhi",
  "Kannada",
  "Khmer",
  "Malayalam",
  "Mongolian",
  "Myanmar",
  "Oriya",
  "Sinhala",
  "Syriac",
  "Tamil",
  "Telugu",
]
  .map((script) => `\\p{Script=${script}}`)
  .join("");
const emoji = "[\\p{Extended_Pictographic}\\p{Emoji_Modifier}]\\uFE0F?";
const flags = [
  "\u{E0065}\u{E006E}\u{E0067}",
  "\u{E0073}\u{E0063}\u{E0074}",
  "\u{E0077}\u{E006C}\u{E0073}",
].join("|");
const needed = new RegExp(
  [
    "(?<=\\p{Extended_Pictographic})[\\uFE0E\\uFE0F]",
    "(?<=[0-9#*])\\uFE0F(?=\\u20E3)",
    `(?<=${emoji})\\u200D(?=\\p{Extended_Pictographic})`,
    `(?<=[${scripts}])[\\u200C\\u200D](?=[${scripts}])`,
    // The flags of England, Scotland and Wales are spelled in tag characters; any other use of these hides text.
    `(?<=\\u{1F3F4})\\u{E0067}\\u{E0062}(?:${flags})\\u{E007F}`,
  ].join("|"),
  "gu",
);

/** The invisible characters of a text, without line feeds and those that its emoji or scripts need. `offset`: in UTF-16 units. */
export function findHidden(text: string): { readonly character: string; readonly offset: number }[] {
  const plain = text.replace(needed, (match) => " ".repeat(match.length));
  const hidden: { character: string; offset: number }[] = [];
  let offset = 0;
  for (const character of plain) {
    if (character !== "\n" && isInvisible(character)) hidden.push({ character, offset });
    offset += character.length;
  }
  return hidden;
}

/** The text with its hidden characters, and line feeds, written as code points. */
export function showHidden(text: string): string {
  const hidden = new Map(findHidden(text).map(({ character, offset }) => [offset, character]));
  let shown = "";
  let offset = 0;
  for (const character of text) {
    const isHidden = hidden.has(offset) || character === "\n";
    shown += isHidden ? `<${describeCharacter(character)}>` : character;
    offset += character.length;
  }
  return shown;
}
