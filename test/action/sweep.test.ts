// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   RV18: Two sweeps open the same revert pull request.
//   RV19: 500 leases end in the same minute.
//   X34: A person takes the branch name of a revert pull request first, opens a pull request from it, or adds
//     a change to it.
//   RO5: A branch name that shadows ours (`hallpass`, `hallpass/ask`, `access-ledger/x`) blocks receipts, the
//     ledger, or what people ask for with the form.

import { describe, expect, it } from "vitest";
import { previewSweep, sweep } from "../../action/sweep.ts";
import type { Lease } from "../../src/core/access/lease.ts";
import type { FileChange } from "../../src/core/files/file-change.ts";
import type { HoldingRecord } from "../../src/core/ledger/holding-record.ts";
import { applyEntries, type LedgerState } from "../../src/core/ledger/ledger.ts";
import type { LedgerEntry } from "../../src/core/ledger/ledger-entry.ts";
import { parseRevertBranch } from "../../src/core/plan/revert.ts";
import type { LedgerView } from "../../src/core/ports/ledger.ts";
import type { Provider } from "../../src/core/ports/provider.ts";
import type { Repository } from "../../src/core/ports/repository.ts";
import type { FoundPull, NewRevert, Removal, RevertPull } from "../../src/core/ports/reverts.ts";
import type { Receipts } from "../../src/operations/close.ts";
import { memoryProvider } from "../../src/providers/memory/provider.ts";
import { describeRevertPull } from "../../src/report/revert.ts";
import { describeSweep } from "../../src/report/sweep.ts";
import {
  at,
  change,
  failedEntry,
  granted,
  lease,
  revoked,
  revokedEntry,
} from "../support/builders/ledger.ts";

const path = (id: string) => `access-requests/${id}.yaml`;
const unread = (what: string) => async () => {
  throw new Error(`${what} is not read here.`);
};

interface World {
  readonly state: LedgerState;
  readonly files: readonly string[];
  readonly open?: readonly RevertPull[];
  readonly removed?: readonly FileChange[];
  /** The pull requests of each branch that a receipt may have. */
  readonly found?: readonly Pick<FoundPull, "isOpen" | "isByBot">[];
  /** Branches that are in the way of others. */
  readonly blocking?: readonly string[];
  /** They are also in the way of names that begin so. */
  readonly isBlockingPrefix?: boolean;
  readonly untrusted?: LedgerView["untrusted"];
  readonly graceMilliseconds?: number;
  readonly receipts?: Receipts;
}

function world({
  state,
  files,
  open = [],
  removed = [],
  found = [],
  blocking = [],
  isBlockingPrefix = false,
  untrusted,
  graceMilliseconds,
  receipts = "each",
}: World) {
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
    find: async (branch: string) =>
      parseRevertBranch(branch) === undefined
        ? []
        : found.map((each) => ({ number: 7, branch, url: "u", ...each })),
    push: async ({ branch }: Removal) =>
      blocking.find((name) => branch === name || branch.startsWith(isBlockingPrefix ? name : `${name}/`)),
    open: async (pull: NewRevert) => {
      opened.push(pull);
      return { number: 90 + opened.length, branch: pull.branch, url: "u" };
    },
  };
  const depsAt = (now: Date, provider: Provider) => ({
    closing: { repository, reverts, defaultBranch: "main", receipts },
    providers: new Map([[provider.name, provider]]),
    ledger: { tip: "l", state, ...(untrusted && { untrusted }) },
    ...(graceMilliseconds !== undefined && { graceMilliseconds }),
    now: () => now,
  });
  const run = (now: Date, provider = memoryProvider({ name: "orders-db" })) => sweep(depsAt(now, provider));
  const preview = (now: Date, provider: Provider) => previewSweep(depsAt(now, provider));
  return { opened, run, preview };
}

