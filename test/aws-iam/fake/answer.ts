/** What an operation answers: fields of the result, or an error of AWS. */
export type Answer =
  | { readonly result: Fields }
  | { readonly code: string; readonly status: number; readonly message: string };

export type Fields = { readonly [name: string]: Value };
type Value = string | number | boolean | Date | undefined | Fields | readonly Value[];

export const fail = (code: string, status: number, message = `${code} of hunter2`): Answer => ({
  code,
  status,
  message,
});

/** Fields in XML, as the query protocol answers them: a list is `<member>` elements. */
export const toXml = (fields: Fields): string =>
  Object.entries(fields)
    .map(([name, value]) => (value === undefined ? "" : `<${name}>${valueToXml(value)}</${name}>`))
    .join("");

function valueToXml(value: Value): string {
  if (isList(value)) return value.map((each) => `<member>${valueToXml(each)}</member>`).join("");
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "object") return toXml(value);
  return String(value).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);
