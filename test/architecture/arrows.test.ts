import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const src = fileURLToPath(new URL("../../src", import.meta.url));

/** Who may import whom: a folder (or file at the top of src) → the folders it may point at. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  core: [],
  providers: ["core"],
  git: ["core"],
  report: ["core"],
  github: ["core", "report"],
  operations: ["core"],
  smoke: ["core", "git", "github"],
};

const importsOf = (text: string): string[] =>
  [...text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/gu)].flatMap(([, target]) =>
    target === undefined ? [] : [target],
  );

const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));

const ruled = files
  .map((name) => ({ name, folder: name.split("/")[0] ?? "", text: readFileSync(join(src, name), "utf8") }))
  .filter(({ folder }) => folder in arrows);

describe("architecture", () => {
  it("finds the folders it watches", () => {
    expect([...new Set(ruled.map(({ folder }) => folder))].sort()).toEqual(Object.keys(arrows).sort());
  });

  it.each(Object.entries(arrows))("src/%s points only at %j", (folder, allowed) => {
    const astray = ruled
      .filter((file) => file.folder === folder)
      .flatMap(({ name, text }) =>
        importsOf(text)
          .filter((target) => target.startsWith("."))
          .map((target) => relative(src, resolve(src, dirname(name), target)).split("/")[0] ?? "")
          .filter((target) => target !== folder && !allowed.includes(target))
          .map((target) => `${name} → ${target}`),
      );
    expect(astray).toEqual([]);
  });

  it("keeps the core pure: no node, no network, no environment, no clock", () => {
    const impure =
      /from "(?:node:|octokit|@octokit|probot|pg)|process\.|new Date\(\)|Date\.now\(|Math\.random|console\./u;
    expect(
      ruled.filter(({ folder, text }) => folder === "core" && impure.test(text)).map(({ name }) => name),
    ).toEqual([]);
  });

  it("lets only the wiring and the commands know the clock of the process", () => {
    const clocked = files.filter((name) =>
      /new Date\(\)|Date\.now\(/u.test(readFileSync(join(src, name), "utf8")),
    );
    const allowed = /^(wire\.ts|commands\/)/u;
    expect(clocked.filter((name) => !allowed.test(name))).toEqual([]);
  });

  it.each([
    ["src", /^hallpass-demo\/(?:demo|sandbox)$/u],
    ["sandbox/src", /^\0$/u],
    ["demo/src", /^github-sandbox$/u],
  ])(
    "%s is a package of its own: it imports no file of another, and of their names only %s",
    (folder, names) => {
      const top = fileURLToPath(new URL(`../../${folder}`, import.meta.url));
      const imports = readdirSync(top, { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".ts"))
        .flatMap((name) =>
          importsOf(readFileSync(join(top, name), "utf8")).map((target) => ({ name, target })),
        );
      const astray = imports.filter(({ name, target }) =>
        target.startsWith(".")
          ? relative(top, resolve(top, dirname(name), target)).startsWith("..")
          : /^(?:github-sandbox|hallpass)/u.test(target) && !names.test(target),
      );
      expect(imports.length).toBeGreaterThan(0);
      expect(astray).toEqual([]);
    },
  );

  it("has a local GitHub that knows nothing of Hallpass", () => {
    const top = fileURLToPath(new URL("../../sandbox", import.meta.url));
    const files = ["src", "test"].flatMap((part) =>
      readdirSync(join(top, part), { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".ts"))
        .map((name) => join(part, name)),
    );
    expect(
      files.filter((name) => /hallpass|access-ledger/iu.test(readFileSync(join(top, name), "utf8"))),
    ).toEqual([]);
  });

  it("has no import circle", () => {
    const root = fileURLToPath(new URL("../..", import.meta.url));
    const graph = new Map<string, string[]>();
    for (const folder of ["src", "action", "sandbox/src", "demo/src"])
      for (const name of readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }))
        if (name.endsWith(".ts")) {
          const path = join(folder, name);
          const targets = importsOf(readFileSync(join(root, path), "utf8")).filter((target) =>
            target.startsWith("."),
          );
          graph.set(
            path,
            targets.map((target) => join(dirname(path), target)),
          );
        }
    expect(findCircle(graph)).toBeUndefined();
  });
});

/** A path that leads back to its beginning, if there is one. */
function findCircle(graph: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const done = new Set<string>();
  const walk = (file: string, trail: readonly string[]): string[] | undefined => {
    if (trail.includes(file)) return [...trail.slice(trail.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const next of graph.get(file) ?? []) {
      const circle = walk(next, [...trail, file]);
      if (circle !== undefined) return circle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of graph.keys()) {
    const circle = walk(file, []);
    if (circle !== undefined) return circle;
  }
  return undefined;
}
