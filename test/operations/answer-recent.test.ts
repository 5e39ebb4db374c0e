// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   AS17: Somebody writes so many commands that a run without a server answers none of a colleague's.

import { expect, it } from "vitest";
import type { Comment } from "../../src/core/decision/github-facts.ts";
import { emptyLedger } from "../../src/core/ledger/ledger.ts";
import { answerRecent } from "../../src/operations/answer-recent.ts";
import { depsWith } from "../support/builders/deps.ts";
import { evidence } from "../support/builders/evidence.ts";
import { at } from "../support/builders/ledger.ts";

const ALICE = 1001;
const EVE = 1005;

const helpBy = (author: number, id: number): Comment => ({
  ...{ id, number: 12, body: "/hallpass help", at: at(id), edited: false },
  author: { id: author, login: `person-${author}`, type: "User" },
});

/** The ids of the comments that a run answers. */
async function answered(comments: readonly Comment[], before: readonly number[] = []): Promise<number[]> {
  const ids: number[] = [];
  const { pull } = evidence();
  await answerRecent(
    depsWith({
      github: { listComments: async () => [...comments], readPull: async () => pull },
      ledger: { read: async () => ({ tip: "t".repeat(40), state: emptyLedger }) },
      journal: { read: async () => [] },
      replies: {
        answer: async ({ comment }) => void ids.push(comment),
        listAnswered: async () => new Set(before),
      },
    }),
  );
  return ids;
}

it("AS17: twenty commands of one person leave room for a colleague's", async () => {
  const eves = Array.from({ length: 20 }, (_, index) => helpBy(EVE, 10 + index));
  expect(await answered([helpBy(ALICE, 1), ...eves])).toEqual([1, 26, 27, 28, 29]);
});

it("AS17: where many people write, everybody's last command comes first", async () => {
  const many = Array.from({ length: 19 }, (_, index) => [
    helpBy(2000 + index, 100 + index),
    helpBy(2000 + index, 200 + index),
  ]).flat();
  const ids = await answered([helpBy(ALICE, 1), ...many]);
  expect(ids).toHaveLength(20);
  expect(ids).toContain(1);
});

it("AS17: what was answered takes no place", async () => {
  const many = Array.from({ length: 20 }, (_, index) => helpBy(2000 + index, 100 + index));
  const all = [helpBy(ALICE, 1), ...many];
  const first = await answered(all);
  expect(first).not.toContain(1);
  expect(await answered(all, first)).toEqual([1]);
});

it("AS17: thirty accounts of no member leave room for a member's commands", async () => {
  const strangers = Array.from({ length: 30 }, (_, index) => helpBy(2000 + index, 100 + index));
  const alices = [1, 2].map((id) => ({ ...helpBy(ALICE, id), member: true as const }));
  const ids = await answered([...alices, ...strangers]);
  expect(ids).toHaveLength(20);
  expect(ids).toEqual(expect.arrayContaining([1, 2]));
});

it("asks for no answers where nobody said anything", async () => {
  await expect(
    answerRecent(depsWith({ github: { listComments: async () => [{ ...helpBy(ALICE, 1), edited: true }] } })),
  ).resolves.toBeUndefined();
});
