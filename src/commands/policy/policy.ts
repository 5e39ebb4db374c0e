import { defineCommand } from "../runner/command.ts";
import { UsageError } from "../runner/failure.ts";
import { explain } from "./explain.ts";
import { lint } from "./lint.ts";
import { type Given, options } from "./options.ts";
import { replay } from "./replay.ts";
import { test } from "./test.ts";

interface Tool {
  readonly takes: readonly (keyof Given)[];
  run(given: Given, words: readonly string[]): Promise<number>;
}

const TOOLS: Readonly<Record<string, Tool>> = {
  explain: { takes: ["approved-by", "requester", "member", "folder", "at"], run: explain },
  lint: { takes: [], run: lint },
  replay: { takes: ["from", "to", "since", "key"], run: replay },
  test: { takes: [], run: test },
};

export const command = defineCommand({
  description: `Tools for people who write policies, for a clone of the access repository. They work offline, and change nothing.

explain FILE: the decision about a request, rule by rule, with approvals that you pretend. What only GitHub knows is supposed, and printed: name the members of a team with --member to judge them too.

lint [PATH]: what in policies, CODEOWNERS and settings does not do what it seems to: policies under which nothing can be granted, lines that never decide, repeated offers, access without an end, teams with two ids, folders without owners. Name a policy to see only what is about it.

replay: which requests of the past would have been decided otherwise. It reads the ledger in the clone, and decides every request that was granted or refused again, once under the rules of the default branch (--from), once under those of the checkout (--to). The app does the same in a pull request that changes the rules.

test [FILE...]: runs the tests in policies/*.test.yaml, or in these files: each case gives a request and facts, and expects a decision. The app runs them too, in the check of a pull request that changes the rules.`,
  usage: [
    "explain FILE [--approved-by LOGIN]... [--requester LOGIN] [--member TEAM=LOGIN[,LOGIN]...]... [--folder TEAM] [--at TIME] [--root DIR] [--json]",
    "lint [PATH] [--root DIR] [--json]",
    "replay [--from COMMIT] [--to COMMIT] [--since TIME] [--root DIR] [--key LINE] [--json]",
    "test [FILE]... [--root DIR] [--json]",
  ],
  arguments: {
    name: "TOOL",
    meaning: "explain, lint, replay or test, and the files it is about",
    count: "any",
  },
  options,
  examples: [
    "hallpass policy explain access-requests/payments/a.yaml",
    "hallpass policy explain access-requests/payments/a.yaml --approved-by carol --at 2026-11-21T03:00:00Z",
    "hallpass policy lint --root ../access",
    "hallpass policy replay --root ../access --since 90d",
    "hallpass policy replay --from v1 --to HEAD --json",
    "hallpass policy test --root ../access",
  ],
  exitCodes: {
    0: "explain: approved or waiting; lint: nothing was found; replay: no decision changes; test: all passed",
    1: "explain: denied; lint: something was found; replay: a decision changes; test: a case failed, or a file has mistakes",
    3: "replay: the ledger cannot be read or trusted, or the rules have mistakes",
  },
  waitsFor: "Reading the policies…",
  run: answer,
});

const ALWAYS: readonly string[] = ["root", "json"];

async function answer(given: Given, words: readonly string[]): Promise<number> {
  const [what = "", ...rest] = words;
  const tool = Object.hasOwn(TOOLS, what) ? TOOLS[what] : undefined;
  if (tool === undefined) throw new UsageError(`Name one of: ${Object.keys(TOOLS).join(", ")}.`);
  const known: readonly string[] = [...tool.takes, ...ALWAYS];
  const other = Object.keys(given).find((option) => !known.includes(option));
  if (other !== undefined) throw new UsageError(`policy ${what} takes no --${other}.`);
  return tool.run(given, rest);
}
