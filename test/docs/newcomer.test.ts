import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const read = (page: string): string => readFileSync(join(root, page), "utf8");

it("docs/install.md takes eight steps at most, numbered, each one command or one click", () => {
  const [steps = ""] = read("docs/install.md").split("Now [ask for access]");
  const numbered = [...steps.matchAll(/^(?<number>\d+)\. \*\*/gmu)].map(({ groups }) =>
    Number(groups?.number),
  );
  expect(numbered).toEqual(numbered.map((_, index) => index + 1));
  expect(numbered.length).toBeGreaterThan(4);
  expect(numbered.length).toBeLessThanOrEqual(8);
  for (const step of steps.split(/^\d+\. (?=\*\*)/mu).slice(1)) {
    const commands = step.match(/^ *(?:.*npx hallpass |npm |cat >> )/gmu) ?? [];
    const clicks = step.match(/^\*\*Click\*\*/gmu) ?? [];
    expect([step, commands.length + clicks.length]).toEqual([step, 1]);
  }
});

it("docs/tutorial.md goes the way of docs/install.md, with the same commands in the same order", () => {
  const order = (page: string): string[] => [
    ...new Set(
      [...read(page).matchAll(/npx hallpass (?<name>init|app|rulesets|serve) (?:acme|--env)/gu)].map(
        ({ groups }) => groups?.name ?? "",
      ),
    ),
  ];
  expect(order("docs/tutorial.md")).toEqual(["init", "app", "serve"]);
  expect(order("docs/install.md")).toEqual(order("docs/tutorial.md"));
});

it("docs/README.md lists every page", () => {
  const pages = readdirSync(join(root, "docs"))
    .concat(readdirSync(join(root, "docs/guides")).map((name) => `guides/${name}`))
    .filter((name) => name.endsWith(".md") && name !== "README.md");
  expect(pages.filter((page) => !read("docs/README.md").includes(`(${page})`))).toEqual([]);
});

it("README.md leads to the tutorial, the local GitHub and the way without a server before anything else", () => {
  const [start = ""] = read("README.md").split("## Why");
  for (const page of ["tutorial", "sandbox", "install", "once"]) expect(start).toContain(`(docs/${page}.md)`);
});
