import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const folder = new URL("../../src/demo/", import.meta.url);

it("uses Hallpass as everybody does, as a program: nothing of it is imported", () => {
  const sources = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), "utf8"));
  const imported = sources.flatMap((text) =>
    [...text.matchAll(/(?:from|import\()\s*"([^"]+)"/gu)].map(([, name]) => name),
  );
  expect(imported.length).toBeGreaterThan(0);
  expect(imported.filter((name) => name?.startsWith(".") && !/^\.\/[a-z-]+\.ts$/u.test(name))).toEqual([]);
});
