import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { readEnvFile } from "../../src/commands/input/server-configuration.ts";

const NAMES = ["HALLPASS_TEST_A", "HALLPASS_TEST_B"] as const;
let dir: string;
let file: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "hallpass-env-"));
  file = join(dir, "hallpass.env");
});
afterEach(() => {
  for (const name of NAMES) delete process.env[name];
});
afterAll(() => rm(dir, { recursive: true, force: true, maxRetries: 10 }));

/** What the file sets, or why it cannot be used. */
async function read(...lines: readonly string[]): Promise<unknown> {
  await writeFile(file, lines.join("\n"));
  try {
    readEnvFile(file);
    return NAMES.map((name) => process.env[name]);
  } catch (error) {
    return error instanceof Error ? error.message : error;
  }
}

describe("a file of NAME=value lines", () => {
  it.each<[string, string[], (string | undefined)[]]>([
    [
      "blank lines and comments",
      ["", "# a comment", "  ", "\t# another", "HALLPASS_TEST_A=1", ""],
      ["1", undefined],
    ],
    ["lines that end as on Windows", ["HALLPASS_TEST_A=1\r", "\r", "HALLPASS_TEST_B=2\r"], ["1", "2"]],
    ["export", ["export HALLPASS_TEST_A=1", " HALLPASS_TEST_B = 2 "], ["1", "2"]],
    [
      "a value of several lines between quotes",
      ['HALLPASS_TEST_A="first', "second", 'third" # said', "HALLPASS_TEST_B='1", "2'"],
      ["first\nsecond\nthird", "1\n2"],
    ],
    ["a quote that is never closed", ['HALLPASS_TEST_A="1', "HALLPASS_TEST_B=2"], ['"1', "2"]],
    ["nothing", [], [undefined, undefined]],
  ])("may have %s", async (_what, lines, values) => {
    expect(await read(...lines)).toEqual(values);
  });

  it("names every line that sets nothing, and what to do, and sets nothing then; what is on the line is told to nobody", async () => {
    const key = ["HALLPASS_TEST_A=-----BEGIN", "hunter2hunter2", "-----END"];
    const message = await read("# the key", ...key, "", "HALLPASS_TEST_B=2");
    expect(message).toContain(
      `--env ${file}, lines 3, 4: no "=", so they set nothing. Write NAME=value, put a value of several lines between double quotes, and begin a comment with #.`,
    );
    expect(message).not.toContain("hunter2");
    expect(NAMES.map((name) => process.env[name])).toEqual([undefined, undefined]);
  });

  it.each([
    [
      "no such file",
      () => join(dir, "nofile"),
      "there is no such file, seen from /",
      "hallpass serve --print-env > ",
    ],
    ["a folder", () => dir, "it is a folder", "Name a file in it"],
  ])(
    "names %s that cannot be read, and what to do, without the codes of the system",
    async (_what, path, why, fix) => {
      const read = (): void => readEnvFile(path());
      expect(read).toThrow(`--env ${path()} cannot be read: ${why}`);
      expect(read).toThrow(fix);
      expect(read).not.toThrow(/ENOENT|EISDIR/u);
    },
  );

  it("names one such line", async () => {
    expect(await read("HALLPASS_TEST_A=1", "HALLPASS_TEST_B")).toContain(
      `line 2: no "=", so it sets nothing.`,
    );
  });
});
