import { describe, expect, it } from "vitest";
import { type Recorded, recordCodec } from "../../../src/core/document/record-codec.ts";
import { timeSchema } from "../../../src/core/document/record-time.ts";

const visitSchema = {
  type: "object",
  additionalProperties: false,
  required: ["kind", "name", "at"],
  properties: {
    kind: { const: "visit" },
    name: { type: "string" },
    at: timeSchema,
    left: timeSchema,
    stops: {
      type: "array",
      default: [],
      items: {
        type: "object",
        additionalProperties: false,
        required: ["at"],
        properties: { at: timeSchema },
      },
    },
  },
} as const;
const callSchema = {
  type: "object",
  additionalProperties: false,
  required: ["kind", "times"],
  properties: { kind: { const: "call" }, times: { type: "array", items: timeSchema } },
} as const;

const codec = recordCodec<Recorded<typeof visitSchema> | Recorded<typeof callSchema>>(
  "record of the test",
  visitSchema,
  callSchema,
);
const at = new Date("2026-11-20T16:02:00Z");
const visit = { kind: "visit", name: "alice", at, stops: [] } as const;
const line = '{"version":1,"kind":"visit","name":"alice","at":"2026-11-20T16:02:00.000Z"}';

describe("a record", () => {
  it("is written in the order of its schema, without fields that have no value and without empty lists", () => {
    expect(codec.writeLine({ stops: [], at, name: "alice", kind: "visit" })).toBe(line);
  });

  it("is written without what its schema does not have", () => {
    expect(codec.writeLine(Object.assign({ more: 1 }, visit))).toBe(line);
  });

  it("is read with times, and with the lists that were left out", () => {
    expect(codec.read(line)).toStrictEqual({ ...visit, stops: [] });
    const later = { ...visit, left: at, stops: [{ at }] };
    expect(codec.read(codec.writeFile(later))).toStrictEqual(later);
  });

  it("is of one of several kinds", () => {
    const call = { kind: "call", times: [at, at] } as const;
    expect(codec.read(codec.writeLine(call))).toStrictEqual(call);
  });

  it.each([
    ["of an unknown kind", line.replace("visit", "other")],
    ["with a field too many", line.replace("{", '{"more":1,')],
    ["with a field that would be its prototype", line.replace("{", '{"__proto__":{"name":"mallory"},')],
    ["of another version", line.replace('"version":1', '"version":2')],
    ["of no version", line.replace('"version":1,', "")],
    ["with a list in the place of a time", line.replace(/"2026[^"]*"/u, "[]")],
    ["that is a list", `[${line}]`],
    ["that is null", "null"],
  ])("%s is not read", (_, text) => {
    expect(() => codec.read(text)).toThrow("The record of the test is not as this version writes it: data");
  });

  it("with a time that does not exist is not read", () => {
    expect(() => codec.read(line.replace("11-20", "11-31"))).toThrow(
      '"2026-11-31T16:02:00.000Z" is not a time.',
    );
  });
});
