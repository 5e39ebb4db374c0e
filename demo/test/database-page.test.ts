import { expect, it } from "vitest";
import type { Selected } from "../src/stage/database.ts";
import { databasePage } from "../src/web/database-page.ts";

const show = async (answer: Selected): Promise<string> =>
  (await databasePage("SELECT 1", async () => answer).show("alice")).text;

it("shows the rows, as text", async () => {
  expect(await show({ outcome: "ok", rows: ["1 | <b>Ann</b>"] })).toContain("1 | &lt;b&gt;Ann&lt;/b&gt;");
});

it.each(["denied", "cut off"] as const)("shows why the server refuses: %s", async (outcome) => {
  expect(await show({ outcome, message: "permission denied for table orders" })).toContain(
    "Refused. permission denied for table orders",
  );
});
