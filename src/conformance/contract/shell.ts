/**
 * The characters of a command line that a POSIX shell acts on: those outside quotes, and `$` and backticks inside double quotes. A name that
 * is quoted well adds none.
 */
export function activeCharacters(line: string): string {
  let quote: "'" | '"' | undefined;
  let active = "";
  for (let at = 0; at < line.length; at++) {
    const character = line.charAt(at);
    if (quote === "'") {
      if (character === "'") quote = undefined;
    } else if (character === "\\") at++;
    else if (character === '"') quote = quote === '"' ? undefined : '"';
    else if (character === "'" && quote === undefined) quote = "'";
    else if ((quote === '"' ? /[$`]/u : /[$`;|&()<>*?#\n]/u).test(character)) active += character;
  }
  return quote === undefined ? active : `${active} and an open ${quote}`;
}
