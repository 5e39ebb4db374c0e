import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { packageRoot } from "../../demo/src/package-root.ts";
import { openPage, type Page, type Running } from "../support/page/shell.ts";
import { until } from "../support/until.ts";

/** What goes on running, to be ended with Ctrl-C. */
const running: Running[] = [];
let page: Page;
/** What SECURITY.md says to type in a clone of the access repository. */
let verify: string;

beforeAll(async () => {
  const security = await readFile(join(packageRoot, "SECURITY.md"), "utf8");
  verify = /```sh\n(?<text>.*?)```/su.exec(security)?.groups?.text ?? "";
  page = await openPage({ file: "docs/sandbox.md", names: "about() {" });
});
afterAll(async () => {
  for (const each of running.toReversed()) await each.interrupt();
  await page?.stop();
});

const start = (block: string, first?: "first"): Running => {
  const started = page.start(block, first);
  running.push(started);
  return started;
};

it("walks from the question to the receipt as docs/sandbox.md says", {
  timeout: 240_000,
}, async () => {
  const { find, type } = page;
  const github = start(find("hallpass sandbox "), "first");
  await until(
    "it is up",
    async () => github.errors.join("\n"),
    (text) => text.includes("is up"),
    {
      deadlineMs: 60_000,
    },
  );
  const app = start(find("hallpass serve"));
  const heard = async () => app.errors.join("\n");
  await until("it is ready", heard, (text) => text.includes('"msg":"ready"'), { deadlineMs: 60_000 });

  expect(await type(find("check trial/access/"))).toContain("no mistakes (request)");
  const story = { story: () => app.errors.slice(-20).join("\n"), deadlineMs: 60_000 };
  const check = () => type(find("/check-runs"));
  await until("carol is asked", check, (text) => text.includes("Waiting for carol"), story);
  await type(find("$(number asked)/reviews"));
  const status = () => type(find("hallpass status"));
  await until("alice holds it", status, (text) => / live$/mu.test(text), story);
  await type(find("/hallpass end"));
  await until("nobody holds anything", status, (text) => text === "No access is held.\n", {
    ...story,
    deadlineMs: 100_000,
  });

  expect(await type(find("action/dist/index.js"))).toContain("Opened revert PR #2");
  await type(find("$RECEIPT/reviews"));
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
