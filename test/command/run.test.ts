// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   GX16: A value from a request reaches a shell, a template or a query.

import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { runProgram } from "../../src/providers/adapter/program/run.ts";
import { until } from "../support/until.ts";

const folder = mkdtempSync(join(tmpdir(), "hallpass-command-"));
afterAll(() => rmSync(folder, { recursive: true }));

const PATH = "/usr/bin:/bin";

/** A script of the test, in a shell that is the program. */
const sh = (script: string, ...words: readonly string[]) => ({
  ...{ path: "/bin/sh", arguments: ["-c", script, "sh", ...words], environment: { PATH } },
});
const run = (script: string, { input = "", deadlineSeconds = 20 } = {}) =>
  runProgram(sh(script), input, deadlineSeconds);
const outputOf = async (outcome: Promise<Awaited<ReturnType<typeof runProgram>>>): Promise<string> => {
  const done = await outcome;
  return done.outcome === "exited" ? done.output.toString() : expect.fail(JSON.stringify(done));
};

/** A zombie has ended: it waits for its parent, which may be nobody in a container. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    const path = `/proc/${pid}/stat`;
    return !existsSync(path) || !/\) Z /u.test(readFileSync(path, "utf8"));
  } catch {
    return false;
  }
}

/** Waits until a script has written its number into a file. */
const readPid = async (name: string): Promise<number> =>
  Number(
    await until(`${name} is written`, async () => readFileSync(join(folder, name), "utf8").trim(), Boolean),
  );
const waitForEnd = (pid: number) =>
  until(
    `process ${pid} ends`,
    async () => isAlive(pid),
    (alive) => !alive,
  );

describe("a program", () => {
  it("GX16: gets its words as they are, without a shell", async () => {
    const words = ["$(touch pwned)", "`id`", "a b", "'; rm -rf .", "*", "", "é\n"];
    const program = { path: "/usr/bin/printf", arguments: ["%s|", ...words], environment: {} };
    expect(await outputOf(runProgram(program, "", 20))).toBe(words.map((word) => `${word}|`).join(""));
  });

  it("gets the environment of the configuration and nothing else", async () => {
    const program = { path: "/usr/bin/env", arguments: [], environment: { TOKEN: "hunter2" } };
    expect(process.env.PATH).toBeDefined();
    expect(await outputOf(runProgram(program, "", 20))).toBe("TOKEN=hunter2\n");
  });

  it("runs in the folder / and reads the whole text on its stdin", async () => {
    const input = "x".repeat(300_000);
    expect(await outputOf(run("pwd; cat | wc -c", { input }))).toBe("/\n300000\n");
  });

  it("may end without reading its stdin", async () => {
    expect(await outputOf(run("echo done", { input: "x".repeat(3_000_000) }))).toBe("done\n");
  });

  it("tells its status, and the beginning of what it said", async () => {
    const done = await run("echo no such account >&2; head -c 5000000 /dev/zero | tr '\\0' x >&2; exit 67");
    expect(done).toMatchObject({
      outcome: "exited",
      status: 67,
      said: expect.stringMatching(/^no such account\nx+$/u),
    });
    expect(done.said).toHaveLength(8 * 1024);
  });

  it("that a signal ends has no status", async () => {
    expect(await run("kill -9 $$")).toMatchObject({ outcome: "killed" });
  });

  it.each([
    ["that does not exist", "/nonexistent/program"],
    ["that is a folder", "/usr"],
    ["that nobody may execute", "/etc/passwd"],
  ])("%s is not started", async (_, path) => {
    expect(await runProgram({ path, arguments: [], environment: {} }, "", 20)).toMatchObject({
      outcome: "not started",
    });
  });

  it("with words that are too long is not started", async () => {
    const program = { path: "/bin/true", arguments: ["x".repeat(10_000_000)], environment: {} };
    expect(await runProgram(program, "", 20)).toMatchObject({ outcome: "not started" });
  });
});

describe("too much output", () => {
  it("ends the program", async () => {
    const done = await run(`echo $$ >${folder}/flood; exec yes`);
    expect(done).toMatchObject({ outcome: "too much output" });
    await waitForEnd(await readPid("flood"));
  });

  it("begins after a megabyte", async () => {
    expect(await outputOf(run("head -c 1048576 /dev/zero"))).toHaveLength(1_048_576);
    expect(await run("head -c 1048577 /dev/zero")).toMatchObject({ outcome: "too much output" });
  });
});

describe("at the deadline", () => {
  it("a hanging program is ended, with its children", async () => {
    const done = await run(`echo $$ >${folder}/parent; sleep 300 & echo $! >${folder}/child; wait`, {
      deadlineSeconds: 2,
    });
    expect(done).toMatchObject({ outcome: "too slow" });
    await waitForEnd(await readPid("parent"));
    await waitForEnd(await readPid("child"));
  });

  it("programs that ignore SIGTERM are killed", async () => {
    const stubborn = `trap "" TERM; echo $$ >${folder}/stubborn; (while :; do sleep 1; done) & echo $! >${folder}/stubborn-child; while :; do sleep 1; done`;
    expect(await run(stubborn, { deadlineSeconds: 2 })).toMatchObject({ outcome: "too slow" });
    await waitForEnd(await readPid("stubborn"));
    await waitForEnd(await readPid("stubborn-child"));
  });

  it("a program may put itself in order", async () => {
    const tidy = `trap 'echo sorry; echo tidy >${folder}/tidy; exit' TERM; while :; do sleep 0.05; done`;
    expect(await run(tidy, { deadlineSeconds: 4 })).toMatchObject({ outcome: "too slow" });
    const written = async () => readFileSync(join(folder, "tidy"), "utf8");
    expect(await until("it did", written, Boolean)).toBe("tidy\n");
  });

  it("a process that left the group and keeps stdout open is waited for no longer", async () => {
    const leaver = `setsid sh -c 'echo $$ >${folder}/leaver; exec sleep 300' & until [ -s ${folder}/leaver ]; do :; done; echo '{}'`;
    expect(await run(leaver, { deadlineSeconds: 3 })).toMatchObject({ outcome: "too slow" });
    process.kill(await readPid("leaver"), "SIGKILL");
  });
});

describe("when the program has ended", () => {
  it("its answer is whole, and children that keep stdout open are killed", async () => {
    expect(await outputOf(run(`sleep 300 & echo $! >${folder}/orphan; echo '{"whole":true}'`))).toBe(
      '{"whole":true}\n',
    );
    await waitForEnd(await readPid("orphan"));
  });
});
