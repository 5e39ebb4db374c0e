/** Text that is HTML already. */
export interface Html {
  readonly html: string;
}

/** HTML with each value escaped, unless it is HTML already. */
export const html = (
  parts: TemplateStringsArray,
  ...values: readonly (string | Html | readonly Html[])[]
): Html => ({
  html: parts.reduce((text, part, index) => {
    const value = values[index];
    return text + part + (value === undefined ? "" : write(value));
  }, ""),
});

const write = (value: string | Html | readonly Html[]): string => {
  if (typeof value === "string") return escapeText(value);
  return "html" in value ? value.html : value.map((each) => each.html).join("");
};

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escapeText = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

/** A whole page. */
export const page = (title: string, body: Html): string =>
  html`<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><main><h1>${title}</h1>
${body}
</main></html>
`.html;
