import { addSeconds } from "date-fns";
import { beforeEach, describe, expect, it } from "vitest";
import { emptyLedger } from "../../src/core/ledger.ts";
import type { Repository } from "../../src/core/ports/repository.ts";
import { createRefusalMemory, isTimeToVerify } from "../../src/operations/refused.ts";
import { verifyMerged } from "../../src/operations/verify.ts";

const START = new Date("2026-11-20T14:00:00.000Z");
const PATH = "access-requests/payments/a.yaml";
const refusal = { path: PATH, codes: ["NO_PULL_REQUEST"] };
const at = (seconds: number): Date => addSeconds(START, seconds);

describe("It is time to verify a refused request again", () => {
  it.each([
    ["never seen", undefined, "k", 0, true],
    ["a minute later", { readings: 1 }, "k", 60, true],
    ["sooner", { readings: 1 }, "k", 59, false],
    ["a minute after the second time", { readings: 2 }, "k", 60, true],
    ["after the third time, however late", { readings: 3 }, "k", 1e8, false],
    ["under other rules", { readings: 3 }, "other", 0, true],
    ["when the clock was put back", { readings: 1 }, "k", -3600, false],
  ] as const)("%s: %5$s", (_name, known, key, seconds, expected) => {
    const refused = known && { ...known, key: "k", refusal, at: START };
    expect(isTimeToVerify(refused, key, at(seconds))).toBe(expected);
  });
});

describe("A request nobody can grant", () => {
  let asked: string[];
  let now: Date;
  let policies: string;
  let addition: string;
  const file = { path: PATH, mode: "100644", blob: "b", size: 1 };

  const unused = async (): Promise<never> => {
    throw new Error("Nobody asks for this.");
  };
  const repository: Repository = {
    fetch: unused,
    defaultTip: async () => "t",
    pullHead: unused,
    mergeBase: unused,
    isAncestor: unused,
    readCommit: unused,
    listCommits: unused,
    listFiles: async (_commit, folder) => (folder === "access-requests" ? [file] : []),
    findFile: async () => undefined,
    treeId: async () => policies,
    diff: unused,
    readBlob: unused,
    findAddition: async () => addition,
  };
  const deps = {
    repository,
    github: {
      readRepository: unused,
      listOpenPulls: unused,
      readPull: unused,
      listPullsOf: async (commit: string) => {
        asked.push(commit);
        return [];
      },
      listReviews: unused,
      readTeam: unused,
      readCheck: unused,
      writeCheck: unused,
      merge: unused,
      announce: unused,
      announceRefusal: unused,
    },
    providers: new Map(),
    log: { info() {}, warn() {}, error() {} },
    now: () => now,
    pinnedRepositoryId: 77,
  };

  beforeEach(() => {
    asked = [];
    now = START;
    policies = "p1";
    addition = "c1";
  });

  const sweepDaily = async (refused: ReturnType<typeof createRefusalMemory>, days: number) => {
    for (let day = 0; day < days; day++) {
      now = addSeconds(now, 86_400);
      const { refusals, unread } = await verifyMerged({ ...deps, refused }, emptyLedger);
      expect([refusals, unread]).toEqual([[refusal], 0]);
    }
  };

  it("is asked about three times in all, and named every time", async () => {
    await sweepDaily(createRefusalMemory(), 9);
    expect(asked).toEqual(["c1", "c1", "c1"]);
  });

  it("is asked about once in a minute", async () => {
    const refused = createRefusalMemory();
    for (const _sweep of [1, 2, 3]) await verifyMerged({ ...deps, refused }, emptyLedger);
    expect(asked).toEqual(["c1"]);
  });

  it("is asked about again after a restart, under other rules, and when it is added anew", async () => {
    const refused = createRefusalMemory();
    await sweepDaily(refused, 9);
    policies = "p2";
    await sweepDaily(refused, 9);
    addition = "c2";
    await sweepDaily(refused, 9);
    await sweepDaily(createRefusalMemory(), 1);
    expect(asked).toEqual([...Array(6).fill("c1"), ...Array(4).fill("c2")]);
  });
});
