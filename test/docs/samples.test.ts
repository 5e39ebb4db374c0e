import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { parseRequest } from "../../src/core/files/request.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

const pages = [
  ...readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
  "README.md",
  "access-requests/README.md",
];

/** The blocks of YAML that are a whole request, without the indentation of the list they stand in. */
const samples = pages.flatMap((page) =>
  [...readFileSync(join(root, page), "utf8").matchAll(/^(?<indent> *)```yaml\n(?<text>.*?)^ *```/gmsu)]
    .map(({ groups }) => (groups?.text ?? "").replaceAll(new RegExp(`^${groups?.indent ?? ""}`, "gmu"), ""))
    .filter((text) => /^subject: /mu.test(text))
    .map((text) => [page, text] as const),
);

it("finds the samples of requests", () => {
  expect(samples.length).toBeGreaterThan(3);
});

it.each(samples)("%s: a request that people copy has no mistake:\n%s", (_page, text) => {
  const { findings } = parseRequest(
    text,
    "access-requests/payments/2026-11-20-alice-orders-readonly-7f3a.yaml",
  );
  expect(findings).toEqual([]);
});
