import { addSeconds } from "date-fns";
import { beforeEach, describe, expect, it } from "vitest";
import { applyEntries, emptyLedger, type LedgerState } from "../../../src/core/ledger/ledger.ts";
import {
  emptyRechecks,
  parseRechecks,
  type RecheckRecord,
  serializeRechecks,
} from "../../../src/core/ledger/recheck-record.ts";
import type { GitHub } from "../../../src/core/ports/github.ts";
import type { Repository } from "../../../src/core/ports/repository.ts";
import { verifyMerged } from "../../../src/operations/granting/verify.ts";
import { createRecheckSchedule } from "../../../src/operations/memory/recheck-schedule.ts";
import { snapshotOf } from "../../support/snapshot.ts";
import { unusedGitHub, unusedIdentities, unusedRepository } from "../../support/unused.ts";

const START = new Date("2026-11-20T14:00:00.000Z");
const PATH = "access-requests/payments/a.yaml";
const at = (seconds: number): Date => addSeconds(START, seconds);

describe("A refusal stands", () => {
  it.each([
    ["not the first time", [], "k", 0, false],
    ["not a second sooner than a minute later", [["k", 0]], "k", 59, false],
    ["a minute later", [["k", 0]], "k", 60, true],
    ["not for something else", [["k", 0]], "other", 60, false],
    [
      "not when something else was refused in between",
      [
        ["k", 0],
        ["other", 30],
      ],
      "k",
      60,
      false,
    ],
    ["not when the clock was put back", [["k", 0]], "k", -3600, false],
  ] as const)("%s", (_name, before, key, seconds, expected) => {
    const rechecks = createRecheckSchedule();
    for (const [known, when] of before) rechecks.confirm(PATH, known, at(when));
    expect(rechecks.confirm(PATH, key, at(seconds))).toBe(expected);
  });

  it("and says from when on it is worth to look again", () => {
    const rechecks = createRecheckSchedule();
    expect(rechecks.notBefore(PATH, "k", START)).toBeUndefined();
    rechecks.confirm(PATH, "k", START);
    expect(rechecks.notBefore(PATH, "k", at(59))).toEqual(at(60));
    expect(rechecks.notBefore(PATH, "k", at(60))).toBeUndefined();
    expect(rechecks.notBefore(PATH, "other", at(1))).toBeUndefined();
  });
});

it("What is good and not to be granted yet is left alone until then, unless it is something else by then", () => {
  const rechecks = createRecheckSchedule();
  expect(rechecks.defer(PATH, "k", at(600), START)).toEqual(at(600));
  const times = [rechecks.notBefore(PATH, "k", at(599)), rechecks.notBefore(PATH, "k", at(600))];
  expect(times).toEqual([at(600), undefined]);
  rechecks.defer(PATH, "k", at(600), START);
  expect(rechecks.notBefore(PATH, "other", at(1))).toBeUndefined();
});

describe("A restart", () => {
  it("goes on where the process before it stood", () => {
    let kept = "";
    const keep = (record: RecheckRecord): void => {
      kept = serializeRechecks(record);
    };
    const before = createRecheckSchedule(emptyRechecks(), keep);
    before.confirm(PATH, "k", at(0));
    before.defer("later", "k", at(600), at(1));
    before.knownSince("an end", at(2));
    before.noteWaiting({ path: "waiting" }, "It waits.", at(3));
    before.noteWaiting({ path: "told" }, "It waits.", at(4));
    before.noteTold("told");
    const after = createRecheckSchedule(parseRechecks(kept, at(60)), keep);
    expect(after.confirm(PATH, "k", at(60))).toBe(true);
    expect(after.notBefore("later", "k", at(60))).toEqual(at(600));
    expect(after.knownSince("an end", at(60))).toEqual(at(2));
    expect(after.listWaiting(1, at(60)).map(({ path, since }) => [path, since])).toEqual([
      ["waiting", at(3)],
    ]);
  });

  it("forgets what nobody waits for any more", () => {
    let kept = "";
    createRecheckSchedule(emptyRechecks(), (record) => {
      kept = serializeRechecks(record);
    }).confirm(PATH, "k", at(0));
    expect(parseRechecks(kept, at(41 * 24 * 3600))).toEqual(emptyRechecks());
    expect(() => parseRechecks(kept.replace('"version":1', '"version":2'), at(0))).toThrow(/rechecks/u);
  });
});

