import type { Element } from "hast";
import { type Child, h } from "hastscript";

/** A table whose rows are cards on a phone: each cell names its column. */
export const renderRows = (head: readonly string[], rows: readonly (readonly Child[])[]): Element =>
  h("table", { role: "table" }, [
    h(
      "thead",
      { role: "rowgroup" },
      h(
        "tr",
        { role: "row" },
        head.map((name) => h("th", { scope: "col", role: "columnheader" }, name)),
      ),
    ),
    h(
      "tbody",
      { role: "rowgroup" },
      rows.map((cells) =>
        h(
          "tr",
          { role: "row" },
          cells.map((cell, column) => h("td", { role: "cell", "data-label": head[column] }, cell)),
        ),
      ),
    ),
  ]);
