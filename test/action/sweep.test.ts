import { describe, expect, it } from "vitest";
import { sweep } from "../../action/sweep.ts";
import type { Lease } from "../../src/core/lease.ts";
import type { LedgerState } from "../../src/core/ledger.ts";
import type { LedgerView } from "../../src/core/ports/ledger.ts";
import type { FileChange, Repository } from "../../src/core/ports/repository.ts";
import type { NewRevert, RevertPull } from "../../src/core/ports/reverts.ts";
import { type MemoryOptions, memoryProvider } from "../../src/providers/memory.ts";
import { describeReceipt } from "../../src/report/receipt.ts";
import { at, change, granted, lease, revoked } from "../core/receipt-fixture.ts";

const path = (id: string) => `access-requests/${id}.yaml`;
const unread = (what: string) => async () => {
  throw new Error(`${what} is not read here.`);
};

interface World {
  readonly state: LedgerState;
  readonly files: readonly string[];
  readonly open?: readonly RevertPull[];
  readonly removed?: readonly FileChange[];
  readonly closed?: boolean;
  readonly untrusted?: LedgerView["untrusted"];
}

function world({ state, files, open = [], removed = [], closed = false, untrusted }: World) {
  const opened: NewRevert[] = [];
  const repository: Repository = {
    fetch: async () => {},
    defaultTip: async () => "tip",
    pullHead: async () => "head",
    mergeBase: async () => "base",
    isAncestor: unread("ancestry"),
    readCommit: unread("a commit"),
    listCommits: unread("history"),
    listChanging: unread("changes"),
    listFiles: async () => files.map((each) => ({ path: each, mode: "100644", blob: "b", size: 1 })),
    findFile: unread("a file"),
    treeId: unread("a tree"),
    diff: async () => [...removed],
    previewMerge: unread("a merge"),
    findRemoval: unread("a removal"),
    readBlob: unread("a blob"),
    findAddition: unread("an addition"),
  };
  const reverts = {
    listOpen: async () => [...open],
    find: async (branch: string) => (closed ? { number: 7, branch, url: "u" } : undefined),
    push: async () => {},
    open: async (pull: NewRevert) => {
      opened.push(pull);
      return { number: 90 + opened.length, branch: pull.branch, url: "u" };
    },
  };
  const run = (now: Date, options: Partial<MemoryOptions> = {}, name = "orders-db") =>
    sweep({
      repository,
      reverts,
      defaultBranch: "main",
      providers: new Map([[name, memoryProvider({ name, ...options })]]),
      ledger: { tip: "l", state, ...(untrusted && { untrusted }) },
      now: () => now,
    });
  return { opened, run };
}

const a = lease();
const ended = (...leases: Lease[]) =>
  leases.reduce((state, each) => revoked(state, each, at(62)), granted(...leases));
const idsOf = (pulls: readonly NewRevert[]) =>
  pulls.map(({ about }) => (about.kind === "ended" ? about.requests.map(({ id }) => id) : []));

describe("A sweep of the Action", () => {
  it("RV19: opens one revert PR per team", async () => {
    const b = lease({ request: "payments/b" });
    const c = lease({ request: "data/c" });
    const { opened, run } = world({ state: ended(a, b, c), files: [a, b, c].map((l) => path(l.request)) });
    await run(at(70));
    expect(idsOf(opened)).toEqual([["data/c"], ["payments/a", "payments/b"]]);
  });

  it("leaves alone what an open revert PR removes already", async () => {
    const b = lease({ request: "payments/b" });
    const branch = "hallpass/revert/payments/0123456789abcdef";
    const { opened, run } = world({
      state: ended(a, b),
      files: [path(a.request), path(b.request)],
      open: [{ number: 5, branch, url: "u" }],
      removed: [change()],
    });
    await run(at(70));
    expect(idsOf(opened)).toEqual([["payments/b"]]);
  });

  it("is not held up by a pull request that does more than remove", async () => {
    const branch = "hallpass/revert/payments/0123456789abcdef";
    const { opened, run } = world({
      state: ended(a),
      files: [path(a.request)],
      open: [{ number: 5, branch, url: "u" }],
      removed: [change(), change({ path: "policies/orders.yaml", status: "modified" })],
    });
    await run(at(70));
    expect(idsOf(opened)).toEqual([["payments/a"]]);
  });

  it("does not open again what a team has closed", async () => {
    const { opened, run } = world({ state: ended(a), files: [path(a.request)], closed: true });
    await run(at(70));
    expect(opened).toEqual([]);
  });

  it("opens no revert PR for what it could not take back, and says so", async () => {
    const { opened, run } = world({ state: granted(a), files: [path(a.request)] });
    const answer = await run(at(70), {}, "another");
    expect(opened).toEqual([]);
    expect(answer.outcomes?.map(({ status }) => status)).toEqual(["failed"]);
    expect(answer.problems.join()).toContain("orders-db");
  });

  it("goes by the last verified commit when the ledger's tip is untrusted, and says so", async () => {
    const untrusted = { tip: "bad", reason: "bad is not signed" };
    const { run } = world({ state: granted(a), files: [path(a.request)], untrusted });
    const answer = await run(at(70));
    expect(answer.changes.map(({ holding }) => holding.principal)).toEqual([a.principal]);
    expect(answer.problems).toEqual([expect.stringContaining("tip bad is not trusted: bad is not signed")]);
  });

  it("never grants, and leaves alone what is live", async () => {
    const { opened, run } = world({ state: granted(a), files: [path(a.request)] });
    expect((await run(at(30))).changes).toEqual([]);
    expect(opened).toEqual([]);
  });
});

describe("A revert PR's text", () => {
  const hostile = lease({ reason: "@acme/all ![x](https://evil.example/a.png)\n# head | cell" });
  const { title, body } = describeReceipt(
    "payments",
    [
      {
        id: "payments/a",
        path: "p",
        team: "payments",
        leases: [{ ...hostile, ended: { at: at(65), because: "expiry" } }],
      },
    ],
    at(70),
  );

  it("says who, what, when, how late and on whose approval", () => {
    expect(title).toBe("Remove 1 ended request of payments");
    for (const part of [
      "alice",
      "readonly on orders-db/orders",
      "14:01:00Z",
      "14:01:05Z",
      "5 s",
      "carol",
      "#12",
    ])
      expect(body).toContain(part);
  });

  it("mentions nobody and loads nothing", () => {
    const outsideCode = body.replace(/`[^`\n]*`/gu, "");
    expect(outsideCode).not.toMatch(/@\w|!\[|https:\/\/|^# /mu);
  });
});
