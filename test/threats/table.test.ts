import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";

const script = fileURLToPath(new URL("../../scripts/threats.js", import.meta.url));

/** In a process of its own: esbuild refuses the globals of the test runner. */
function run(...args: string[]): { status: number | null; out: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: "utf8" });
  return { status, out: stdout + stderr };
}

it("docs/security.md tells every row and its tests, and each row that we defend has a test or a reason", () => {
  expect(run("--check")).toEqual({ status: 0, out: "" });
});

describe("the script of the table", () => {
  const folder = mkdtempSync(join(tmpdir(), "hallpass-threats-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }));

  const page =
    "before\n<!-- threats: begin; `node scripts/threats.js` writes what follows -->\nold\n<!-- threats: end -->\nafter\n";
  const row = (id: string, why = "") =>
    `{ id: "${id}", severity: "high", by: ["app"], when: "w|${id}", must: "m", ${why} }`;

  /** A tree of its own for each test: rows, one file of tests, the page. */
  function plant(name: string, rows: string[], tests: string) {
    const root = join(folder, name);
    const files = {
      "test/threats/rows.ts": `export const threatAreas: readonly object[] = [{ title: "T", threats: [${rows.join(",")}] }];`,
      "test/deep/a.test.ts": tests,
      "docs/security.md": page,
    };
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const read = (path = "docs/security.md") => readFileSync(join(root, path), "utf8");
    return { read, write: () => run("--root", root), check: () => run("--check", "--root", root) };
  }

  it("finds the ids at the beginning of names, wherever a test is named", () => {
    const ids = ["A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8"];
    const tests = [
      'it("A1: says \\"no\\"", () => {});',
      'it.each([f("x)"), [1]])(\n  "A2, A3: each %s", () => {});',
      "test.each`a`(`A4: of *x*`, () => {});",
      'describe("A5: group", () => {});',
      "it('A6: single', { timeout: 1 }, () => {});",
      'it("says A7: nothing", () => {}); const a = ["A8: a value"];',
    ];
    const { write, check, read } = plant(
      "found",
      ids.map((id) => row(id, 'why: "not yet tested"')),
      tests.join("\n"),
    );
    expect(write()).toEqual({ status: 0, out: "not yet tested: A7 A8\n" });
    expect(check()).toEqual({ status: 0, out: "" });
    const link = "[deep/a.test.ts](../test/deep/a.test.ts)";
    const proofs = read()
      .split("\n")
      .filter((line) => line.startsWith("| A"))
      .map((line) => line.split(" | app | ")[1]);
    expect(proofs).toEqual([
      `${link}: says "no" |`,
      `${link}: each %s |`,
      `${link}: each %s |`,
      `${link}: of \\*x\\* |`,
      `${link}: group |`,
      `${link}: single |`,
      "*not yet tested* |",
      "*not yet tested* |",
    ]);
    expect(read()).toContain(
      "8 rows: 6 with tests, 0 with the reason why there is none, **2 not yet tested**.",
    );
    expect(read()).toMatch(/^before\n.*w\\\|A1.*\nafter\n$/s);
    expect(read()).not.toContain("old");
  });

  it("lists at the top of a file the threats that its tests prove, once, and no others", () => {
    const tests = 'import x from "x";\nit("A3, A1: holds", () => {});\nit("A1: too", () => {});\n';
    const file = "test/deep/a.test.ts";
    const rows = ["A1", "A2", "A3"].map((id) => row(id, 'why: "not yet tested"'));
    const { write, check, read } = plant("listed", rows, tests);
    expect(check().out).toContain(`The threats at the top of ${file} are not fresh`);
    const list = "// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):";
    for (let times = 0; times < 2; times++) {
      write();
      expect(read(file)).toBe(`${list}\n//   A1: w|A1\n//   A3: w|A3\n\n${tests}`);
    }
    expect(check().status).toBe(0);
    const others = plant(
      "listed",
      rows,
      `${list}\n//   A1: w|A1\n//     and more\n\nit("A2: x", () => {});\n`,
    );
    others.write();
    expect(others.read(file)).toBe(`${list}\n//   A2: w|A2\n\nit("A2: x", () => {});\n`);
    const none = plant("listed", rows, `${list}\n//   A1: w|A1\n\nit("x", () => {});\n`);
    none.write();
    expect(none.read(file)).toBe('it("x", () => {});\n');
  });

  it("says how the page differs", () => {
    const { check } = plant("stale", [row("A1")], 'it("A1: holds", () => {});');
    const { status, out } = check();
    expect(status).toBe(1);
    expect(out).toContain("docs/security.md is not fresh: run `node scripts/threats.js`.\n- old\n");
    expect(out).toContain("\n+ | A1 | high | ");
  });

  it.each([
    [
      "an id that is no row",
      [row("A1")],
      'it("A1, B2: x", () => {});',
      'a.test.ts names B2 ("x"), which is no row',
    ],
    ["a row with neither test nor reason", [row("A1")], "", "A1 has neither a test nor a reason"],
    ["an id of two rows", [row("A1"), row("A1")], 'it("A1: x", () => {});', "A1 is the id of two rows."],
  ])("fails for %s, also right after it wrote the page", (name, rows, tests, problem) => {
    const { write, check } = plant(name, rows, tests);
    expect(write()).toMatchObject({ status: 1, out: expect.stringContaining(problem) });
    expect(check()).toMatchObject({ status: 1, out: expect.stringContaining(problem) });
  });
});