const a = lease();
const DAY = 86_400;
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

  it("opens by default no revert PR on the day of the end, and says how many wait", async () => {
    const { opened, run } = world({
      state: ended(a),
      files: [path(a.request)],
      receipts: "daily",
    });
    const answer = await run(at(70));
    expect(opened).toEqual([]);
    expect(answer).toMatchObject({ later: 1, problems: [] });
    expect(describeSweep(answer, at(70), String)).toContain(
      "1 ended request gets its revert PR after midnight UTC",
    );
  });

  it("opens one revert PR per team for what ended on earlier days, with each late end on the day after it", async () => {
    const b = lease({ request: "payments/b", principal: "bob" });
    const late = lease({ request: "payments/late", principal: "eve" });
    const state = revoked(revoked(revoked(granted(a, b, late), a, at(62)), b, at(7200)), late, at(DAY + 10));
    const files = [a, b, late].map(({ request }) => path(request));
    const first = world({ state, files, receipts: "daily" });
    await first.run(at(DAY + 100));
    await first.run(at(DAY + 200));
    expect(idsOf(first.opened)[0]).toEqual(["payments/a", "payments/b"]);
    const branches = new Set(first.opened.map(({ branch }) => branch));
    expect(branches.size).toBe(1);
    const next = world({ state, files: [path(late.request)], receipts: "daily" });
    await next.run(at(2 * DAY));
    expect(idsOf(next.opened)).toEqual([["payments/late"]]);
  });

  it("says how the access was used where the provider has a log, and that it cannot tell where not", async () => {
    const { opened, run } = world({ state: ended(a), files: [path(a.request)] });
    const silent = memoryProvider({ name: "orders-db" });
    await run(at(70), silent);
    await run(at(70), { ...silent, activity: async () => [{ at: at(5), action: "SELECT" }] });
    await run(at(70), { ...silent, activity: () => Promise.reject(new Error("away")) });
    const uses = opened.map(({ about }) => (about.kind === "ended" ? [...about.uses.values()] : []));
    expect(uses).toEqual([
      [{ kind: "no log" }],
      [{ kind: "read", activity: [{ at: at(5), action: "SELECT" }] }],
      [{ kind: "unread" }],
    ]);
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

  it("RO5: opens a receipt under another name where a branch is in the way of the first", async () => {
    const { opened, run } = world({ state: ended(a), files: [path(a.request)], blocking: ["hallpass"] });
    const { problems } = await run(at(70));
    expect(problems).toEqual([]);
    expect(opened.map(({ branch }) => branch)).toEqual([
      expect.stringMatching(/^hallpass-revert-payments-[0-9a-f]{16}$/u),
    ]);
  });

  it("RO5: opens a receipt under a name that nobody can guess where branches are in the way of both", async () => {
    const one = world({ state: ended(a), files: [path(a.request)], blocking: ["hallpass"] });
    await one.run(at(70));
    const flat = one.opened[0]?.branch ?? "";
    const scene = { state: ended(a), files: [path(a.request)], blocking: ["hallpass", flat] };
    const [first, second] = [world(scene), world(scene)];
    const { problems } = await first.run(at(70));
    await second.run(at(70));
    expect(problems).toEqual([]);
    const names = [...first.opened, ...second.opened].map(({ branch }) => branch);
    expect(new Set([flat, ...names]).size).toBe(3);
    expect(names.map(parseRevertBranch)).toEqual([{ team: "payments" }, { team: "payments" }]);
  });

  it("RO5: names the branches where none can be made, and ends what has ended all the same", async () => {
    const { opened, run } = world({
      state: ended(a),
      files: [path(a.request)],
      blocking: ["hallpass/", "hallpass-"],
      isBlockingPrefix: true,
    });
    const { problems } = await run(at(70));
    expect(opened).toEqual([]);
    expect(problems.join()).toContain('"hallpass/" and "hallpass-" stand in its way. Delete those branches');
  });

  it.each([
    { name: "is open", found: [{ isOpen: true, isByBot: false }] },
    { name: "was closed", found: [{ isOpen: false, isByBot: false }] },
    {
      name: "was opened after the app's own, which has other content now",
      found: [
        { isOpen: true, isByBot: false },
        { isOpen: true, isByBot: true },
      ],
    },
  ])("X34: opens a receipt where a pull request of a person from its branch $name", async ({ found }) => {
    const { opened, run } = world({ state: ended(a), files: [path(a.request)], found });
    expect((await run(at(70))).problems).toEqual([]);
    expect(idsOf(opened)).toEqual([["payments/a"]]);
  });

  it("X34: opens a receipt under another name where somebody has pushed to the app's own", async () => {
    const one = world({ state: ended(a), files: [path(a.request)] });
    await one.run(at(70));
    const [first] = one.opened;
    const { opened, run } = world({
      state: ended(a),
      files: [path(a.request)],
      found: [{ isOpen: true, isByBot: true }],
      blocking: [first?.branch ?? "", first?.branch.replaceAll("/", "-") ?? ""],
    });
    await run(at(70));
    expect(opened.map(({ branch }) => parseRevertBranch(branch))).toEqual([{ team: "payments" }]);
  });

  it("RV18: opens no second receipt where one of the same content was opened since it looked", async () => {
    const { opened, run } = world({
      state: ended(a),
      files: [path(a.request)],
      found: [{ isOpen: true, isByBot: true }],
    });
    await run(at(70));
    expect(opened).toEqual([]);
  });

  it.each([
    ["live access", change({ path: "access-requests/payments/live.yaml" })],
    ["a request that nothing is known of", change({ path: "access-requests/payments/unknown.yaml" })],
    ["a rule", change({ path: "policies/orders.yaml" })],
  ])("X34: is not held up by an open receipt to which somebody added the removal of %s", async (_, added) => {
    const live = lease({ request: "payments/live", principal: "bob", endsAt: at(600) });
    const branch = "hallpass/revert/payments/0123456789abcdef";
    const { opened, run } = world({
      state: revoked(granted(a, live), a, at(62)),
      files: [path(a.request)],
      open: [{ number: 5, branch, url: "u" }],
      removed: [change(), added],
    });
    await run(at(70));
    expect(idsOf(opened)).toEqual([["payments/a"]]);
  });

  it("does not open again what a team has closed", async () => {
    const { opened, run } = world({
      state: ended(a),
      files: [path(a.request)],
      found: [{ isOpen: false, isByBot: true }],
    });
    await run(at(70));
    expect(opened).toEqual([]);
  });

  it("opens no revert PR for what it could not take back, and says so", async () => {
    const { opened, run } = world({ state: granted(a), files: [path(a.request)] });
    const answer = await run(at(70), memoryProvider({ name: "another" }));
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

  it("says so in a dry run too", async () => {
    const untrusted = { tip: "bad", reason: "bad is not signed" };
    const { preview } = world({ state: granted(a), files: [], untrusted });
    const { problems } = await preview(at(70), memoryProvider({ name: "orders-db" }));
    expect(problems).toEqual([expect.stringContaining("tip bad is not trusted: bad is not signed")]);
  });

  it("never grants, and leaves alone what is live", async () => {
    const { opened, run } = world({ state: granted(a), files: [path(a.request)] });
    expect((await run(at(30))).changes).toEqual([]);
    expect(opened).toEqual([]);
  });
});

/** A ledger and a provider that know the same lease, which is held. */
async function holdAt(name = "orders-db") {
  const provider = memoryProvider({ name });
  const { principal, entitlement, endsAt } = a;
  const ids = await provider.identify(principal, entitlement);
  const holding = { principal, entitlement, ids, until: endsAt };
  await provider.hold(holding);
  const holdings = [...granted(a).holdings].map(([key, record]) => [key, { ...record, ids }] as const);
  return { provider, holding, state: { ...granted(a), holdings: new Map(holdings) } };
}

describe("Something held past its end", () => {
  const { principal, entitlement } = a;
  const failed: LedgerEntry = failedEntry({ principal, entitlement }, at(61));
  const none = "no failed attempt to take it back is on the ledger";

  interface Row {
    readonly seconds: number;
    readonly limit?: number;
    readonly entries?: readonly LedgerEntry[];
    readonly isGone?: boolean;
    readonly provider?: string;
    readonly isProblem: boolean;
  }
  it.each<[string, Row]>([
    ["for longer than 5 minutes", { seconds: 361, isProblem: true }],
    ["for exactly 5 minutes", { seconds: 360, isProblem: false }],
    ["for longer than a limit of one minute", { seconds: 121, limit: 60_000, isProblem: true }],
    ["for longer than 5 minutes, of a limit of 10", { seconds: 361, limit: 600_000, isProblem: false }],
    ["where somebody tried and failed", { seconds: 9000, entries: [failed], isProblem: false }],
    ["by the ledger, and gone at the provider", { seconds: 9000, isGone: true, isProblem: false }],
    ["in a provider the Action does not know", { seconds: 361, provider: "another", isProblem: true }],
  ])("%s is a problem or not", async (_name, { seconds, limit, entries = [], isGone, ...row }) => {
    const { provider, holding, state } = await holdAt(row.provider);
    if (isGone) await provider.revoke(holding);
    const { run } = world({
      state: applyEntries(state, entries),
      files: [],
      ...(limit !== undefined && { graceMilliseconds: limit }),
    });
    const answer = await run(at(seconds), provider);
    expect(answer.problems.some((each) => each.includes(none))).toBe(row.isProblem);
    expect(answer.outcomes).toMatchObject([
      row.provider === undefined ? { status: "done", receipt: { changed: !isGone } } : { status: "failed" },
    ]);
    expect(await provider.listGrants([entitlement])).toHaveLength(row.provider === undefined ? 0 : 1);
  });

  it("has no revert PR while what is there again after its end cannot be taken back", async () => {
    const { provider, state } = await holdAt();
    const away = async (): Promise<never> => {
      throw new Error("away");
    };
    const { opened, run } = world({ state: revoked(state, a, at(62)), files: [path(a.request)] });
    const { outcomes } = await run(at(70), { ...provider, revoke: away });
    expect([opened, outcomes?.map(({ status }) => status)]).toEqual([[], ["failed"]]);
    await run(at(71), provider);
    expect(idsOf(opened)).toEqual([["payments/a"]]);
  });

  it("by right of somebody else is nobody's to take back", async () => {
    const { provider, state } = await holdAt();
    const holdings = [...state.holdings].map(([key, record]): [string, HoldingRecord] => [
      key,
      { ...record, container: "shared", heldBefore: true },
    ]);
    const { run } = world({ state: { ...state, holdings: new Map(holdings) }, files: [] });
    const answer = await run(at(9000), provider);
    expect(answer).toMatchObject({ problems: [], changes: [{ write: false }] });
    expect(await provider.listGrants([entitlement])).toHaveLength(1);
  });

  it("is named with its end, for how long it was held since, and the limit", async () => {
    const { provider, state } = await holdAt();
    const answer = await world({ state, files: [] }).run(at(480), provider);
    expect(answer.problems).toEqual([
      "alice, readonly on orders-db/orders, was held past its end at 2026-11-20 14:01:00Z, for 7 min when this run began, and " +
        `${none} (limit 5 minutes): no process was trying. See whether the app runs and reaches the provider and GitHub; hallpass status shows what the ledger says.`,
    ]);
  });

  it("is shown by a dry run, and no problem of it", async () => {
    const { provider, state } = await holdAt();
    const answer = await world({ state, files: [] }).preview(at(9000), provider);
    expect(answer).toMatchObject({ problems: [], overdue: [{ principal: "alice", endedAt: at(60) }] });
    expect(await provider.listGrants([entitlement])).toHaveLength(1);
  });
});

describe("The job summary", () => {
  const { principal, entitlement } = a;
  const show = async (entries: readonly LedgerEntry[], seconds = 160) => {
    const { provider, state } = await holdAt();
    const answer = await world({ state: applyEntries(state, entries), files: [] }).run(at(seconds), provider);
    return describeSweep(answer, at(seconds), String).split("\n");
  };

  it("says which attempts had failed before", async () => {
    const lines = await show([failedEntry({ principal, entitlement }, at(61))]);
    expect(lines).toContain(
      "| `alice` | `readonly on orders-db/orders` | 2026-11-20 14:01:00Z | 100 s | since 2026-11-20 14:01:01Z, last UNREACHABLE at 2026-11-20 14:01:01Z | revoked |",
    );
    expect(await show([])).toContainEqual(expect.stringContaining("| none on the ledger | revoked |"));
  });

  it("says what was overdue when the run began, and for how long", async () => {
    expect(await show([])).toContain(
      "1 was overdue on the ledger when this run began, the longest for 100 s.",
    );
    expect(await show([], 30)).toContain("Nothing was overdue on the ledger when this run began.");
  });

  const revokedAt = (seconds: number): LedgerEntry =>
    revokedEntry({ principal, entitlement }, at(seconds), a.endsAt);

  it("has the lag of the last 30 days by provider", async () => {
    const lines = await show([revokedAt(62)]);
    expect(lines).toContain(
      "Revocations on the ledger from 2026-10-21 14:02:40Z to 2026-11-20 14:02:40Z, actual end minus planned end; percentiles by nearest rank:",
    );
    expect(lines).toContain("| `orders-db` | 1 | 2 s | 2 s | 2 s | 0 | 0 | 0 |");
    expect(lines).toContain("| in all | 1 | 2 s | 2 s | 2 s | 0 | 0 | 0 |");
  });

  it("leaves out what was taken back earlier", async () => {
    const lines = await show([revokedAt(62)], 63 + 30 * 86_400);
    expect(lines).toContain(
      "The ledger has no revocation from 2026-11-20 14:01:03Z to 2026-12-20 14:01:03Z.",
    );
  });
});

describe("A revert PR's text", () => {
  const hostile = lease({ reason: "@acme/all ![x](https://evil.example/a.png)\n# head | cell" });
  const { title, body } = describeRevertPull(
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
