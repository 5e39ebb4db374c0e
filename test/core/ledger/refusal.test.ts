import { describe, expect, it } from "vitest";
import { parseRefusal, type Refusal, serializeRefusal } from "../../../src/core/ledger/refusal.ts";
import { NOW, PATH } from "../../support/builders/evidence.ts";

const refusal: Refusal = { path: PATH, blob: "b1", pull: 12, codes: ["DURATION_TOO_LONG"], at: NOW };
const written = serializeRefusal(refusal);

describe("the file of a refusal", () => {
  it("is read back, with a pull request or without", () => {
    const { pull: _, ...pushed } = refusal;
    expect(parseRefusal(written)).toStrictEqual(refusal);
    expect(parseRefusal(serializeRefusal(pushed))).toStrictEqual(pushed);
  });

  it("is read back with its reasons, and is the same text as ever without", () => {
    const reasons = [{ code: "DURATION_TOO_LONG", says: "9h is too long.", fix: "Ask for 2h." }];
    expect(parseRefusal(serializeRefusal({ ...refusal, reasons }))).toStrictEqual({ ...refusal, reasons });
    expect(JSON.parse(written)).not.toHaveProperty("reasons");
  });

  it.each(["version", "path", "blob", "codes", "at"])("is not read without %s", (field) => {
    const { [field]: _, ...rest } = JSON.parse(written);
    expect(() => parseRefusal(JSON.stringify(rest))).toThrow(
      `The refusal is not as this version writes it: data must have required property '${field}'.`,
    );
  });

  it.each([
    ["another version", { version: 2 }],
    ["a field nobody knows", { more: 1 }],
    ["a path that is no text", { path: 1 }],
    ["a blob that is no text", { blob: 1 }],
    ["a pull request that is no number", { pull: "12" }],
    ["codes that are no list", { codes: "DURATION_TOO_LONG" }],
    ["a code that is no text", { codes: [1] }],
    ["a reason without words", { reasons: [{ code: "DURATION_TOO_LONG" }] }],
    ["a time in another form", { at: "yesterday" }],
  ])("is not read with %s", (_name, odd) => {
    expect(() => parseRefusal(JSON.stringify({ ...JSON.parse(written), ...odd }))).toThrow(
      "The refusal is not as this version writes it",
    );
  });
});
