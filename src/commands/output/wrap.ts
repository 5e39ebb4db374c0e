/** Text in lines of at most this width, broken between words. A longer word stands alone. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** Two columns: the terms and their meanings, wrapped beside them or, on a narrow terminal, below. */
export function renderTerms(terms: readonly (readonly [string, string])[], width: number): string {
  const column = Math.max(...terms.map(([term]) => term.length)) + 4;
  const isNarrow = width - column < 30;
  return terms
    .map(([term, meaning]) => {
      const indent = isNarrow ? 6 : column;
      const lines = wrapText(meaning, width - indent).map((line) => " ".repeat(indent) + line);
      const first = lines[0]?.slice(indent) ?? "";
      return isNarrow
        ? [`  ${term}`, ...lines].join("\n")
        : [`  ${term.padEnd(column - 2)}${first}`, ...lines.slice(1)].join("\n");
    })
    .join("\n");
}
