import { once } from "node:events";
import { createServer } from "node:http";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findMistakes, hasChromium, launchChromium, openScreen, picture, screens } from "./chromium.ts";
import { at, type LocalGitHub, startLocalGitHub } from "./local-github.ts";

it.runIf(hasChromium || process.env.CI === "true")("Chromium from Debian is installed", () =>
  expect(hasChromium).toBe(true),
);

let github: LocalGitHub;
let browser: Browser;
beforeAll(async () => {
  if (!hasChromium) return;
  github = await startLocalGitHub();
  const text = "| who | what |\n|---|---|\n| alice | orders |\n\n`code` and [a link](/acme)\n\n- a list";
  await github.as("alice").issues.create({ ...at, title: "A question", body: text });
  const { git, pushBranch } = await github.clone("alice");
  await pushBranch("ask", { "notes/a.md": "Hello\n" });
  await git("status");
  await github.as("alice").pulls.create({ ...at, title: "A note", body: text, head: "ask", base: "main" });
  browser = await launchChromium();
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

describe.runIf(hasChromium)("the pages in Chromium", () => {
  it.each(screens)("are accessible, and no wider than the screen: %s, %i px", async (...screen) => {
    const page = await openScreen(browser, screen);
    await page.goto(github.sandbox.opening());
    for (const path of paths) {
      await page.goto(`${github.sandbox.url}${path}`);
      expect([path, await findMistakes(page)]).toEqual([path, []]);
      await picture(page, [path.replaceAll("/", "_"), ...screen].join("-"));
    }
    await page.context().close();
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

  it("take the manifest of an app from a page of another program on this machine", async () => {
    const manifest = {
      ...{ name: "from-a-page", url: "https://example.com", redirect_url: "http://127.0.0.1:9/made" },
      ...{ hook_attributes: { url: "https://helper.example.com/hooks" }, default_permissions: {} },
    };
    const form = `<form method="post" action="${github.sandbox.url}/organizations/acme/settings/apps/new?state=s">
<input name="manifest" value='${JSON.stringify(manifest)}'><button>Go</button></form>`;
    const other = createServer((_, response) => response.setHeader("content-type", "text/html").end(form));
    other.listen(0, "127.0.0.1");
    await once(other, "listening");
    const address = other.address();
    const port = typeof address === "object" ? address?.port : undefined;
    const page = await browser.newPage();
    await page.goto(github.sandbox.opening());
    await page.goto(`http://127.0.0.1:${port}/`);
    await page.getByRole("button", { name: "Go" }).click();
    expect(await page.innerText("body")).toContain("The app will be called from-a-page.");
    await page.close();
    other.close();
    other.closeAllConnections();
  });
});
