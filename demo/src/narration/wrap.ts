/** Breaks lines between words at `columns`. A longer word stays whole. Leading spaces stay. */
export const wrap = (text: string, columns: number): string[] =>
  text.split("\n").flatMap((line) => wrapLine(line, columns));

function wrapLine(line: string, columns: number): string[] {
  const start = line.search(/\S/u);
  if (line.length <= columns || start === -1) return [line];
  const last = line.lastIndexOf(" ", columns);
  const cut = last > start ? last : line.indexOf(" ", start);
  return cut === -1 ? [line] : [line.slice(0, cut), ...wrapLine(line.slice(cut + 1), columns)];
}
