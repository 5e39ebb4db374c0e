// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   AS14: One person opens issues with the form faster than people can answer, also while no event tells of
//     them.
//   AS15: Somebody opens many issues with the form's label that ask for nothing, so that a colleague's is
//     never read.

import { expect, it } from "vitest";
import type { IssueNews } from "../../../src/core/asking/issue-news.ts";
import type { OpenIssue } from "../../../src/core/ports/asking.ts";
import { createAsks } from "../../../src/service/asking/asks.ts";
import { depsWith } from "../../support/builders/deps.ts";
import { at } from "../../support/builders/ledger.ts";
import { createListener } from "../../support/builders/log.ts";
import { issueText } from "../../support/issue-form.ts";

const ALICE = 1001;
const DAVE = 1004;

const unused = async (): Promise<never> => {
  throw new Error("Nobody asks for this.");
};

const MISTAKEN = issueText({ duration: "a while" });

/** Open issues with the form's label. Each holds a mistake, so that its answer closes it, and nothing needs a clone. */
function openIssues(issues: readonly OpenIssue[], { isWhole = true, body = MISTAKEN } = {}) {
  const told: { issue: number; kind: IssueNews["kind"] }[] = [];
  const isOpen = ({ number }: OpenIssue) => told.every(({ issue }) => issue !== number);
  let seconds = 0;
  const { log, lines } = createListener();
  const deps = depsWith({
    log,
    now: () => at(seconds),
    issues: {
      list: async () => ({ issues: issues.filter(isOpen), isWhole }),
      find: async (number) => issues.filter(isOpen).find((each) => each.number === number),
      tell: async (issue, { kind }) => void told.push({ issue, kind }),
    },
    asking: {
      readOwnId: unused,
      readSigned: unused,
      push: unused,
      open: unused,
      withdraw: unused,
      find: async () => undefined,
      readSource: async ({ number }) => ({
        author: { id: ALICE, login: "alice" },
        body,
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
    lines,
    read: (issue: number) => asks.readIssue(issue),
    wait: (more: number) => {
      seconds += more;
    },
  };
}

const issuesOf = (author: number, first: number, count: number): OpenIssue[] =>
  Array.from({ length: count }, (_, index) => ({
    ...{ number: first + index, id: 9000 + first + index },
    ...{ author, isLabelled: true },
  }));

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

it.each(["nothing", ""])(
  "AS15: a labelled issue that says %j is answered and closed, and does not stay before others",
  async (body) => {
    const { sweep, told } = openIssues(issuesOf(ALICE, 1, 1), { body });
    await sweep();
    expect(told).toEqual([{ issue: 1, kind: "unusable" }]);
  },
);

it("AS15: an issue without the label that does not begin as the form does is none of ours", async () => {
  const [issue] = issuesOf(ALICE, 1, 1);
  const { read, told } = openIssues(issue ? [{ ...issue, isLabelled: false }] : [], { body: "nothing" });
  await read(1);
  expect(told).toEqual([]);
});

it("AS15: a hundred issues of one person keep no colleague's from being read, and the log tells of the ones left out", async () => {
  const { sweep, told, lines } = openIssues([...issuesOf(ALICE, 100, 100), ...issuesOf(DAVE, 1, 1)]);
  await sweep();
  expect(told.map(({ issue }) => issue)).toContain(1);
  expect(lines[0]).toContain("too many open issues");
});

it("AS15: a list that was cut is logged", async () => {
  const { sweep, lines } = openIssues(issuesOf(ALICE, 1, 1), { isWhole: false });
  await sweep();
  expect(lines[0]).toContain("too many open issues");
});
