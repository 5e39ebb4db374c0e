import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { adapters } from "../../src/providers/registry.ts";

/** Pages that leave fields to another page, by name. */
const otherPages: Readonly<Record<string, string>> = {
  azure: "entra",
  command: "webhook",
  memory: "webhook",
};

const readPage = (name: string): Promise<string> =>
  readFile(new URL(`../../docs/providers/${name}.md`, import.meta.url), "utf8");

function listFields(schema: unknown): string[] {
  if (typeof schema !== "object" || schema === null) return [];
  const own = "properties" in schema && !Array.isArray(schema) ? Object.keys(schema.properties ?? {}) : [];
  return [...own, ...Object.values(schema).flatMap(listFields)];
}

it.each([...adapters.keys()])("every field of an entry of %s stands on its page", async (name) => {
  const adapter = await adapters.get(name)?.();
  const other = otherPages[name];
  const text = (await readPage(name)) + (other === undefined ? "" : await readPage(other));
  const fields = [...new Set(listFields(adapter?.schema))];
  const isThere = (field: string): boolean =>
    new RegExp(
      `\\b${field}:|[\`]${field}[\`:]|[{, ]${field} ?[,}]|\`[^\`\\n]*\\b${field}(?![\\w-])`,
      "u",
    ).test(text);
  expect(fields.filter((field) => !isThere(field))).toEqual([]);
});
