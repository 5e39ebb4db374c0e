import { parseDocument } from "yaml";

/**
 * Reads a part of the server's own configuration, YAML or JSON. A mistake is told by its kind and line: the parser's own message quotes the
 * text around it, which may be a password.
 */
export function parseServerText(
  where: string,
  text: string,
): { readonly value: unknown } | { readonly mistake: string } {
  const document = parseDocument(text, { prettyErrors: false, uniqueKeys: true });
  const [error] = document.errors;
  if (error === undefined) return { value: document.toJS() };
  const line = text.slice(0, error.pos[0]).split("\n").length;
  return {
    mistake: `${where} is neither YAML nor JSON: ${error.code} in line ${line} of the value. Look there for a missing quote, space or line break.`,
  };
}
