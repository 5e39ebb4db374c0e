import { existsSync } from "node:fs";
import axe from "axe-core";
import { type Browser, chromium, type Page } from "playwright-core";

const program = "/usr/bin/chromium";

/** Debian's Chromium. */
export const hasChromium = existsSync(program);

export const launchChromium = (): Promise<Browser> =>
  chromium.launch({ executablePath: program, args: ["--no-sandbox"] });

/** A phone and a desk, by day and by night. */
export const screens = [
  ["light", 390],
  ["dark", 390],
  ["light", 1280],
  ["dark", 1280],
] as const;

/** A window of its own; axe needs a page without our Content-Security-Policy. */
export async function openScreen(
  browser: Browser,
  [colorScheme, width]: (typeof screens)[number],
): Promise<Page> {
  const viewport = { width, height: 844 };
  const context = await browser.newContext({ colorScheme, viewport, bypassCSP: true });
  return context.newPage();
}

/** The rules that the page breaks, and where: those of axe, and that it is no wider than the screen. */
export async function findMistakes(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<axe.AxeResults>("axe.run()");
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html }) => `${id}: ${html.slice(0, 150)}`),
  );
  const width = await page.evaluate<number>("document.documentElement.scrollWidth");
  const screen = page.viewportSize()?.width ?? 0;
  return width > screen ? [...found, `${width} px wide on ${screen} px`] : found;
}

/** Keeps what the page looks like in the folder PICTURES, for people who want to see it. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.PICTURES;
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}
