import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { runCommand } from "../../src/commands/runner/run.ts";
import { createSandboxCommand } from "../../src/commands/trial/sandbox.ts";
import { until } from "../support/until.ts";

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "command-"));
});
afterEach(() => {
  vi.restoreAllMocks();
  return rm(dir, { recursive: true, force: true, maxRetries: 10 });
});

/** The command, and what it printed since; `stop` is its Ctrl-C. */
function start(...argv: string[]) {
  const [printed, complaints] = [catchLines("stdout"), catchLines("stderr")];
  let stop = (): void => {};
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const exitCode = runCommand(
    "sandbox",
    createSandboxCommand(() => stopped),
    argv,
  );
  return { printed, complaints, stop, exitCode };
}

function catchLines(name: "stdout" | "stderr"): string[] {
  const lines: string[] = [];
  vi.spyOn(process[name], "write").mockImplementation((text) => {
    lines.push(String(text));
    return true;
  });
  return lines;
}

async function whileUp(argv: string[], work: (printed: string) => Promise<void>): Promise<number> {
  const command = start(...argv);
  await Promise.race([
    command.exitCode,
    vi.waitFor(() => expect(command.printed).toHaveLength(1), { timeout: 30_000 }),
  ]);
  const up = argv.includes("--json") ? [expect.stringMatching(/^A local GitHub is up at http:\S+\. /u)] : [];
  expect(command.complaints).toEqual(up);
  await work(command.printed[0] ?? "").finally(command.stop);
  return command.exitCode;
}

