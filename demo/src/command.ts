import { existsSync, readdirSync } from "node:fs";
import { parseArgs } from "node:util";
import { perform, type Wishes } from "./story/perform.ts";

const usage = `Usage: hallpass demo [options]

Walks one access request from question to receipt: a local GitHub, a PostgreSQL and the app are started on free
ports, a request is opened, approved, granted, ended and tidied up, and everything is stopped again.

  --json        tells the story on the error output; the last line of the output is one JSON object with what was measured
  --keep DIR    leaves a bare clone of main and access-ledger in DIR, a folder that is empty or not there yet
  --at-its-worst  the local GitHub behaves as badly as GitHub was ever reported to; it takes some minutes
  --cast FILE   writes a picture of the story, as SVG
  -h, --help    prints this

Exit codes: 0 the request travelled the whole way, 1 it did not, 2 the arguments cannot be used.
`;

/** Runs `hallpass demo` and answers its exit code. What it started has ended when it returns. */
export async function run(argv: string[]): Promise<number> {
  const wishes = readWishes(argv);
  if (wishes === "help") {
    process.stdout.write(usage);
    return 0;
  }
  if (typeof wishes === "string") {
    process.stderr.write(`${wishes}\nSee \`hallpass demo --help\`.\n`);
    return 2;
  }
  try {
    await perform(wishes);
    return 0;
  } catch (error) {
    process.stderr.write(`\nThe demo failed. ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

/** What is wished for; "help", or a sentence saying what is wrong with it. */
function readWishes(argv: string[]): Wishes | string {
  try {
    const { values } = parseArgs({
      args: argv,
      options: {
        json: { type: "boolean", default: false },
        "at-its-worst": { type: "boolean", default: false },
        keep: { type: "string" },
        cast: { type: "string" },
        help: { type: "boolean", default: false, short: "h" },
      },
    });
    if (values.help) return "help";
    const { json, keep, cast } = values;
    if (keep !== undefined && existsSync(keep) && readdirSync(keep).length > 0)
      return `--keep is "${keep}", which is not empty; name a new folder.`;
    return { json, keep, cast, atItsWorst: values["at-its-worst"] };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
