import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatEnv } from "../../demo/src/sandbox/env-file.ts";
import { startCommand } from "../support/command-process.ts";
import { type LocalGitHub, startLocalGitHub } from "../support/local-github.ts";

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

const refuse = async (env: Record<string, string>): Promise<string> => {
  const app = startCommand(["serve", "--env", file, "--json"], env);
  expect(await app.exited).toBe(2);
  expect(app.output).toEqual([]);
  return app.errors.join("\n");
};

describe("hallpass serve", () => {
  it("keeps a second one out of its folder and off its port, and goes on after it was killed", async () => {
    const first = startCommand(["serve", "--env", file, "--json"]);
    await first.firstLine();
    expect(await refuse({})).toMatch(
      /HALLPASS_STATE is ".*", and another process runs in it.* End that one/u,
    );
    const elsewhere = { HALLPASS_STATE: join(github.dir, "another") };
    expect(await refuse(elsewhere)).toMatch(
      /HOST and PORT are "127\.0\.0\.1" and \d+, .*EADDRINUSE.* a free port/u,
    );
    await first.end("SIGKILL");
    const next = startCommand(["serve", "--env", file, "--json"]);
    await next.firstLine();
    expect(await next.end("SIGTERM")).toBe(0);
  });

  it("says which folder it cannot make", async () => {
    const said = await refuse({ HALLPASS_STATE: join(file, "below-a-file") });
    expect(said).toMatch(/HALLPASS_STATE is ".*below-a-file", a folder that cannot be made: ENOTDIR/u);
  });

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