describe("Nothing waits for a clock that was put back", () => {
  it("neither what was refused, which is refused a minute later all the same", () => {
    const rechecks = createRecheckSchedule();
    rechecks.confirm(PATH, "k", at(3600));
    expect(rechecks.notBefore(PATH, "k", at(0))).toBeUndefined();
    expect(rechecks.confirm(PATH, "k", at(0))).toBe(false);
    expect(rechecks.notBefore(PATH, "k", at(59))).toEqual(at(60));
    expect(rechecks.confirm(PATH, "k", at(60))).toBe(true);
  });

  it("nor what may be granted later: how much later is looked at anew", () => {
    const rechecks = createRecheckSchedule();
    rechecks.defer(PATH, "k", at(3620), at(3600));
    expect(rechecks.notBefore(PATH, "k", at(0))).toBeUndefined();
  });
});

describe("A file nobody can grant", () => {
  let asked: string[];
  let now: Date;
  let addition: string;
  let path: string;

  const repository: Repository = {
    ...unusedRepository,
    defaultTip: async () => "t",
    isAncestor: async () => true,
    listFiles: async (_commit, folder) =>
      folder === "access-requests" ? [{ path, mode: "100644", blob: "b", size: 1 }] : [],
    findFile: async () => undefined,
    treeId: async () => "p",
    findAddition: async () => addition,
  };
  const github: GitHub = {
    ...unusedGitHub,
    listPullsOf: async (commit: string) => {
      asked.push(commit);
      return [];
    },
  };

  beforeEach(() => {
    asked = [];
    now = START;
    addition = "c1";
    path = PATH;
  });

  /** A sweep at each of these seconds, each told by the ledger what the ones before it found. */
  const sweepAt = async (seconds: readonly number[], rechecks = createRecheckSchedule()) => {
    let state: LedgerState = emptyLedger;
    for (const second of seconds) {
      now = at(second);
      const deps = {
        repository,
        github,
        providers: new Map(),
        identities: unusedIdentities,
        log: { info() {}, warn() {}, error() {} },
        now: () => now,
        rechecks,
        pin: { id: 77, defaultBranch: "main", visibility: "private" as const },
        trustedCommit: "t",
        stops: () => [],
      };
      const { entries, unjudged } = await verifyMerged(deps, await snapshotOf(deps, state));
      expect(unjudged).toBe(0);
      state = applyEntries(state, entries);
    }
    return [...state.refusals.values()];
  };

  it("is looked at twice, a minute apart, and never again", async () => {
    const refusals = await sweepAt([0, 1, 59, 60, 61, 120, 86_400]);
    expect(asked).toEqual(["c1", "c1"]);
    expect(refusals).toEqual([{ path: PATH, blob: "b", codes: ["NO_PULL_REQUEST"], at: at(60) }]);
  });

  it("is looked at anew when it was added anew in between", async () => {
    const rechecks = createRecheckSchedule();
    await sweepAt([0], rechecks);
    addition = "c2";
    expect(await sweepAt([60, 119], rechecks)).toEqual([]);
    expect(await sweepAt([120], rechecks)).toHaveLength(1);
    expect(asked).toEqual(["c1", "c2", "c2"]);
  });

  it("is refused when it lies where no request can be, and nobody is asked about it", async () => {
    path = "access-requests/payments/a.yml";
    expect(await sweepAt([0, 60])).toMatchObject([{ path, codes: ["PATH_INVALID"] }]);
    expect(asked).toEqual([]);
  });
});
