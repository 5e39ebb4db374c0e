import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const execute = promisify(execFile);
const root = fileURLToPath(new URL("../..", import.meta.url));
const tsc = fileURLToPath(new URL("../../node_modules/typescript/bin/tsc", import.meta.url));

/** What the compiler says of one file, under the project's own settings. */
async function compile(file: string): Promise<string> {
  const { compilerOptions } = JSON.parse(await readFile(`${root}/tsconfig.json`, "utf8"));
  const flags = Object.entries(compilerOptions).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const args = [tsc, "--ignoreConfig", ...flags, `test/sandbox/refused/${file}`];
  return execute(process.execPath, args, { cwd: root }).then(
    () => "accepted",
    (error: { stdout: string }) => error.stdout,
  );
}

describe("a route's answer is compared with GitHub's description when it is compiled", () => {
  it.each([
    ["a complete answer is accepted", "complete.ts", /^accepted$/],
    ["a missing field is refused", "missing-field.ts", /missing-field\.ts.*error TS.*'state' is missing/s],
    ["an unknown parameter is refused", "unknown-parameter.ts", /unknown-parameter\.ts.*error TS.*"team"/s],
    ["an unknown route is refused", "unknown-route.ts", /unknown-route\.ts.*error TS.*hallpass/s],
  ])("%s", async (_what, file, verdict) => {
    expect(await compile(file)).toMatch(verdict);
  });
});
