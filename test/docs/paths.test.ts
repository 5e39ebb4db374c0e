import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

const pages = [
  ...readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md") && !name.startsWith("node_modules/"))
    .map((name) => `docs/${name}`)
    .sort(),
  "README.md",
  "CONTRIBUTING.md",
  "SECURITY.md",
  "action/README.md",
  "sandbox/README.md",
  "access-requests/README.md",
];

/** Without the generated table of threats: its own test holds it. */
const read = (page: string): string =>
  readFileSync(join(root, page), "utf8").replace(/<!-- threats: begin.*/su, "");

const sourceFiles = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" }).filter((name) =>
  name.endsWith(".ts"),
);

/** Decisions say how things were when they were made. */
const isHistory = (page: string): boolean => page.startsWith("docs/decisions/");

/** `src/core/plan/plan.ts` or `test/docs` in code marks; one with a placeholder such as NAME, `acme`, `*` or `<name>` names no file. */
const listNamedPaths = (text: string): string[] =>
  [...text.matchAll(/`((?:src|test|scripts|action|demo|bench|bin|sandbox)\/[\w./-]*)`/gu)]
    .flatMap(([, path]) => path ?? [])
    .filter((path) => !/[A-Z]{3,}|\/acme\//u.test(path.replace(/README/u, "")));

const listLinks = (text: string): string[] =>
  [...text.replace(/```.*?```/gsu, "").matchAll(/\]\((?<target>[^)\s]+)\)/gu)]
    .flatMap(({ groups }) => groups?.target ?? [])
    .filter((target) => !/^[a-z]+:/u.test(target));

/** As GitHub makes an anchor of a heading. */
const anchorOf = (heading: string): string =>
  heading
    .replace(/\[([^\]]*)\]\([^)]*\)/gu, "$1")
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");

const listAnchors = (text: string): string[] =>
  [...text.replace(/```.*?```/gsu, "").matchAll(/^#+ (?<heading>.+)$/gmu)].map(({ groups }) =>
    anchorOf(groups?.heading ?? ""),
  );

describe("the documentation", () => {
  it.each(pages.filter((page) => !isHistory(page)))("%s names files that exist", (page) => {
    expect(listNamedPaths(read(page)).filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it.each(pages)("%s links to pages and headings that exist", (page) => {
    const dead = listLinks(read(page)).filter((target) => {
      const [path = "", anchor] = target.split("#");
      const file = path === "" ? page : relative(root, resolve(root, dirname(page), path));
      if (!existsSync(join(root, file))) return true;
      return anchor !== undefined && file.endsWith(".md") && !listAnchors(read(file)).includes(anchor);
    });
    expect(dead).toEqual([]);
  });

  it("is there, wherever the program and its messages name a page of it, and a heading in quotes", () => {
    const sources = ["src", "action", "demo/src", "sandbox/src"].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".ts"))
        .map((name) => `${folder}/${name}`),
    );
    const named = sources.flatMap((source) =>
      [
        ...read(source).matchAll(
          /(?<![\w/.-])(?<page>(?:docs|action|sandbox|access-requests)\/[\w/-]+\.md)(?:#(?<anchor>[\w-]+)| says under "(?<heading>[^"]+)")?/gu,
        ),
      ].map(({ groups }) => ({
        source,
        page: groups?.page ?? "",
        anchor: groups?.anchor,
        heading: groups?.heading,
      })),
    );
    const dead = named.filter(({ page, anchor, heading }) => {
      if (!existsSync(join(root, page))) return true;
      const wanted = heading === undefined ? anchor : anchorOf(heading);
      return wanted !== undefined && !listAnchors(read(page)).includes(wanted);
    });
    expect(named.length).toBeGreaterThan(100);
    expect(dead).toEqual([]);
  });

  it("has every page in its index, or in that of the providers", () => {
    const linked = new Set(
      ["docs/README.md", "docs/providers.md"].flatMap((index) =>
        listLinks(read(index)).map((target) =>
          relative("docs", join(dirname(index), target.split("#")[0] ?? "")),
        ),
      ),
    );
    const unlisted = pages
      .filter((page) => page.startsWith("docs/") && !isHistory(page) && page !== "docs/README.md")
      .map((page) => relative("docs", page))
      .filter((page) => !linked.has(page));
    expect(unlisted).toEqual([]);
  });

  it("says for each step of the log which file to open", () => {
    const steps = sourceFiles.flatMap((name) =>
      [...read(`src/${name}`).matchAll(/\bstep: "(?<step>[a-z ]+)"/gu)].map(
        ({ groups }) => groups?.step ?? "",
      ),
    );
    const [, part = ""] = read("docs/development.md").split("| `step` |");
    const table = part.slice(0, part.indexOf("\n\n"));
    expect(steps.length).toBeGreaterThan(20);
    expect([...new Set(steps)].filter((step) => !table.includes(`\`${step}\``))).toEqual([]);
    const rows = table.split("\n").slice(2);
    expect(rows.filter((row, index) => rows.indexOf(row) !== index)).toEqual([]);
  });
});
