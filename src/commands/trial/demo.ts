import { jsonOption } from "../input/options.ts";
import { seeHelp } from "../runner/arguments.ts";
import { defineCommand, type Values } from "../runner/command.ts";
import { exitCode } from "../runner/exit-codes.ts";
import { UsageError } from "../runner/failure.ts";
import { loadTrial } from "./load-trial.ts";
import { isFree } from "./sandbox-paths.ts";

const options = {
  json: {
    ...jsonOption,
    meaning:
      "tell the story on standard error, and print one JSON object with the measurements, or with the error",
  },
  keep: {
    type: "string",
    value: "DIR",
    meaning: "leave a bare clone of main and access-ledger in DIR, which is empty or does not exist yet",
  },
  "at-its-worst": {
    type: "boolean",
    meaning: "let the local GitHub behave as badly as GitHub was ever reported to; it takes some minutes",
  },
  cast: { type: "string", value: "FILE", meaning: "write a picture of the story, as SVG" },
} as const;

export const command = defineCommand({
  description:
    "Walks one access request from question to receipt: starts a local GitHub, a PostgreSQL and the app on free ports, opens, approves, grants, ends and tidies up a request, and stops everything again.",
  options,
  examples: ["hallpass demo", "hallpass demo --json --keep trial.git"],
  exitCodes: {
    0: "the request travelled the whole way",
    3: "the request did not travel the whole way",
  },
  run: answer,
});

async function answer(values: Values<typeof options>): Promise<number> {
  const { json = false, keep, cast, "at-its-worst": atItsWorst = false } = values;
  if (keep !== undefined && !(await isFree(keep)))
    throw new UsageError(`--keep is "${keep}", which is not empty; name a new folder.`, {
      fix: seeHelp("demo"),
    });
  const { perform } = await loadTrial(() => import("hallpass-demo/demo"));
  await perform({ json, keep, cast, atItsWorst }).catch((cause: unknown) => {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`The demo failed. ${why}`, { cause });
  });
  return exitCode.well;
}
