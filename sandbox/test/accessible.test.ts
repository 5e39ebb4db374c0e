import { existsSync } from "node:fs";
import axe from "axe-core";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { at, type LocalGitHub, startLocalGitHub } from "./local-github.ts";

const program = "/usr/bin/chromium";
const isThere = existsSync(program);

it.runIf(isThere || process.env.CI === "true")("Chromium from Debian is installed", () =>
  expect(isThere).toBe(true),
);

let github: LocalGitHub;
let browser: Browser;
beforeAll(async () => {
  if (!isThere) return;
  github = await startLocalGitHub();
  const text = "| who | what |\n|---|---|\n| alice | orders |\n\n`code` and [a link](/acme)\n\n- a list";
  await github.as("alice").issues.create({ ...at, title: "A question", body: text });
  const { git, pushBranch } = await github.clone("alice");
  await pushBranch("ask", { "notes/a.md": "Hello\n" });
  await git("status");
  await github.as("alice").pulls.create({ ...at, title: "A note", body: text, head: "ask", base: "main" });
  browser = await chromium.launch({ executablePath: program, args: ["--no-sandbox"] });
});
afterAll(async () => {
  await browser?.close();
  await github?.stop();
});

const paths = [
  "/",
  "/acme/access",
  "/acme/access/issues/1",
  "/acme/access/pull/2",
  "/acme/access/new/main",
  "/acme/access/rules/6001",
];

/** The rules that the page breaks, and where. */
async function findMistakes(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<axe.AxeResults>("axe.run()");
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 150)}`));
}

describe.runIf(isThere)("the pages in Chromium", () => {
  it.each([
    ["light", 390],
    ["dark", 390],
    ["light", 1280],
    ["dark", 1280],
  ] as const)("are accessible, and no wider than the screen: %s, %i px", async (colorScheme, width) => {
    const context = await browser.newContext({
      colorScheme,
      viewport: { width, height: 844 },
      bypassCSP: true,
    });
    const page = await context.newPage();
    await page.goto(github.sandbox.opening());
    for (const path of paths) {
      await page.goto(`${github.sandbox.url}${path}`);
      expect([path, await findMistakes(page)]).toEqual([path, []]);
      expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
      if (process.env.PICTURES !== undefined)
        await page.screenshot({
          path: `${process.env.PICTURES}/${path.replaceAll("/", "_")}-${colorScheme}-${width}.png`,
          fullPage: true,
        });
    }
    await context.close();
  });

  it("a review is written and sent with the keyboard alone", async () => {
    const page = await browser.newPage();
    await page.goto(github.sandbox.opening("/acme/access/pull/2"));
    await page.selectOption("#person", "carol");
    await page.focus("#person");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/pull/2");
    await page.focus("input[value=APPROVE]");
    await page.keyboard.press("Tab");
    await page.keyboard.type("Fine with me");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByText("approved this").waitFor();
    await page.close();
  });
});
