// Chromium opens the report of a ledger of so many commits, from the disk until everything is laid out. Limit: it opens an empty page. What
// counts is the time itself: under three seconds at 10,000. Chromium is Debian's; without it the row fails.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { publicKeyLine } from "../dist/git/objects/sshsig.js";
import { line, START } from "./data/line.js";
import { privateKey } from "./data/sketch.js";
import { compare, readOptions, runNode } from "./measure.js";

const CHROMIUM = "/usr/bin/chromium";
const { sizes, runs } = readOptions();
const folder = mkdtempSync(join(tmpdir(), "hallpass-bench-report-"));
const empty = join(folder, "empty.html");
writeFileSync(empty, "<!doctype html><title>Nothing</title>");

const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
const open = (file) => async () => {
  const page = await browser.newPage();
  await page.goto(pathToFileURL(file).href);
  // Asking for a height makes the browser lay out all of it.
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.close();
  return { answer: height > 0 };
};

for (const size of sizes) {
  const file = join(folder, `${size}.html`);
  runNode(
    [
      ...["bin/hallpass.js", "report", "--html", file, "--repository", line(size)],
      ...["--key", publicKeyLine(privateKey)],
      ...[
        "--since",
        START.toISOString(),
        "--until",
        new Date(START.getTime() + (size + 60) * 60_000).toISOString(),
      ],
    ],
    { env: { XDG_STATE_HOME: folder } },
  );
  await compare({ metric: "report open", size, runs, limit: open(empty), ours: open(file) });
}
await browser.close();
rmSync(folder, { recursive: true });
