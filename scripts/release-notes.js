// Prints what CHANGELOG.md says of a version: `node scripts/release-notes.js v0.1.0`. Fails when it says nothing.
import { readFileSync } from "node:fs";

const version = (process.argv[2] ?? "").replace(/^v/, "");
const changelog = readFileSync(new URL("../CHANGELOG.md", import.meta.url), "utf8");
const part = changelog.split(/^## /m).find((each) => each.startsWith(`[${version}]`));
const notes = part?.split("\n").slice(1).join("\n").trim();
if (!notes) {
  process.stderr.write(`CHANGELOG.md has no section "## [${version}]".\n`);
  process.exit(1);
}
process.stdout.write(`${notes}\n`);
