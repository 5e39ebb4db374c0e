import fc from "fast-check";
import { expect, it } from "vitest";
import { readAncestry } from "../../../src/git/walk/history.ts";
import { orAskGit } from "../../../src/git/walk/left-to-git.ts";
import { runsOf, UNLIMITED } from "../../fuzz/runs.ts";
import { git, remoteRepository } from "../fixture.ts";
import { expectGitsAnswers, listQuestions } from "../git-says.ts";

/** Few names and few contents: files and folders take each other's place, move, and come back as they were. */
const edit = fc.record({
  path: fc.constantFrom("a", "a", "f", "f/b", "f/b/c", "caf\\377/d"),
  mode: fc.constantFrom("644", "644", "755", "755", "120000", "160000", "gone"),
  text: fc.constantFrom("1", "2"),
});

/** Parents are told as steps back: mostly one line, with merges of two or three, and beginnings that share nothing. */
const step = fc.record({
  back: fc.oneof(
    { weight: 6, arbitrary: fc.constant([1]) },
    { weight: 3, arbitrary: fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 3 }) },
    { weight: 1, arbitrary: fc.constant<number[]>([]) },
  ),
  edits: fc.array(edit, { minLength: 1, maxLength: 3, size: "max" }),
});

interface Edit {
  readonly path: string;
  readonly mode: string;
  readonly text: string;
}

interface Step {
  readonly back: readonly number[];
  readonly edits: readonly Edit[];
}

const describeEdit = ({ path, mode, text }: Edit): string => {
  if (mode === "gone") return `D "${path}"`;
  return mode === "160000"
    ? `M 160000 ${text.repeat(40)} "${path}"`
    : `M ${mode} inline "${path}"\ndata 1\n${text}`;
};

function describeStep({ back, edits }: Step, at: number): string {
  const parents = back.map((steps) => at - steps).filter((parent) => parent >= 0);
  return [
    `reset refs/heads/x\n\ncommit refs/heads/x\nmark :${at + 1}`,
    `committer A <a@example.com> ${1_795_183_200 + at} +0000\ndata 1\n${at % 10}`,
    ...parents.map((parent, index) => `${index === 0 ? "from" : "merge"} :${parent + 1}`),
    ...edits.map(describeEdit),
    `\nget-mark :${at + 1}\n`,
  ].join("\n");
}

it("whatever the history, git says the same of it", UNLIMITED, async () => {
  const history = fc.array(step, { minLength: 2, maxLength: 14, size: "max" });
  const pairs = fc.array(fc.tuple(fc.nat(13), fc.nat(13)), { minLength: 2, maxLength: 2 });
  let asked = 0;
  const holds = fc.asyncProperty(history, pairs, async (steps, places) => {
    const { directory } = remoteRepository();
    const commits = git(
      directory,
      ["fast-import", "--quiet", "--force"],
      steps.map(describeStep).join(""),
    ).split("\n");
    for (const [a, b] of [[places[0]?.[0] ?? 0, steps.length - 1] as const, ...places]) {
      const [from = "", to = ""] = [commits[a % commits.length], commits[b % commits.length]];
      await expectGitsAnswers(listQuestions({ directory }, from, to, ["a", "f", "f/b"]));
      asked += await orAskGit(
        async () => (await readAncestry({ directory }, to)).size,
        async () => 0,
      );
    }
  });
  await fc.assert(holds, runsOf(6));
  // Else git would have been compared with itself.
  expect(asked).toBeGreaterThan(0);
});
