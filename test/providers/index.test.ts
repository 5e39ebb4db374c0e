import { describe, expect, it } from "vitest";
import { createProviders } from "../../src/providers/index.ts";

const memory = { name: "memory", adapter: "memory" };
const messageOf = (entries: unknown, secrets = {}): string => {
  try {
    createProviders(typeof entries === "string" ? entries : JSON.stringify(entries), secrets);
  } catch (error) {
    return error instanceof Error ? error.message : "";
  }
  return "";
};

describe("the server's provider configuration", () => {
  it("reads YAML as well as JSON", () => {
    expect([...createProviders("- { name: memory, adapter: memory }", {}).keys()]).toEqual(["memory"]);
    expect([...createProviders(JSON.stringify([memory]), {}).keys()]).toEqual(["memory"]);
  });

  it.each([
    ["not a list", memory, "must be array"],
    ["no name", [{ adapter: "memory" }], "must have required property 'name'"],
    ["a name an entitlement cannot say", [{ ...memory, name: "My DB" }], `It is "My DB"`],
    ["an adapter that does not exist", [{ ...memory, adapter: "oracle" }], `It is "oracle"`],
    ["a name twice", [memory, memory], `names "memory" twice`],
    [
      "an unknown key",
      [{ ...memory, colour: "red" }],
      `HALLPASS_PROVIDERS/0 ("memory"): "colour" is not known here`,
    ],
    ["broken text", "[{", "is neither YAML nor JSON"],
  ])("refuses %s", (_, entries, message) => {
    expect(messageOf(entries)).toContain(message);
  });

  it("never repeats a password that was written into it", () => {
    expect(messageOf([{ ...memory, password: "hunter2" }])).not.toContain("hunter2");
    expect(messageOf('[{"name": "memory", "password": "hunter2", ]]')).not.toContain("hunter2");
  });
});
