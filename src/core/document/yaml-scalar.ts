const words = new Set(["null", "true", "false", "yes", "no", "on", "off", "y", "n"]);

/** A text as a YAML value: without quotes where every reader takes it for this text. */
export const writeScalar = (value: string): string =>
  /^[A-Za-z][A-Za-z0-9_-]*$/u.test(value) && !words.has(value.toLowerCase()) ? value : JSON.stringify(value);

/** Plain data as YAML on one line, as people write it: `{ provider: orders-db, roles: [readonly] }`. */
export function writeFlow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(writeFlow).join(", ")}]`;
  if (typeof value === "string") return writeScalar(value);
  if (typeof value !== "object" || value === null) return String(value);
  const fields = Object.entries(value).map(([name, field]) => `${writeScalar(name)}: ${writeFlow(field)}`);
  return `{ ${fields.join(", ")} }`;
}
