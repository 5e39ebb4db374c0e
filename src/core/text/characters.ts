/** Characters that a reader cannot see: control, format, private-use, default-ignorable, noncharacters (U+FFFE), and the blank of Braille. */
const invisible = /[\u2800\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{DI}\p{NChar}]/u;
const everyInvisible = new RegExp(invisible.source, "gu");

export const isInvisible = (character: string): boolean => invisible.test(character);

/** Every invisible character of a value, line feeds allowed. */
export const listInvisible = (value: string): string[] =>
  [...value].filter((character) => character !== "\n" && isInvisible(character));

export const describeCharacter = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;

/** Writes invisible characters as code points, line feeds included. */
export const showInvisible = (text: string): string =>
  text.replace(everyInvisible, (character) => `<${describeCharacter(character)}>`);
