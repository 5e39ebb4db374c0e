import { stringify } from "csv-stringify/sync";
import { renderTable } from "../../report/markdown/table.ts";
import { print, printJson, printJsonList } from "../output/terminal.ts";

/** An answer in rows: each for people, and as a record for scripts. */
export interface Rows<T extends object> {
  /** The name of the list in the JSON object. */
  readonly name: string;
  readonly head: readonly string[];
  readonly records: readonly T[];
  readonly toRow: (record: T) => readonly string[];
  /** Said instead of a table without rows. */
  readonly none: string;
}

export type Format = "table" | "json" | "ndjson" | "csv";

/** `head`: what the JSON object says besides the list. */
export function printRows<T extends object>(rows: Rows<T>, format: Format, head: object): void {
  const { name, records, toRow, none } = rows;
  if (format === "json") printJsonList(head, name, records, (record) => record);
  else if (format === "ndjson") for (const record of records) printJson(record);
  else if (format === "csv") print(formatCsv([rows.head, ...records.map(toRow)]));
  else print(records.length === 0 ? `${none}\n` : renderTable(rows.head, records.map(toRow)));
}

/** A cell that a spreadsheet would take for a formula is written with an apostrophe before it. */
export const formatCsv = (cells: readonly (readonly string[])[]): string =>
  stringify(
    cells.map((row) => [...row]),
    { escape_formulas: true, record_delimiter: "unix" },
  );
