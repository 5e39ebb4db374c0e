#!/usr/bin/env node
import { existsSync } from "node:fs";

const ENOUGH_FILES = 512;
/** No answer, as opposed to 1: something was found. */
const UNANSWERED = 3;

const cli = new URL("../dist/cli.js", import.meta.url);
if (!existsSync(cli)) {
  process.stderr.write(
    "hallpass is not built yet. Run `npm ci && npm run build` in its folder, then try again.\n",
  );
  process.exit(UNANSWERED);
}
try {
  const { main } = await import(cli.href);
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const limit = readFileLimit();
  // Node reports a module it may not open as one that is missing.
  process.stderr.write(
    limit >= ENOUGH_FILES
      ? `${error instanceof Error ? error.stack : error}\n`
      : `hallpass may open only ${limit} files at once (\`ulimit -n\`), and needs ${ENOUGH_FILES} or more. ` +
          "Run `ulimit -n 1024` first, or set LimitNOFILE=1024 in the systemd unit.\n",
  );
  process.exitCode = UNANSWERED;
}

/** The soft limit of open files; Infinity where it is unlimited or unknown, as on Windows. */
function readFileLimit() {
  const limit = process.report?.getReport()?.userLimits?.open_files?.soft;
  return typeof limit === "number" ? limit : Number.POSITIVE_INFINITY;
}
