import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const read = (path: string): string =>
  readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), "utf8");
const list = (path: string): string[] =>
  readdirSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)));

/** `guard.ts` is around every channel and `open.ts` opens them; `delivery` has what they share. */
const others = ["guard", "open", "delivery"];
const channels = list("src/notify")
  .map((name) => name.replace(/\.ts$/u, ""))
  .filter((name) => !others.includes(name))
  .sort();

it("docs/notifiers.md lists each channel of src/notify", () => {
  const [table = ""] = read("docs/notifiers.md").split("\n## ");
  const rows = [...table.matchAll(/^\| `(?<name>[^`]+)` \|/gmu)];
  expect(rows.map(({ groups }) => groups?.name).sort()).toEqual(channels);
});

it.each(channels)("%s passes the conformance suite", (name) => {
  expect(read(`test/notify/${name}.test.ts`)).toContain(`testNotifier("${name}"`);
});
