import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { subDays } from "date-fns";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  findMistakes,
  hasChromium,
  launchChromium,
  openScreen,
  picture,
  screens,
} from "../../sandbox/test/chromium.ts";
import { createAudit } from "../../src/core/audit/stories.ts";
import { buildOverview } from "../../src/core/overview/overview.ts";
import { renderReport } from "../../src/report/overview/html/page.ts";
import { temporaryFolder } from "../git/fixture.ts";
import { pastMonth } from "../support/builders/past-month.ts";

it.runIf(hasChromium || process.env.CI === "true")("Chromium from Debian is installed", () =>
  expect(hasChromium).toBe(true),
);

const now = new Date("2026-11-20T14:00:00Z");
const source = { page: "https://github.com/acme/access", tip: "a".repeat(40), verified: true };

async function writeReport(count: number): Promise<string> {
  const audit = createAudit();
  for (const entry of pastMonth(count, now)) audit.add(entry);
  const file = join(temporaryFolder(), "access.html");
  await writeFile(file, renderReport(buildOverview(audit.view(now), subDays(now, 30), now), source));
  return pathToFileURL(file).href;
}

let browser: Browser;
beforeAll(async () => {
  if (hasChromium) browser = await launchChromium();
});
afterAll(() => browser?.close());

describe.runIf(hasChromium)("the report in Chromium", () => {
  it.each(screens)("is accessible, and no wider than the screen: %s, %i px", async (...screen) => {
    const page = await openScreen(browser, screen);
    await page.goto(await writeReport(40));
    expect(await findMistakes(page)).toEqual([]);
    await picture(page, ["report", ...screen].join("-"));
    await page.context().close();
  });

  it("shows ten thousand requests, asks for nothing, and prints", async () => {
    const page = await openScreen(browser, ["light", 1280]);
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    const url = await writeReport(10_000);
    await page.goto(url);
    expect(asked).toEqual([url]);
    const every = page.locator("details").last();
    expect(await every.getAttribute("open")).toBeNull();
    await every.locator("summary").click();
    expect(await every.locator("tbody tr").count()).toBe(10_000);
    expect(await page.locator("svg rect title").count()).toBeGreaterThan(7000);
    expect((await page.pdf({ format: "A4", pageRanges: "1" })).length).toBeGreaterThan(10_000);
    await page.context().close();
  });
});
