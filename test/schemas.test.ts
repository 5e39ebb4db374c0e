import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { formatSchema } from "../src/core/json-schema.ts";
import { parsePolicy, policySchema } from "../src/core/policy.ts";
import { requestSchema } from "../src/core/request.ts";
import { settingsSchema } from "../src/core/settings.ts";

it.each([
  ["request", requestSchema],
  ["policy", policySchema],
  ["settings", settingsSchema],
])("schemas/%s.json is what the program validates with (`npm run schemas` renews it)", (name, schema) => {
  const published = readFileSync(new URL(`../schemas/${name}.json`, import.meta.url), "utf8");
  expect(published).toBe(formatSchema(schema));
});

const policies = new URL("../policies/", import.meta.url);

it.each(readdirSync(policies))("policies/%s has no mistake", (name) => {
  const { findings, value } = parsePolicy(readFileSync(new URL(name, policies)), `policies/${name}`);
  expect(findings).toEqual([]);
  expect(`${value?.name}.yaml`).toBe(name);
});
