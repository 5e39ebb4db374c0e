import { readdirSync, readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { expect, it } from "vitest";
import { noticesSchema } from "../src/configuration/notices-schema.ts";
import { formatSchema } from "../src/core/document/json-schema.ts";
import { buildValidator } from "../src/core/document/schema.ts";
import { accessReviewSchema } from "../src/core/files/access-review.ts";
import { parsePolicy, policySchema } from "../src/core/files/policy.ts";
import { requestSchema } from "../src/core/files/request.ts";
import { settingsSchema } from "../src/core/files/settings.ts";
import { ledgerEntrySchema } from "../src/core/ledger/entry-document.ts";
import { rotaSchema } from "../src/core/on-call/rota.ts";
import { policyTestSchema } from "../src/core/policy-tests/test-file.ts";
import { templateSchema } from "../src/core/templates/template.ts";
import { receiverAnswerSchema, receiverRequestSchema } from "../src/providers/adapter/messages/schema.ts";
import { adapters } from "../src/providers/registry.ts";

const ajv = new Ajv();
const validateAsSchema = (schema: object): string | null =>
  ajv.validateSchema(schema) ? null : ajv.errorsText(ajv.errors);

it.each([
  ["request", requestSchema],
  ["policy", policySchema],
  ["template", templateSchema],
  ["policy-test", policyTestSchema],
  ["settings", settingsSchema],
  ["access-review", accessReviewSchema],
  ["rota", rotaSchema],
  ["notices", noticesSchema],
  ["ledger-entry", ledgerEntrySchema],
  ["receiver-request", receiverRequestSchema],
  ["receiver-answer", receiverAnswerSchema],
])("schemas/%s.json is what the program validates with (`npm run schemas` renews it)", (name, schema) => {
  const published = readFileSync(new URL(`../schemas/${name}.json`, import.meta.url), "utf8");
  expect(published).toBe(formatSchema(schema));
});

it.each([
  ["request", requestSchema],
  ["policy", policySchema],
  ["template", templateSchema],
  ["policy-test", policyTestSchema],
  ["settings", settingsSchema],
  ["rota", rotaSchema],
  ["access-review", accessReviewSchema],
  ["notices", noticesSchema],
  ["ledger-entry", ledgerEntrySchema],
  ["receiver-request", receiverRequestSchema],
  ["receiver-answer", receiverAnswerSchema],
])("the schema %s is a JSON Schema", (_name, schema) => {
  expect(validateAsSchema(schema)).toBe(null);
});

it.each([...adapters])("the schema of an entry of %s is a JSON Schema", async (_name, load) => {
  expect(validateAsSchema((await load()).schema)).toBe(null);
});

it("tells a schema that is none", () => {
  expect(validateAsSchema({ type: "strin" })).not.toBe(null);
});

/** Every part of a schema that has examples, by its path in it. */
function listExamples(schema: unknown, path = ""): [string, object, unknown][] {
  if (typeof schema !== "object" || schema === null) return [];
  const own = "examples" in schema && Array.isArray(schema.examples) ? schema.examples : [];
  return [
    ...own.map((example): [string, object, unknown] => [path || "/", schema, example]),
    ...Object.entries(schema).flatMap(([name, part]) =>
      name === "examples" ? [] : listExamples(part, `${path}/${name}`),
    ),
  ];
}

it.each(
  [requestSchema, policySchema, policyTestSchema, settingsSchema, accessReviewSchema].flatMap((schema) =>
    listExamples(schema),
  ),
)("the example at %s is one", (_path, schema, example) => {
  const validate = buildValidator(schema);
  expect(validate(structuredClone(example)), JSON.stringify(validate.errors)).toBe(true);
});

const policies = new URL("../policies/", import.meta.url);

it.each(readdirSync(policies))("policies/%s has no mistake", (name) => {
  const { findings, value } = parsePolicy(readFileSync(new URL(name, policies)), `policies/${name}`);
  expect(findings).toEqual([]);
  expect(`${value?.name}.yaml`).toBe(name);
});
