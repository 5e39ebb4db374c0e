import { defineCommand } from "../runner/command.ts";
import { UsageError } from "../runner/failure.ts";
import { explain } from "./explain.ts";
import { lint } from "./lint.ts";
import { type Given, options } from "./options.ts";
import { test } from "./test.ts";

interface Tool {
  readonly takes: readonly (keyof Given)[];
  run(given: Given, words: readonly string[]): Promise<number>;
}

const TOOLS: Readonly<Record<string, Tool>> = {
  explain: { takes: ["approved-by", "requester", "member", "folder", "at"], run: explain },
  lint: { takes: [], run: lint },
  test: { takes: [], run: test },
};

export const command = defineCommand({
  description: `Tools for people who write policies, for a clone of the access repository. They work offline, and change nothing.

explain FILE: the decision about a request, rule by rule, with approvals that you pretend. What only GitHub knows is supposed, and printed: name the members of a team with --member to judge them too.

lint [PATH]: what in policies, CODEOWNERS and settings does not do what it seems to: policies under which nothing can be granted, lines that never decide, repeated offers, access without an end, teams with two ids, folders without owners. Name a policy to see only what is about it.

test [FILE...]: runs the tests in policies/*.test.yaml, or in these files: each case gives a request and facts, and expects a decision. The app runs them too, in the check of a pull request that changes the rules.`,
  usage: [
    "explain FILE [--approved-by LOGIN]... [--requester LOGIN] [--member TEAM=LOGIN[,LOGIN]...]... [--folder TEAM] [--at TIME] [--root DIR] [--json]",
    "lint [PATH] [--root DIR] [--json]",
    "test [FILE]... [--root DIR] [--json]",
  ],
  arguments: { name: "TOOL", meaning: "explain, lint or test, and the files it is about", count: "any" },
  options,
  examples: [
    "hallpass policy explain access-requests/payments/a.yaml",
    "hallpass policy explain access-requests/payments/a.yaml --approved-by carol --at 2026-11-21T03:00:00Z",
    "hallpass policy lint --root ../access",
    "hallpass policy test --root ../access",
  ],
  exitCodes: {
    0: "explain: approved or waiting; lint: nothing was found; test: all passed",
    1: "explain: denied; lint: something was found; test: a case failed, or a file has mistakes",
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
