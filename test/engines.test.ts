import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { minVersion, satisfies } from "semver";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (name: string) => JSON.parse(readFileSync(join(root, name), "utf8"));

interface Locked {
  readonly version: string;
  readonly engines?: { readonly node?: string };
}

const packages: [string, Locked][] = Object.entries<Locked>(read("package-lock.json").packages).filter(
  ([path]) => path !== "",
);

const listRefusing = (node: string): string[] =>
  packages
    .filter(([, { engines }]) => !satisfies(node, engines?.node ?? "*"))
    .map(([path, { version, engines }]) => `${path} ${version} wants Node ${engines?.node}`);

describe("the supported versions of Node", () => {
  const { engines } = read("package.json");

  it.each(["20.19.0", "20.20.2", "22.13.0", "24.11.0"])("run all of it, the tests too, on %s", (node) => {
    expect(satisfies(node, engines.node)).toBe(true);
    expect(listRefusing(node)).toEqual([]);
  });

  it("are said alike by every package and page", () => {
    const { version } = minVersion(engines.node) ?? {};
    expect(version).toMatch(/^\d+\.\d+\.0$/u);
    for (const name of ["sandbox/package.json", "demo/package.json"])
      expect(read(name).engines).toEqual(engines);
    const said = `Node ${version?.replace(/\.0$/u, "")} or later`;
    for (const page of [
      "README.md",
      ...["deploy", "install", "development", "tutorial"].map((name) => `docs/${name}.md`),
    ])
      expect(readFileSync(join(root, page), "utf8"), page).toContain(said);
  });

  it("include the one that runs this test: npm installs with --engine-strict", () => {
    const folder = mkdtempSync(join(tmpdir(), "hallpass-engines-"));
    try {
      for (const name of ["sandbox", "demo"]) mkdirSync(join(folder, name));
      for (const name of ["package.json", "package-lock.json", "sandbox/package.json", "demo/package.json"])
        copyFileSync(join(root, name), join(folder, name));
      const args = ["ci", "--engine-strict", "--dry-run", "--ignore-scripts", "--offline", "--no-audit"];
      expect(() => execFileSync("npm", args, { cwd: folder, encoding: "utf8", stdio: "pipe" })).not.toThrow();
    } finally {
      rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
    }
  });
});
