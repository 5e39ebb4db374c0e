import { keyCookieOf } from "../../../sandbox/test/browsing.ts";
import { until } from "../until.ts";

const readText = (text: string): string =>
  text
    .replace(/&#(\d+);/gu, (_all, code) => String.fromCodePoint(Number(code)))
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");

const fieldOf = (page: string, name: string): string =>
  readText(new RegExp(`name="${name}" value="([^"]*)"`, "u").exec(page)?.[1] ?? "");

/** Sends a form of GitHub's own pages, as the browser of who opened them does. */
type Send = (address: string, fields: Record<string, string>) => Promise<Response>;

const openBrowser =
  (pages: string): Send =>
  (address, fields) =>
    fetch(address, {
      method: "POST",
      body: new URLSearchParams(fields),
      headers: { cookie: keyCookieOf({ opening: () => pages }), origin: new URL(pages).origin },
    });

/** What a browser does with the page: GitHub's form, an owner's click there, and back. Throws when no App is made. */
async function create(url: string, send: Send, changes: object = {}): Promise<void> {
  const own = await (await fetch(url)).text();
  const target = readText(/action="([^"]*)"/u.exec(own)?.[1] ?? "");
  const manifest = JSON.stringify({ ...JSON.parse(fieldOf(own, "manifest")), ...changes });
  const asked = await (await send(target, { manifest })).text();
  const made = await send(new URL("create", target).href, {
    ...{ manifest: fieldOf(asked, "manifest"), state: fieldOf(asked, "state"), as: "olga" },
  });
  const text = await made.text();
  if (!text.includes("The App is made")) throw new Error(`No App was made: ${text}`);
}

const find = (lines: readonly string[], pattern: RegExp): Promise<string> =>
  until(
    `a line like ${pattern}`,
    async () => lines.map((line) => pattern.exec(line)?.[0]).find((found) => found !== undefined) ?? "",
    (found) => found !== "",
    { story: () => lines.join("\n") },
  );

const findPage = (lines: readonly string[]): Promise<string> =>
  find(lines, /http:\/\/127\.0\.0\.1:\d+\/\w+\/(?= in a browser)/u);

/** Makes another App than `lines` ask for, by a manifest with these changes. */
export async function clickAnotherApp(
  lines: readonly string[],
  pages: string,
  changes: object,
): Promise<void> {
  await create(await findPage(lines), openBrowser(pages), changes);
}

/**
 * Does as olga, an owner, what `hallpass app` asks for in `lines`: makes the App, and installs it. `pages`: the address that opens GitHub. `changes`
 * of the manifest: of two Apps, one needs another name.
 */
export async function clickApp(lines: readonly string[], pages: string, changes: object = {}): Promise<void> {
  const send = openBrowser(pages);
  await create(await findPage(lines), send, changes);
  const installUrl = await find(lines, /http:\/\/\S+\/installations\/new/u);
  const { status } = await send(installUrl, { as: "olga" });
  if (status !== 200) throw new Error(`The App was not installed: ${status}.`);
}
