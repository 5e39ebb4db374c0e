import { expect, it } from "vitest";
import type { IssueNews } from "../../../src/core/asking/issue-news.ts";
import type { OpenIssue } from "../../../src/core/ports/asking.ts";
import { createAsks } from "../../../src/service/asking/asks.ts";
import { depsWith } from "../../support/builders/deps.ts";
import { at } from "../../support/builders/ledger.ts";
import { issueText } from "../../support/issue-form.ts";

const ALICE = 1001;
const DAVE = 1004;

const unused = async (): Promise<never> => {
  throw new Error("Nobody asks for this.");
};

/** Open issues with the form's label. Each holds a mistake, so that its answer closes it, and nothing needs a clone. */
function openIssues(issues: readonly OpenIssue[]) {
  const told: { issue: number; kind: IssueNews["kind"] }[] = [];
  const isOpen = ({ number }: OpenIssue) => told.every(({ issue }) => issue !== number);
  let seconds = 0;
  const deps = depsWith({
    now: () => at(seconds),
    issues: {
      list: async () => issues.filter(isOpen),
      find: async (number) => issues.filter(isOpen).find((each) => each.number === number),
      tell: async (issue, { kind }) => void told.push({ issue, kind }),
    },
    asking: {
      readOwnId: unused,
      readSigned: unused,
      push: unused,
      open: unused,
      find: async () => undefined,
      readSource: async ({ number }) => ({
        author: { id: ALICE, login: "alice" },
        body: issueText({ duration: "a while" }),
        at: at(number),
        changed: false,
      }),
    },
  });
  const waiting: number[] = [];
  const asks = createAsks(deps, { soon: (_, issue) => void waiting.push(Number(issue)) });
  const sweep = async (): Promise<void> => {
    await asks.readIssues();
    for (const issue of waiting.splice(0)) await asks.readIssue(issue);
  };
  return {
    sweep,
    told,
    read: (issue: number) => asks.readIssue(issue),
    wait: (more: number) => {
      seconds += more;
    },
  };
}

const issuesOf = (author: number, first: number, count: number): OpenIssue[] =>
  Array.from({ length: count }, (_, index) => ({ number: first + index, id: 9000 + first + index, author }));

it("AS14: thirty issues of one person that the sweep finds are answered five at once, then one in two minutes", async () => {
  const { sweep, told, wait } = openIssues([...issuesOf(ALICE, 1, 30), ...issuesOf(DAVE, 50, 1)]);
  await sweep();
  await sweep();
  expect(told.map(({ issue }) => issue)).toEqual([1, 2, 3, 4, 5, 50]);
  wait(120);
  await sweep();
  expect(told).toHaveLength(7);
});

it("AS14: an event and the sweep share what one person may ask", async () => {
  const { sweep, read, told } = openIssues(issuesOf(ALICE, 1, 30));
  for (const issue of [21, 22, 23]) await read(issue);
  await sweep();
  expect(told.map(({ issue }) => issue)).toEqual([21, 22, 23, 1, 2]);
});
