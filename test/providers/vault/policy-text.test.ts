import fc from "fast-check";
import { expect, it } from "vitest";
import { readPolicy } from "../../../src/providers/vault/policy-text.ts";

it("reads the paths of a policy in HCL, past comments and everything else in a block", () => {
  const text = `
    # path "commented" { capabilities = ["read"] }
    name = "orders"
    path "secret/data/orders/*" { // the application
      capabilities = ["read", "list",]
      allowed_parameters = { "capabilities" = ["sudo"], "*" = [] }
      min_wrapping_ttl = "1s"
    }
    /* path "x" {} */ path "sys/\\"odd\\"" { capabilities = [
      "deny" ] }`;
  expect(readPolicy(text)).toEqual([
    { path: "secret/data/orders/*", capabilities: ["read", "list"] },
    { path: 'sys/"odd"', capabilities: ["deny"] },
  ]);
});

it("reads a policy in JSON", () => {
  const text = JSON.stringify({ path: { "kv/+/x": { capabilities: ["read"] }, b: { capabilities: [] } } });
  expect(readPolicy(text)).toEqual([
    { path: "kv/+/x", capabilities: ["read"] },
    { path: "b", capabilities: [] },
  ]);
});

it.each([
  "",
  "# nothing",
  "{}",
  "[]",
  "7",
  'path "a" { policy = "write" }',
  'path "a" { capabilities = ["read"] } path "b" { policy = "sudo" }',
  'path "a" { capabilities = ["read"]',
  'path "a" capabilities = ["read"]',
  'path "a" { capabilities = "read" }',
  'path "a { capabilities = ["read"] }',
  'path "a" { capabilities = ["read"] } /* open',
  "path <<EOT\na\nEOT { }",
  JSON.stringify({ path: { a: { policy: "write" } } }),
  JSON.stringify({ path: { a: { capabilities: ["read", 7] } } }),
])("reads nothing of %j, rather than a part", (text) => {
  expect(readPolicy(text)).toBeUndefined();
});

it("reads what it is told, and ends for any text", () => {
  const capability = fc.constantFrom("read", "list", "create", "update", "delete", "sudo", "deny");
  const rule = fc.record({
    path: fc.string({ unit: fc.constantFrom("a", "/", "*", "+", "{", "}", "#") }),
    capabilities: fc.array(capability),
  });
  fc.assert(
    fc.property(fc.array(rule, { minLength: 1, maxLength: 5 }), (rules) => {
      const text = rules
        .map(({ path, capabilities }) => `path "${path}" { capabilities = ${JSON.stringify(capabilities)} }`)
        .join("\n");
      expect(readPolicy(text)).toEqual(rules);
    }),
  );
  fc.assert(fc.property(fc.string(), (text) => void readPolicy(text)));
  expect(readPolicy("/*".repeat(200_000))).toBeUndefined();
  expect(readPolicy('path "a" {'.repeat(50_000))).toBeUndefined();
});
