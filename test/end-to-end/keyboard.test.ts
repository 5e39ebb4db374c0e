import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatEnv } from "../../demo/src/sandbox/env-file.ts";
import { addLedgerPages } from "../../demo/src/web/add-ledger-pages.ts";
import {
  findMistakes,
  hasChromium,
  launchChromium,
  openScreen,
  picture,
  screens,
} from "../../sandbox/test/chromium.ts";
import { type CommandProcess, startCommand } from "../support/command-process.ts";
import { visitorText } from "../support/in-process.ts";
import { type LocalGitHub, startLocalGitHub } from "../support/local-github.ts";
import { seedFile, seedWith } from "../support/seed-with.ts";
import { until } from "../support/until.ts";

const settings = ".github/hallpass.yaml";

let github: LocalGitHub;
let app: CommandProcess;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  if (!hasChromium) return;
  const byPeople = seedFile(settings).replace("merge: automatic", "merge: manual");
  github = await startLocalGitHub({ seed: seedWith({ [settings]: byPeople }) });
  addLedgerPages(github.sandbox);
  const env = join(github.dir, "app.env");
  await writeFile(env, formatEnv(github.sandbox, undefined), { mode: 0o600 });
  app = startCommand(["serve", "--env", env, "--json"]);
  await app.firstLine();
  browser = await launchChromium();
  page = await browser.newPage();
  await page.goto(github.sandbox.opening("/acme/access"));
});
afterAll(async () => {
  await browser?.close();
  await app?.end("SIGTERM");
  await github?.stop();
});

/** More than any page has to press Tab for. */
const MOST_TABS = 80;

interface Focused {
  readonly name: string;
  readonly outline: string;
}

const readFocus = (): Promise<Focused> =>
  page.evaluate<Focused>(`(() => {
    const { activeElement: it } = document;
    const label = it.labels?.[0]?.textContent ?? it.textContent;
    return { name: label.trim(), outline: getComputedStyle(it).outlineStyle };
  })()`);

/** Presses Tab until what has this name has the focus, and shows it. */
async function tabTo(name: string | RegExp): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < MOST_TABS; presses++) {
    await page.keyboard.press("Tab");
    const focused = await readFocus();
    if (typeof name === "string" ? focused.name === name : name.test(focused.name)) {
      expect(focused).toMatchObject({ outline: "solid" });
      return;
    }
    passed.push(focused.name.slice(0, 40));
  }
  throw new Error(`Tab never comes to ${name}. It passes: ${passed.join(" | ")}`);
}

/** Presses Enter there, and waits for the page that comes. */
async function enter(name: string | RegExp): Promise<void> {
  await tabTo(name);
  await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
}

/** Chooses a person in the list, as one types into it. */
async function become(login: string): Promise<void> {
  await tabTo("You are");
  await page.keyboard.type(login);
  await enter("Switch");
  expect(await page.inputValue("#person")).toBe(login);
}

const story = (): string => app.errors.slice(-30).join("\n");

/** "Look again" until the page says this. */
const lookUntil = (words: string): Promise<string> =>
  until(
    `the page says ${words}`,
    async () => {
      const said = await page.innerText("main");
      if (!said.includes(words)) await enter("Look again");
      return said;
    },
    (said) => said.includes(words),
    { deadlineMs: 60_000, story },
  );

describe.runIf(hasChromium)("with the keyboard alone", () => {
  it("alice asks", async () => {
    await become("alice");
    await enter("Add a file");
    await tabTo("Name of the file, with its folders");
    await page.keyboard.type("access-requests/payments/alice-try.yaml");
    await tabTo("Text");
    await page.keyboard.type(visitorText({ duration: "30m" }));
    await enter("Propose new file");
    await enter("Create pull request");
    await lookUntil("Waiting for carol");
  });

  it("carol approves and merges", async () => {
    await become("carol");
    await tabTo("Approve");
    await page.keyboard.press("Space");
    await enter("Submit review");
    await lookUntil("approved this");
    await lookUntil("GitHub says: clean");
    await enter("Squash and merge");
    await lookUntil("alice holds visitor");
  });

  it("anyone reads what was granted", async () => {
    await enter("Ledger");
    const said = await lookUntil("alice holds visitor on memory/sandbox");
    for (const word of ["asked by alice", "approved by carol", "granted alice visitor", "until alice may"])
      expect(said).toContain(word);
  });

  it.each(screens)("the pages are accessible and fit: %s, %i px", async (...screen) => {
    const view = await openScreen(browser, screen);
    await view.goto(github.sandbox.opening());
    for (const name of ["ledger", "clock"]) {
      await view.goto(`${github.sandbox.url}/_pages/${name}`);
      expect([name, await findMistakes(view)]).toEqual([name, []]);
      await picture(view, [name, ...screen].join("-"));
    }
    await view.context().close();
  });

  it("and moves the clock to the end of it", async () => {
    await enter("Move the clock");
    await enter(/^To the end of alice/u);
    await lookUntil("Nobody holds anything.");
    expect(await page.innerText("main")).toMatch(
      /GitHub’s clock: .*, (?:29|30) min .*ahead of this machine’s/u,
    );
    await enter("Ledger");
    expect(await lookUntil("ended alice visitor on memory/sandbox")).not.toContain("until alice may");
    await picture(page, "ledger-ended");
  });
});
