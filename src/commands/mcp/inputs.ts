import type { FromSchema } from "json-schema-to-ts";

/** Closed: a field that is not here is refused. */
export const noInput = { type: "object", additionalProperties: false, properties: {} } as const;

export const numberInput = {
  type: "object",
  additionalProperties: false,
  required: ["number"],
  properties: {
    number: {
      type: "integer",
      minimum: 1,
      maximum: 999_999_999,
      description: "The number of the request's pull request",
    },
  },
} as const;

export const newRequestInput = {
  type: "object",
  additionalProperties: false,
  required: ["access", "reason"],
  properties: {
    access: {
      type: "array",
      minItems: 1,
      maxItems: 10,
      items: { type: "string", minLength: 3, maxLength: 400 },
      description:
        "What to ask for, as list_access names it: orders-db/orders:readonly. Several must be offered in one folder",
    },
    reason: {
      type: "string",
      minLength: 1,
      maxLength: 2000,
      description: "Why the person needs it now, for the approver. No secrets: it stays in the history",
    },
    duration: { type: "string", maxLength: 20, description: "Such as 2h. An hour if not given" },
    folder: {
      type: "string",
      maxLength: 100,
      description: "The folder, where the access is offered in several",
    },
  },
} as const;

export type NumberInput = FromSchema<typeof numberInput>;
export type NewRequestInput = FromSchema<typeof newRequestInput>;
