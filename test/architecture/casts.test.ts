import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const FOLDERS = ["src", "action", "test", "sandbox/src", "sandbox/test", "demo/src", "demo/test"];

/** A cast that turns the type checker off for a value: through `unknown`, or to `never`. */
const BLIND = /\bas\s+(?:unknown\s+as|never)\b/u;

const listSources = (): string[] =>
  FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((path) => join(folder, path)),
  ).filter((path) => path.endsWith(".ts"));

it("no value is cast past the type checker: a test builds a whole value, see test/support/builders", () => {
  const sources = listSources();
  expect(sources.length).toBeGreaterThan(500);
  const found = sources.flatMap((path) =>
    readFileSync(join(root, path), "utf8")
      .split("\n")
      .flatMap((line, index) => (BLIND.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [])),
  );
  expect(found).toEqual([]);
});
