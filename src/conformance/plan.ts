import type { FromSchema } from "json-schema-to-ts";
import { parseServerText } from "../providers/adapter/entry/server-text.ts";
import { compileEntry, describeErrors, namePattern } from "../providers/adapter/entry-schema.ts";

const name = { type: "string", pattern: namePattern } as const;
const principal = { type: "string", minLength: 1, maxLength: 256 } as const;

const power = {
  oneOf: [
    {
      type: "object",
      additionalProperties: false,
      required: ["kind"],
      properties: { kind: { enum: ["own-account", "github-organization"] } },
    },
    {
      type: "object",
      additionalProperties: false,
      required: ["kind", "id"],
      properties: {
        kind: { enum: ["github-team", "github-repository"] },
        id: { type: "integer", minimum: 1 },
      },
    },
  ],
} as const;

const schema = {
  type: "object",
  additionalProperties: false,
  required: ["provider", "use"],
  properties: {
    provider: {
      type: "object",
      required: ["name", "adapter"],
      properties: { name, adapter: name },
    },
    use: {
      type: "object",
      additionalProperties: false,
      required: ["resource", "role", "principals"],
      properties: {
        resource: name,
        role: name,
        principals: { type: "array", minItems: 2, maxItems: 2, uniqueItems: true, items: principal },
        hostile: { type: "array", items: principal },
        publicKeys: { type: "object", additionalProperties: { type: "string", maxLength: 3000 } },
        standing: principal,
        missing: principal,
        told: { type: "array", maxItems: 12, items: { type: "string", minLength: 1, maxLength: 240 } },
        gives: { type: "array", maxItems: 10, items: power },
        expirySeconds: { type: "integer", minimum: 1, maximum: 3600 },
      },
    },
  },
} as const;

/** What the suite may use at a real account: an entry of HALLPASS_PROVIDERS, and which principals and entitlement. */
export type Plan = FromSchema<typeof schema>;

const validate = compileEntry<Plan>(schema);

/** Reads a plan (YAML or JSON). `where` begins each message. Throws `Error`, which quotes nothing that may be a secret. */
export function parsePlan(text: string, where: string): Plan {
  const read = parseServerText(where, text);
  if ("mistake" in read) throw new Error(read.mistake);
  const plan = read.value;
  if (!validate(plan)) throw new Error(describeErrors(where, validate.errors).join("\n"));
  return plan;
}
