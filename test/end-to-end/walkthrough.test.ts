import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { packageRoot } from "../../demo/src/package-root.ts";
import { type CommandProcess, startCommand } from "../support/command-process.ts";
import { until } from "../support/until.ts";

const execute = promisify(execFile);

/** A folder that is a clone of this repository for what the page does in one. */
let dir: string;
let sandbox: CommandProcess;
let app: CommandProcess;
let blocks: readonly string[];
/** What SECURITY.md says to type in a clone of the access repository. */
let verify: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "walkthrough-"));
  for (const name of ["node_modules", "action", "bin", "demo", "dist", "package.json", "sandbox"])
    await symlink(join(packageRoot, name), join(dir, name));
  const page = await readFile(join(packageRoot, "docs/sandbox.md"), "utf8");
  const security = await readFile(join(packageRoot, "SECURITY.md"), "utf8");
  verify = /```sh\n(?<text>.*?)```/su.exec(security)?.groups?.text ?? "";
  const part = page.split(/^## /mu).find((each) => each.startsWith("A request, from the question")) ?? "";
  blocks = [...part.matchAll(/```sh\n(?<text>.*?)```/gsu)].map(({ groups }) => groups?.text ?? "");
});
afterAll(async () => {
  await app?.end("SIGTERM");
  await sandbox?.end("SIGTERM");
  await rm(dir, { recursive: true, force: true, maxRetries: 10 });
});

const find = (mark: string): string => {
  const found = blocks.find((text) => text.includes(mark));
  if (found === undefined) throw new Error(`docs/sandbox.md has no block with ${mark}.`);
  return found;
};

/** Runs one block of the page, after the one that names things, as somebody in a terminal does. */
async function type(block: string): Promise<string> {
  const script = ["set -e", find("about() {"), block]
    .join("\n")
    .replaceAll("npx hallpass", "node bin/hallpass.js");
  const { PATH, LANG } = process.env;
  const env = { PATH, LANG, HOME: dir, GIT_CONFIG_NOSYSTEM: "1" };
  return (await execute("bash", ["-c", script], { cwd: dir, env })).stdout;
}

const argumentsOf = (line: string): string[] =>
  line
    .replace(/ > .*/u, "")
    .trim()
    .split(" ")
    .slice(2)
    .map((word) => word.replace(/^trial\//u, `${dir}/trial/`));

it("walks from the question to the receipt as docs/sandbox.md says", {
  timeout: 240_000,
}, async () => {
  const [start = "", ...rest] = find("hallpass sandbox ").split("\n").toReversed().filter(Boolean);
  expect(rest).toEqual(["mkdir -p trial"]);
  await mkdir(join(dir, "trial"));
  sandbox = startCommand(argumentsOf(start));
  await execute("sh", [
    "-c",
    'printf "%s" "$1" > "$2"',
    "sh",
    await sandbox.firstLine(),
    `${dir}/trial/about.json`,
  ]);
  app = startCommand([...argumentsOf(find("hallpass serve")), "--json"]);
  await app.firstLine();

  const ask = find("check trial/access/");
  expect(ask).toContain("duration: 60s");
  const asked = await type(ask.replace("duration: 60s", "duration: 20s"));
  expect(asked).toContain("no mistakes (request)");
  const story = { story: () => app.errors.slice(-20).join("\n"), deadlineMs: 60_000 };
  const check = () => type(find("/check-runs"));
  await until("carol is asked", check, (text) => text.includes("Waiting for carol"), story);
  await type(find("pulls/1/reviews"));
  const status = () => type(find("hallpass status"));
  await until("alice holds it", status, (text) => / live$/mu.test(text), story);
  await until("nobody holds anything", status, (text) => text === "No access is held.\n", {
    ...story,
    deadlineMs: 100_000,
  });

  expect(await type(find("action/dist/index.js"))).toContain("Opened revert PR #2");
  await type(find("pulls/2/reviews"));
  const log = () => type(find(" log --format"));
  const merged = await until("the receipt is merged", log, (text) => text.includes("(#2)"), story);
  expect(merged).toContain("(#1)");

  expect(verify).toContain("verify-commit");
  const count = "git rev-list --count origin/access-ledger";
  const signatures = await type(`cd trial/access\n${verify.replace(/\n *$/u, "")} 2>&1\n${count}`);
  const [commits, ...good] = signatures.trim().split("\n").toReversed();
  expect(good).toHaveLength(Number(commits));
  for (const line of good) expect(line).toMatch(/^Good "git" signature for hallpass with ED25519 key /u);
});
