import { expect, it } from "vitest";
import { readAccess } from "../../src/commands/setup/ask-answers.ts";

it("takes an access as people type it; a resource may have slashes and colons", () => {
  expect(readAccess("orders-db/orders:readonly")).toEqual({
    provider: "orders-db",
    resource: "orders",
    role: "readonly",
  });
  expect(readAccess("aws/arn:aws:iam::1:role/x:use")).toMatchObject({ resource: "arn:aws:iam::1:role/x" });
});

it.each([
  ["orders:readonly", "Write provider/resource:role."],
  ["Orders DB/orders:readonly", '"Orders DB" cannot be used.'],
  ["orders-db/all orders:readonly", '"all orders" cannot be used.'],
  ["orders-db/orders:read only", '"read only" cannot be used.'],
])("refuses %s, which no policy could name", (text, problem) => {
  const answer = readAccess(text);
  expect(answer instanceof Error ? answer.message : answer).toContain(problem);
});
