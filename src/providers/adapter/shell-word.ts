/** A text as one word of a command line for POSIX shells, quoted where that is needed: POSIX.1-2017, Shell Command Language, section 2.2.2. */
export const shellWord = (text: string): string =>
  /^[\w.,:/=@%+~-]+$/u.test(text) && !text.startsWith("~") ? text : `'${text.replaceAll("'", `'\\''`)}'`;

/** A command line of these words. */
export const shellLine = (...words: readonly string[]): string => words.map(shellWord).join(" ");
