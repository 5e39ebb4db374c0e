/** Breaks each line between words so that none is longer than `columns`; a longer word stays whole. Leading spaces are kept. */
export const wrap = (text: string, columns: number): string[] =>
  text.split("\n").flatMap((line) => wrapLine(line, columns));

function wrapLine(line: string, columns: number): string[] {
  if (line.length <= columns) return [line];
  const end = line.lastIndexOf(" ", columns);
  // Only the indentation is before it: there is nothing to break at.
  const cut = line.slice(0, end).trim() === "" ? line.indexOf(" ", line.search(/\S/u)) : end;
  return cut === -1 ? [line] : [line.slice(0, cut), ...wrapLine(line.slice(cut + 1), columns)];
}
