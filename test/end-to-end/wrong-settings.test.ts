import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatEnv } from "../../src/sandbox/env-file.ts";
import { type LocalGitHub, startLocalGitHub } from "../sandbox/local-github.ts";
import { startCommand } from "../support/command-process.ts";

let github: LocalGitHub;
let file: string;

beforeAll(async () => {
  github = await startLocalGitHub();
  file = join(github.dir, "app.env");
  await writeFile(file, formatEnv(github.sandbox, undefined), { mode: 0o600 });
});
afterAll(() => github?.stop());

const readLog = (lines: readonly string[]): Record<string, unknown>[] =>
  lines.map((line) => JSON.parse(line));

describe("hallpass serve", () => {
  it("starts with a trusted commit that is nowhere, and says in one alert which variable is wrong", async () => {
    const HALLPASS_TRUSTED_COMMIT = "0".repeat(40);
    const app = startCommand(["serve", "--env", file, "--json"], { HALLPASS_TRUSTED_COMMIT });
    await app.firstLine();
    expect(await app.end("SIGTERM")).toBe(0);
    const log = readLog(app.errors);
    expect(log.filter(({ alert }) => alert === true)).toEqual([
      expect.objectContaining({
        code: "TRUSTED_COMMIT",
        is: `HALLPASS_TRUSTED_COMMIT is ${HALLPASS_TRUSTED_COMMIT}, which is not on main`,
        stops: true,
      }),
    ]);
    expect(log.filter((line) => "err" in line)).toEqual([]);
  });
});
