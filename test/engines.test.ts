import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { satisfies } from "semver";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (name: string) => JSON.parse(readFileSync(join(root, name), "utf8"));

interface Locked {
  readonly version: string;
  readonly dev?: boolean;
  readonly engines?: { readonly node?: string };
}

const packages: [string, Locked][] = Object.entries<Locked>(read("package-lock.json").packages).filter(
  ([path]) => path !== "",
);

/** Runs on older versions than it asks for, tried by hand: docs/decisions/0051-conditions-in-cel.md. Another version has to be tried again. */
const TRIED: ReadonlySet<string> = new Set([
  "20.18.1: node_modules/@marcbachmann/cel-js 8.0.0 wants Node >=20.19.0",
]);

const listRefusing = (node: string, isChosen: (each: Locked) => boolean): string[] =>
  packages
    .filter(([, each]) => isChosen(each) && !satisfies(node, each.engines?.node ?? "*"))
    .map(([path, { version, engines }]) => `${path} ${version} wants Node ${engines?.node}`)
    .filter((each) => !TRIED.has(`${node}: ${each}`));

describe("the supported versions of Node", () => {
  const { engines } = read("package.json");

  it.each(["20.18.1", "20.20.2", "22.12.0", "24.11.0"])("run the server and the Action on %s", (node) => {
    expect(satisfies(node, engines.node)).toBe(true);
    expect(listRefusing(node, ({ dev }) => dev !== true)).toEqual([]);
  });

  it.each(["20.19.0", "20.20.2", "22.13.0", "24.11.0"])("run the tests on %s", (node) => {
    expect(listRefusing(node, () => true)).toEqual([]);
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
