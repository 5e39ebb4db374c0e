import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
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
/** What the package holds, as `npm pack` tells. */
let paths: readonly string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hallpass-package-"));
  const pack = ["pack", "--json", "--ignore-scripts", "--pack-destination", folder];
  const { stdout } = await execute("npm", pack, { cwd: packageRoot, maxBuffer: 1 << 26 });
  const answer: unknown = JSON.parse(stdout);
  const [packed] = Object.values(answer as Record<string, { filename: string; files: { path: string }[] }>);
  if (packed === undefined) throw new Error(`npm packed nothing: ${stdout}`);
  paths = packed.files.map(({ path }) => path);
  await writeFile(join(folder, "package.json"), '{ "private": true }\n');
  const install = ["install", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund"];
  await execute("npm", [...install, `./${packed.filename}`], { cwd: folder });
  github = await startLocalGitHub();
}, 300_000);
afterAll(async () => {
  await github?.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 10 });
});

/** `npx hallpass ARGS` in the folder where the package is installed. */
async function npx(...args: string[]) {
  const env = { PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "" };
  try {
    return {
      code: 0,
      ...(await execute("npx", ["--no-install", "hallpass", ...args], { cwd: folder, env })),
    };
  } catch (error) {
    if (!(error instanceof Error && "stdout" in error && "stderr" in error && "code" in error)) throw error;
    return { code: Number(error.code), stdout: String(error.stdout), stderr: String(error.stderr) };
  }
}

it("the package has the program, its schemas and its samples, and nothing else", () => {
  expect(paths.filter((path) => !path.startsWith("dist/"))).toEqual([
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "access-requests/README.md",
    "app.yml",
    "bin/hallpass.js",
    "gh-hallpass/gh-hallpass",
    "hallpass.env.sample",
    "package.json",
    "policies/orders-audit.yaml",
    "policies/orders-readonly.yaml",
    "schemas/access-review.json",
    "schemas/ledger-entry.json",
    "schemas/notices.json",
    "schemas/policy-test.json",
    "schemas/policy.json",
    "schemas/receiver-answer.json",
    "schemas/receiver-request.json",
    "schemas/request.json",
    "schemas/rota.json",
    "schemas/settings.json",
    "schemas/template.json",
  ]);
  const program = paths.filter((path) => path.startsWith("dist/"));
  expect(program).toContain("dist/cli.js");
  expect(program.filter((path) => !/\.(?:js|d\.ts)$/u.test(path))).toEqual([]);
});

it("npx hallpass tells its version and its commands", async () => {
  const { version } = JSON.parse(await readFile(join(packageRoot, "package.json"), "utf8"));
  expect(await npx("--version")).toMatchObject({ code: 0, stdout: `${version}\n` });
  expect((await npx("--help")).stdout).toContain("serve");
  expect(await npx("serve", "--print-env")).toMatchObject({
    code: 0,
    stdout: await readFile(join(packageRoot, "hallpass.env.sample"), "utf8"),
  });
});

it("npx hallpass check finds a mistake in a request", async () => {
  const request = "access-requests/payments/2026-11-20-alice-orders.yaml";
  await mkdir(join(folder, dirname(request)), { recursive: true });
  await writeFile(join(folder, request), "subject: alice\nduration: 2 hours\n");
  const { code, stdout } = await npx("check", request, "--json");
  expect(code).toBe(1);
  expect(stdout).toContain("/duration");
});

it("hallpass serve becomes ready on the local GitHub, answers /ready, and ends with SIGTERM", async () => {
  const file = join(github.dir, "app.env");
  await writeFile(file, formatEnv(github.sandbox, undefined), { mode: 0o600 });
  const app = startCommand(["serve", "--env", file, "--json"], {}, join(folder, "node_modules/hallpass"));
  const { url } = JSON.parse(await app.firstLine());
  expect((await fetch(`${url}/ready`)).status).toBe(200);
  expect(await app.end("SIGTERM")).toBe(0);
});
