import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPages } from "../../sandbox/test/browsing.ts";
import { crawl } from "../../sandbox/test/crawl.ts";
import { type CommandProcess, startCommand } from "../support/command-process.ts";
import { until } from "../support/until.ts";

const program = "/usr/bin/chromium";
const isThere = existsSync(program);

it.runIf(isThere || process.env.CI === "true")("Chromium from Debian is installed", () =>
  expect(isThere).toBe(true),
);

/** Every line that is left of the programs, for a failing test. */
const patience = {
  deadlineMs: 120_000,
  story: () => programs.flatMap(({ errors }) => errors.slice(-40)).join("\n"),
};

let dir: string;
let browser: Browser;
let page: Page;
const programs: CommandProcess[] = [];
let about: { readonly url: string; readonly pages: string };

/** As the documentation says: `hallpass sandbox --with postgres`, and `hallpass serve` with the file that it wrote. */
beforeAll(async () => {
  if (!isThere) return;
  dir = await mkdtemp(join(tmpdir(), "web-person-"));
  const env = join(dir, "app.env");
  const start = async (...args: string[]): Promise<string> => {
    const started = startCommand([...args, "--json"]);
    programs.push(started);
    return started.firstLine();
  };
  about = JSON.parse(await start("sandbox", "--with", "postgres", "--write-env", env));
  await start("serve", "--env", env);
  browser = await chromium.launch({ executablePath: program, args: ["--no-sandbox"] });
  page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  page.setDefaultTimeout(patience.deadlineMs);
  await page.goto(about.pages);
});
afterAll(async () => {
  await browser?.close();
  for (const each of programs.toReversed()) await each.end("SIGTERM");
  if (dir !== undefined) await rm(dir, { recursive: true, force: true });
});

async function be(login: string): Promise<void> {
  await page.getByLabel("You are").selectOption(login);
  await page.getByRole("button", { name: "Switch" }).click();
}

/** Looks again, as a person does, until the page says this. */
const untilSays = (words: RegExp): Promise<string> =>
  until(
    `the page says ${words}`,
    async () => {
      await page.reload();
      return page.locator("main").innerText();
    },
    (text) => words.test(text),
    patience,
  );

/** What the server answers alice now: her own session, with her own password. */
async function askDatabase(words: RegExp): Promise<void> {
  await page.getByRole("link", { name: "Database" }).click();
  expect(await untilSays(words)).toMatch(words);
}

async function goTo(path: string): Promise<void> {
  await page.goto(new URL(path, about.url).href);
}

async function comment(words: string): Promise<void> {
  await page.getByLabel("Your comment").fill(words);
  await page.getByRole("button", { name: "Comment", exact: true }).click();
}

describe.runIf(isThere)("a person who uses only the issue form and the web", () => {
  it("gets access and loses it again", async () => {
    await be("alice");
    await askDatabase(/Refused\./u);
    await goTo("/acme/access");
    await page.getByRole("link", { name: "Issues" }).click();
    await page.getByRole("link", { name: "New issue" }).click();
    await page.getByRole("link", { name: "Ask for access" }).click();
    await page.getByLabel("Access", { exact: true }).selectOption("orders-db / orders / readonly (payments)");
    await page.getByLabel("For how long").selectOption("1h");
    await page.getByLabel("Why").fill("Investigate stuck refunds for INC-1234");
    await page.getByRole("button", { name: "Create issue" }).click();
    const issue = new URL(page.url()).pathname;
    expect(issue).toMatch(/^\/acme\/access\/issues\/\d+$/u);

    const [, pull] = /opened #(\d+)/u.exec(await untilSays(/opened #\d+/u)) ?? [];
    await be("carol");
    await goTo("/acme/access/pulls");
    await page.locator(`main a[href="/acme/access/pull/${pull}"]`).click();
    expect(new URL(page.url()).pathname).toBe(`/acme/access/pull/${pull}`);
    expect(await untilSays(/Waiting for carol/u)).toContain("INC-1234");
    await page.getByLabel("Approve", { exact: true }).check();
    await page.getByRole("button", { name: "Submit review" }).click();
    await untilSays(/\bmerged\b/u);

    await be("alice");
    await goTo(issue);
    expect(await untilSays(/holds readonly/u)).toContain("Connect with");
    await askDatabase(/Answered\.[\s\S]* \| /u);

    await goTo(issue);
    await comment("/hallpass end");
    await untilSays(/no longer holds readonly/u);
    await untilSays(/^closed opened by alice/mu);
    await askDatabase(/Refused\. ERROR: +permission denied/u);
  });

  it("and every link of every page leads to a page afterwards, the ledger's and the database's among them", async () => {
    const { url, pages } = about;
    const visitor = await openPages({
      url,
      opening: (path = "/") => `${pages.split("&to=")[0]}&${new URLSearchParams({ to: path })}`,
    });
    await visitor.be("olga");
    const { dead, opened } = await crawl(visitor, url, [{ on: "the start", to: "/" }]);
    expect(dead).toEqual([]);
    expect([...opened].filter((address) => address.startsWith(`${url}/_pages/`)).length).toBeGreaterThan(1);
  });
});
