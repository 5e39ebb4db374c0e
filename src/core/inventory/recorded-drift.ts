import type { FromSchema } from "json-schema-to-ts";
import { buildValidator } from "../document/schema.ts";
import { driftKinds } from "./drift.ts";

const text = { type: "string", maxLength: 1000 } as const;
const time = {
  type: "string",
  pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?Z$",
} as const;

const schema = {
  type: "object",
  required: ["at", "drift", "unreadable"],
  properties: {
    at: time,
    drift: {
      type: "array",
      items: {
        type: "object",
        required: ["kind", "principal", "entitlement", "requests"],
        properties: {
          kind: { enum: driftKinds },
          principal: text,
          entitlement: {
            type: "object",
            required: ["provider", "resource", "role"],
            properties: { provider: text, resource: text, role: text },
          },
          until: time,
          requests: { type: "array", items: text },
          review: text,
        },
      },
    },
    unreadable: {
      type: "array",
      items: { type: "object", required: ["provider"], properties: { provider: text } },
    },
  },
} as const;

/** What `hallpass drift --json` printed: the differences at one moment, and the providers that could not be asked. */
export type RecordedDrift = FromSchema<typeof schema>;

const isRecorded = buildValidator<RecordedDrift>(schema);

/** Reads what `hallpass drift --json` printed; `undefined` for anything else. */
export function parseRecordedDrift(source: Uint8Array): RecordedDrift | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(source));
    return isRecorded(value) && timesOf(value).every(isTime) ? value : undefined;
  } catch {
    return undefined;
  }
}

const timesOf = ({ at, drift }: RecordedDrift): string[] => [
  at,
  ...drift.flatMap(({ until }) => until ?? []),
];

const isTime = (text: string): boolean => !Number.isNaN(new Date(text).getTime());
