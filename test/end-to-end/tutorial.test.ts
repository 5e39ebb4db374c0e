import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { packageRoot } from "../../demo/src/package-root.ts";
import { clickApp } from "../support/page/app-clicks.ts";
import { openPage, type Page, type Running } from "../support/page/shell.ts";
import { until } from "../support/until.ts";

/** What goes on running, to be ended with Ctrl-C. */
const running: Running[] = [];
let page: Page;

beforeAll(async () => {
  page = await openPage({
    ...{ file: "docs/tutorial.md", folder: "trial", names: "export GITHUB_API_URL" },
    programs: join(packageRoot, "test/support/page/programs"),
  });
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

/** The third terminal, which has alice's token. */
const asAlice = (block: string): Promise<string> =>
  page.type(`${page.find("GH_TOKEN=$(about logins.alice")}\n${block}`);

/** What the nth query of the page prints, or how it is refused. */
const query = (nth: number): Promise<string> =>
  asAlice(page.find("psql", nth)).catch((error: { stderr?: string }) => error.stderr ?? "");

it("leads from an empty folder to access that is used and ended, as docs/tutorial.md says", {
  timeout: 240_000,
}, async () => {
  const github = start(page.find("hallpass sandbox "), "first");
  await until(
    "the local GitHub is up",
    async () => github.errors.join("\n"),
    (text) => text.includes("is up"),
    {
      ...{ deadlineMs: 60_000, story: () => github.errors.join("\n") },
    },
  );
  const pages = await page.type(page.find("about pages\n"));
  const plan = await page.type(page.find("hallpass init"));
  expect(plan).toMatch(/^\+ repository +acme\/access$/mu);
  const again = await page.type(page.find("hallpass init"));
  expect(again).not.toMatch(/^[+!]/mu);

  const making = start(page.find("hallpass app"));
  await clickApp(making.errors, pages.trim());
  expect(await making.exited).toBe(0);
  expect(making.output.join("\n")).toContain("created    hallpass: default branch");

  const app = start(page.find("hallpass serve"));
  const story = { story: () => app.errors.slice(-20).join("\n"), deadlineMs: 60_000 };
  await until(
    "it is ready",
    async () => app.errors.join("\n"),
    (text) => text.includes('"msg":"ready"'),
    story,
  );

  await expect(query(0)).resolves.toContain("permission denied for table orders");
  const [list = "", ask = ""] = page.find("request --list").trim().split("\n");
  expect(await asAlice(list)).toContain("orders-db/orders:readonly");
  expect(await asAlice(ask)).toMatch(/\/acme\/access\/pull\/1$/mu);
  const look = () => asAlice(page.find("request 1\n"));
  await until("carol is asked", look, (text) => text.includes("Waiting for carol"), story);
  await asAlice(page.find("pulls/1/reviews"));
  expect(await asAlice(page.find("request 1 --watch"))).toContain("Connect: psql");

  await expect(query(1)).resolves.toContain("Bakery Rossi");
  expect(await asAlice(page.find("git clone"))).toMatch(/ live$/mu);
  expect(await asAlice(page.find("--end"))).toContain("Ended at");
  await expect(query(2)).resolves.toContain("permission denied for table orders");
  const log = await asAlice(page.find("log --format"));
  expect(log).toContain("No access is held.");
  expect(log).toMatch(/ intend: alice readonly on orders-db\/orders until .* \(#1\)$/mu);
});
