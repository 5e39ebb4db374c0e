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
  sandbox: [],
  demo: [],
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
    const allowed = /^(wire\.ts|commands\/|sandbox\/|demo\/)/u;
    expect(clocked.filter((name) => !allowed.test(name))).toEqual([]);
  });
});
