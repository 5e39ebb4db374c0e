/** Text that a browser may read as HTML: written by `html`, or by the Markdown library. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type Fragment = Html | string | number | undefined | readonly Fragment[];

/** HTML in which every value is escaped, unless it is HTML itself. Values stand in content and in quoted attributes only. */
export function html(parts: TemplateStringsArray, ...values: readonly Fragment[]): Html {
  return new Html(parts.reduce((text, part, index) => text + write(values[index - 1]) + part));
}

function write(value: Fragment): string {
  if (value === undefined) return "";
  if (value instanceof Html) return value.text;
  return typeof value === "string" || typeof value === "number"
    ? escapeHtml(String(value))
    : value.map(write).join("");
}

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (mark) => escapes[mark] ?? "");

/** A whole page without the frame of the others. */
export const page = (title: string, body: Html): string =>
  html`<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><main><h1>${title}</h1>
${body}
</main></html>
`.text;
