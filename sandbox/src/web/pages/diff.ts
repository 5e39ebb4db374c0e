import type { Schemas } from "../../payloads/schemas.ts";
import { type Html, html } from "../html.ts";

/** The change of one file. A screen reader hears the signs, not the colours alone. */
export const showDiff = ({
  filename,
  status,
  patch,
}: Schemas["diff-entry"]): Html => html`<section class="box" aria-label="${filename}">
<div class="head"><strong>${filename}</strong> <span class="soft">${status}</span></div>
<div class="body only">${patch === undefined ? html`<p class="soft">No text to show.</p>` : html`<pre tabindex="0"><code>${patch.split("\n").map(showLine)}</code></pre>`}</div></section>`;

const showLine = (line: string): Html =>
  line.startsWith("+")
    ? html`<span class="add">${line}</span>\n`
    : line.startsWith("-")
      ? html`<span class="del">${line}</span>\n`
      : html`${line}\n`;
