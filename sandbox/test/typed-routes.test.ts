import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";

const execute = promisify(execFile);
const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = "sandbox/test/refused";

/** The compiler's errors for the handlers in the folder, with the project's own settings. */
async function compile(): Promise<string> {
  const { compilerOptions } = JSON.parse(await readFile(`${root}/tsconfig.json`, "utf8"));
  const flags = Object.entries(compilerOptions).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const files = (await readdir(`${root}/${folder}`)).map((file) => `${folder}/${file}`);
  const args = ["node_modules/typescript/bin/tsc", "--ignoreConfig", "--pretty", "false", ...flags, ...files];
  return execute(process.execPath, args, { cwd: root }).then(
    ({ stdout }) => stdout,
    (error: { stdout: string }) => error.stdout,
  );
}

describe("a route's answer is compared with GitHub's description when it is compiled", () => {
  let said: string;
  beforeAll(async () => {
    said = await compile();
  });
  /** The lines about one file: its error and what the compiler adds below it. */
  const saidOf = (file: string): string =>
    said
      .split(/^(?=\S)/m)
      .filter((part) => part.startsWith(`${folder}/${file}`))
      .join("");

  it("a complete answer is accepted", () => {
    expect(saidOf("complete.ts")).toBe("");
  });

  it.each([
    ["a missing field", "missing-field.ts", /error TS.*'state' is missing/s],
    ["an unknown parameter", "unknown-parameter.ts", /error TS.*"team"/s],
    ["an unknown route", "unknown-route.ts", /error TS.*robot/s],
  ])("%s is refused", (_what, file, verdict) => {
    expect(saidOf(file)).toMatch(verdict);
  });

  it("nothing else is said", () => {
    const others = said.split("\n").filter((line) => /^\S/.test(line) && !line.startsWith(folder));
    expect(others).toEqual([]);
  });
});
