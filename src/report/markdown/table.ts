import { oneLine } from "../../core/ledger/ledger-message.ts";

/** A table for a terminal, with a newline after the last row. Escapes control characters and line breaks in cells. */
export function renderTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, ...rows].map((row) => row.map(oneLine));
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const pad = (line: readonly string[]) =>
    line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ");
  return lines.map((line) => `${pad(line).trimEnd()}\n`).join("");
}
