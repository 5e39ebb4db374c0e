import assert from "node:assert/strict";
import { inspect } from "node:util";

/** The places where an error may be shown: the message, the stack, JSON, and all of its fields but the private `cause`. */
export function showError(error: Error): string {
  const { name, message, stack } = error;
  return [
    message,
    stack,
    JSON.stringify(error),
    inspect({ ...error, name, message, stack }, { depth: 9 }),
  ].join("\n");
}

/** Asserts that a text contains none of the secrets. The failure does not print them. */
export function assertNoSecret(text: string, secrets: readonly string[], what: string): void {
  secrets.forEach((secret, index) => {
    assert.ok(!text.includes(secret), `${what} contains the secret number ${index + 1} of the fixture`);
  });
}