describe("hallpass sandbox", () => {
  it("opens its pages in the browser when asked", async () => {
    const [browser, opened] = [join(dir, "browser"), join(dir, "opened")];
    await writeFile(browser, `#!/bin/sh\necho "$1" > "${opened}"\n`, { mode: 0o755 });
    vi.stubEnv("BROWSER", browser);
    await whileUp(["--json", "--open"], async (printed) => {
      const address = await until(
        "the browser is started",
        () => readFile(opened, "utf8"),
        (text) => text !== "",
      );
      expect(address.trim()).toBe(JSON.parse(printed).pages);
    });
    vi.unstubAllEnvs();
  });

  it("--empty tells how to set Hallpass up, and its configuration knows GitHub alone", async () => {
    const file = join(dir, "beginning.env");
    await whileUp(["--empty", "--write-env", file], async (printed) => {
      expect(printed).toContain(`npx hallpass init acme/access --env ${file}`);
      expect(printed).not.toContain("hallpass serve");
      const names = (await readFile(file, "utf8")).match(/^[A-Z_]+(?==)/gmu);
      expect(names).toEqual(expect.arrayContaining(["GITHUB_API_URL", "HALLPASS_PROVIDERS", "PORT"]));
      expect(names).not.toContain("APP_ID");
    });
  });

  it("prints one line of JSON, stays up, and writes what its app needs", async () => {
    const file = join(dir, "app.env");
    await writeFile(file, "old", { mode: 0o644 });
    const argv = ["--json", "--dir", join(dir, "sandbox"), "--write-env", file];
    const exitCode = await whileUp(argv, async (printed) => {
      expect(printed.trim().split("\n")).toHaveLength(1);
      const description = JSON.parse(printed);
      expect(description).toMatchObject({
        pid: process.pid,
        url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
        cloneUrl: `${description.url}/acme/access.git`,
        dir: join(dir, "sandbox"),
        app: { appId: 7001, installationId: 8001, webhookSecret: expect.stringMatching(/^.{32,}$/) },
        reaper: { appId: 7002, installationId: 8002 },
        controlToken: expect.stringMatching(/^control_.{40}$/),
        logins: { alice: { id: 1001, email: "1001+alice@users.noreply.github.com" } },
      });
      const headers = { authorization: `Bearer ${description.logins.carol.token}` };
      expect((await fetch(`${description.url}/user`, { headers })).status).toBe(200);
      expect((await stat(file)).mode & 0o777).toBe(0o600);
      const env = parseEnv(await readFile(file, "utf8"));
      const hook = new URL(description.app.webhookUrl);
      expect(env).toMatchObject({
        APP_ID: "7001",
        PRIVATE_KEY: description.app.privateKey,
        WEBHOOK_SECRET: description.app.webhookSecret,
        GITHUB_API_URL: description.url,
        GITHUB_SERVER_URL: description.url,
        HALLPASS_REPOSITORY: "acme/access",
        HALLPASS_REPOSITORY_ID: "5001",
        HALLPASS_TRUSTED_COMMIT: expect.stringMatching(/^[0-9a-f]{40}$/),
        HALLPASS_DEFAULT_BRANCH: "main",
        HALLPASS_VISIBILITY: "private",
        HALLPASS_SECOND_SCHEDULER: "the sandbox has none: for trying out only",
        HALLPASS_ATTESTOR_TOKEN: description.logins.olga.token,
        HALLPASS_LEDGER_KEY: expect.stringContaining("BEGIN PRIVATE KEY-----\n"),
        HALLPASS_STATE: join(dir, "sandbox", "state"),
        HOST: "127.0.0.1",
        PORT: hook.port,
      });
      expect(JSON.parse(env.HALLPASS_PROVIDERS ?? "")).toEqual([{ name: "memory", adapter: "memory" }]);
      expect(Object.keys(env).filter((name) => name.startsWith("REAPER"))).toEqual([]);
      expect(Object.values(env)).not.toContain(description.controlToken);
    });
    expect(exitCode).toBe(0);
  });

  it("tells a person where things are", async () => {
    const exitCode = await whileUp(["--dir", join(dir, "sandbox")], async (printed) => {
      expect(printed).toMatch(/A local GitHub is up at http:/);
      expect(printed).toMatch(/git clone http:\/\/alice:ghp_/);
    });
    expect(exitCode).toBe(0);
  });

  it.each([
    [["--port", "many"], '--port is "many"; expected a number from 0 to 65535.'],
    [["--with", "mysql"], '--with is "mysql"; expected postgres or throw-away.'],
    [["--colour"], "--colour"],
    [["--empty", "--seed", "acme.json"], "--empty and --seed both say who is there"],
  ])("refuses %j with exit code 2", async (argv, message) => {
    const command = start(...argv);
    expect(await command.exitCode).toBe(2);
    expect(command.complaints.join("")).toContain(message);
  });

  it.each([
    ["--dir", () => dir, "which is not empty: a sandbox needs an empty folder"],
    ["--dir", () => join(dir, "file"), "which is not empty"],
    ["--seed", () => join(dir, "nofile"), "which cannot be read, seen from /"],
    ["--write-env", () => join(dir, "nowhere", "x.env"), "its folder is not there"],
  ])(
    "refuses a path of %s that cannot be used, with exit code 2, before it starts",
    async (option, path, message) => {
      await writeFile(join(dir, "file"), "");
      const command = start(option, path());
      expect(await command.exitCode).toBe(2);
      expect(command.complaints.join("")).toContain(`${option} is "${path()}"`);
      expect(command.complaints.join("")).toContain(message);
      expect(await readdir(dir)).toEqual(["file"]);
    },
  );

  it("says which port is taken", async () => {
    await whileUp(["--json"], async (printed) => {
      const { port } = new URL(JSON.parse(printed).url);
      const second = start("--port", port, "--json");
      expect(await second.exitCode).toBe(3);
      expect(JSON.parse(second.printed.join("")).error.code).toBe("PORT_TAKEN");
      expect(second.complaints.join("")).toContain(
        `--port is ${port}, which something on 127.0.0.1 uses already`,
      );
    });
  });

  it("fails with exit code 3 on a seed that cannot be used, and refuses a folder that was", async () => {
    const seed = join(dir, "seed.json");
    await writeFile(seed, "{}");
    const bad = start("--seed", seed);
    expect(await bad.exitCode).toBe(3);
    expect(bad.complaints.join("")).toContain("required property 'organization'");
    const used = join(dir, "sandbox");
    await whileUp(["--dir", used], async () => {});
    const again = start("--dir", used);
    expect(await again.exitCode).toBe(2);
    expect(again.complaints.join("")).toContain("a sandbox needs an empty folder");
  });

  it.each([
    [["--port", "many", "--json"], 2, "USAGE"],
    [["--jsno", "--json"], 2, "USAGE"],
  ])("%j: a script reads the error on standard output", async (argv, exitCode, code) => {
    const command = start(...argv);
    expect(await command.exitCode).toBe(exitCode);
    const { error } = JSON.parse(command.printed.join(""));
    expect(error).toEqual({
      code,
      message: expect.any(String),
      fix: expect.stringContaining("hallpass sandbox --help"),
    });
    expect(command.complaints.join("")).toContain(error.message);
  });

  it("explains itself with --help", async () => {
    const command = start("--help");
    expect(await command.exitCode).toBe(0);
    expect(command.printed.join("")).toContain("--write-env FILE");
  });
});
