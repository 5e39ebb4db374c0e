import type { KeywordDefinition, SchemaValidateFunction } from "ajv";

/** `uniqueItems: true` over plain data of any shape; errors carry the two positions as `params.j` and `params.i`. */
const judgeItems: SchemaValidateFunction = (wanted: boolean, items: readonly unknown[]): boolean => {
  const repeated = wanted ? findRepeated(items) : undefined;
  judgeItems.errors = repeated === undefined ? [] : [{ keyword: "uniqueItems", params: repeated }];
  return repeated === undefined;
};

/**
 * The keyword of the same name, without ajv's own way to compare: that asks each object for its `valueOf`, which ours
 * lack, and which a file may name as a field.
 */
export const uniqueItems: KeywordDefinition = {
  keyword: "uniqueItems",
  type: "array",
  schemaType: "boolean",
  errors: true,
  validate: judgeItems,
};

function findRepeated(items: readonly unknown[]): { j: number; i: number } | undefined {
  const seen = new Map<string, number>();
  for (const [i, item] of items.entries()) {
    const key = spell(item);
    const j = seen.get(key);
    if (j !== undefined) return { j, i };
    seen.set(key, i);
  }
  return undefined;
}

/** JSON with the fields in order: equal values are spelled alike. */
function spell(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spell).join()}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "undefined";
  const fields = Object.entries(value).map(([name, field]) => `${JSON.stringify(name)}:${spell(field)}`);
  return `{${fields.sort().join()}}`;
}
