// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   AU2: The audit is edited.

import { describe, expect, it } from "vitest";
import { judgeRecord } from "../../../src/core/verify/judge-line.ts";
import type { LineCommit } from "../../../src/core/verify/line-commit.ts";
import { at } from "../../support/builders/ledger.ts";

const PATH = "access-requests/payments/a.yaml";
const MINUTE = 60;
const commit = (sha: string, seconds: number, more: Partial<LineCommit> = {}): LineCommit => ({
  ...{ sha, at: at(seconds), author: "alice", added: [], removed: [] },
  ...more,
});
const judge = (...commits: LineCommit[]) => {
  const line = new Map(commits.map((each) => [each.sha, each]));
  const { violations, withdrawn } = judgeRecord(line, [], at(180 * MINUTE));
  return [violations.map(({ code }) => code), withdrawn];
};

describe("AU2: a merged request of which the ledger tells nothing", () => {
  const added = commit("a", 0, { added: [PATH] });
  it("is named", () => expect(judge(added)).toEqual([["UNRECORDED"], 0]));

  it("may wait for an hour", () => {
    expect(judge(commit("a", 121 * MINUTE, { added: [PATH] }))).toEqual([[], 0]);
  });

  it("is only counted where a person removed it within the hour", () => {
    expect(judge(commit("b", 59 * MINUTE, { removed: [PATH] }), added)).toEqual([[], 1]);
    expect(judge(commit("b", 61 * MINUTE, { removed: [PATH] }), added)).toEqual([["UNRECORDED"], 0]);
  });

  it("is named where Hallpass removed it, and so knew it", () => {
    expect(judge(commit("b", 59 * MINUTE, { removed: [PATH], ledger: "c".repeat(40) }), added)).toEqual([
      ["UNRECORDED"],
      0,
    ]);
  });

  it("is named where the removal was of an earlier file of that name", () => {
    expect(judge(commit("b", 59 * MINUTE, { added: [PATH] }), commit("c", 0, { removed: [PATH] }))).toEqual([
      ["UNRECORDED"],
      0,
    ]);
  });
});
