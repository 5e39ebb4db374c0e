import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

it("the example receiver has at most 60 lines", () => {
  const url = new URL("../../docs/examples/webhook-receiver.mjs", import.meta.url);
  expect(readFileSync(url, "utf8").trimEnd().split("\n").length).toBeLessThanOrEqual(60);
});
