import { parseDocument } from "yaml";

/** The variables that hold the providers' secrets: each field of the configuration that ends in "From" names one. */
export function listSecretNames(text: string): string[] {
  const document = parseDocument(text, { prettyErrors: false });
  return document.errors.length > 0 ? [] : [...new Set(collect(document.toJS()))];
}

const collect = (value: unknown): string[] =>
  typeof value !== "object" || value === null
    ? []
    : Object.entries(value).flatMap(([name, field]) =>
        typeof field === "string" && name.endsWith("From") ? [field] : collect(field),
      );
