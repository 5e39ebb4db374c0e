import { expect, it } from "vitest";
import { applyEntries, emptyLedger } from "../../src/core/ledger/ledger.ts";
import type { LedgerEntry } from "../../src/core/ledger/ledger-entry.ts";
import type { Notifier } from "../../src/core/ports/notifier.ts";
import { announce, announceWaiting } from "../../src/operations/announce.ts";
import { createRecheckSchedule } from "../../src/operations/memory/recheck-schedule.ts";
import { depsWith } from "../support/builders/deps.ts";
import { evidence } from "../support/builders/evidence.ts";
import { at, grantedEntry } from "../support/builders/ledger.ts";
import { createProvider, intendAt } from "../support/builders/provider.ts";
import { unusedGitHub, unusedRepository } from "../support/unused.ts";

/** A channel that fails as often as it is told to, and remembers what it sent. */
function createHub(name = "comments") {
  const comments: string[][] = [];
  const looks: number[] = [];
  let failures = 0;
  const notify: Notifier["notify"] = async (pull, notices, mayBeSent) => {
    if (failures-- > 0) throw new Error("502");
    const known = mayBeSent ? new Set(comments.flat()) : new Set<string>();
    if (mayBeSent) looks.push(pull);
    const untold = notices.map(({ id }) => id).filter((id) => !known.has(id));
    if (untold.length > 0) comments.push(untold);
  };
  return {
    notifiers: [{ name, notify }] as const,
    comments,
    looks,
    fail: (times: number) => {
      failures = times;
    },
  };
}

async function grantOne(): Promise<LedgerEntry[]> {
  const { provider } = createProvider("a");
  const intent = await intendAt(provider, "payments/a", 1000);
  const { principal, entitlement } = intent;
  return [intent, grantedEntry({ principal, entitlement }, at(1), at(1000))];
}

const refusal = {
  path: "access-requests/payments/b.yaml",
  blob: "b",
  pull: 2,
  codes: ["NOT_APPROVED"],
  at: at(1),
};
const refused: LedgerEntry = { kind: "refused", refusal, at: at(1) };

/** One process of the app. */
function createProcess(
  { notifiers }: { readonly notifiers: readonly Notifier[] },
  entries: readonly LedgerEntry[],
) {
  const told = new Map<string, true>();
  const state = applyEntries(emptyLedger, entries);
  return (seconds: number, news: readonly LedgerEntry[] = []) => {
    const deps = depsWith({ notifiers, told, now: () => at(seconds) });
    const round = { entries: news, state, complete: true, unwatched: false };
    return announce(deps, round);
  };
}

it("tells each news once, in as many rounds as there are", async () => {
  const hub = createHub();
  const entries = [...(await grantOne()), refused];
  const round = createProcess(hub, entries);
  await round(2, entries);
  for (const seconds of [62, 122, 3000]) await round(seconds);
  expect(hub.comments.map((each) => each.length)).toEqual([1, 1]);
  expect(hub.looks).toEqual([]);
});

it("tells after a restart what the process before it did not come to tell, and nothing twice", async () => {
  const hub = createHub();
  const entries = [...(await grantOne()), refused];
  hub.fail(1);
  // It is killed after the second comment.
  await expect(createProcess(hub, entries)(2, entries)).rejects.toThrow("1 pull requests could not be told");
  expect(hub.comments).toEqual([[expect.stringContaining("refused")]]);
  const next = createProcess(hub, entries);
  await next(3);
  expect(hub.comments).toHaveLength(1);
  for (const seconds of [62, 122]) await next(seconds);
  expect(hub.comments.flat()).toEqual([
    expect.stringContaining("refused"),
    expect.stringContaining("granted"),
  ]);
  expect(hub.looks.toSorted()).toEqual([1, 2]);
});

it("tells later what GitHub did not take, and keeps no other pull request waiting for it", async () => {
  const hub = createHub();
  const entries = [...(await grantOne()), refused];
  const round = createProcess(hub, entries);
  hub.fail(1);
  await expect(round(2, entries)).rejects.toThrow();
  await round(62);
  await round(122);
  expect(hub.comments).toHaveLength(2);
  expect(hub.looks).toEqual([1]);
});

it("tells no old news", async () => {
  const hub = createHub();
  const entries = [...(await grantOne()), refused];
  await createProcess(hub, entries)(3602);
  expect(hub.comments).toEqual([]);
});

it("says of each merged request that it waits, whatever GitHub refuses for another", async () => {
  const rechecks = createRecheckSchedule();
  for (const path of ["access-requests/p/a.yaml", "access-requests/p/b.yaml"])
    rechecks.noteWaiting({ path }, "GitHub is away.", at(0));
  const told: string[] = [];
  const { pull } = evidence();
  const github = {
    ...unusedGitHub,
    listPullsOf: async (commit: string) => {
      if (commit.endsWith("a.yaml")) throw new Error("502");
      return [2];
    },
    readPull: async () => ({ ...pull, number: 2, merged: { at: at(1), commit: "access-requests/p/b.yaml" } }),
  };
  const repository = {
    ...unusedRepository,
    defaultTip: async () => "t",
    findAddition: async (_: string, path: string) => path,
    pullHead: async () => pull.head.sha,
  };
  const notify: Notifier["notify"] = async (pull, notices) => {
    for (const notice of notices) if (notice.kind === "waiting") told.push(`#${pull}: ${notice.because}`);
  };
  const notifiers = [{ name: "comments", notify }];
  const deps = depsWith({
    ...{ notifiers, github, repository, rechecks },
    ...{ told: new Map<string, true>(), now: () => at(200) },
  });
  const round = { entries: [], state: emptyLedger, complete: true, unwatched: false };
  await expect(announce(deps, round)).rejects.toThrow("1 pull requests could not be told");
  expect(told).toEqual(["#2: GitHub is away."]);
});

it("tells later, and once, of an overlap that GitHub did not take", async () => {
  const { provider } = createProvider("a");
  const long = await intendAt(provider, "payments/a", 1000);
  const { principal, entitlement } = long;
  const granted: LedgerEntry = grantedEntry({ principal, entitlement }, at(1), at(1000));
  const short = await intendAt(provider, "payments/b", 500, 2);
  const told: string[] = [];
  const asks: boolean[] = [];
  const notify: Notifier["notify"] = async (_pull, notices, mayBeSent) => {
    // The grant itself is a notice of its own.
    const overlaps = notices.filter(({ kind }) => kind === "overlap");
    if (overlaps.length === 0) return;
    asks.push(mayBeSent);
    if (asks.length === 1) throw new Error("502");
    told.push(...overlaps.map(({ id }) => id));
  };
  const round = createProcess({ notifiers: [{ name: "comments", notify }] }, [long, granted, short]);
  await expect(round(2, [short])).rejects.toThrow("1 pull requests could not be told");
  for (const seconds of [63, 122]) await round(seconds);
  expect(asks).toEqual([false, true]);
  expect(told).toEqual([expect.stringContaining("began payments/b")]);
});

it("tells on every channel, and retries only on the one that failed", async () => {
  const [first, second] = [createHub("first"), createHub("second")];
  const entries = [...(await grantOne()), refused];
  const round = createProcess({ notifiers: [...first.notifiers, ...second.notifiers] }, entries);
  first.fail(1);
  await expect(round(2, entries)).rejects.toThrow("1 pull requests could not be told");
  expect([first.comments.length, second.comments.length]).toEqual([1, 2]);
  for (const seconds of [62, 122]) await round(seconds);
  expect([first.comments.length, second.comments.length]).toEqual([2, 2]);
  expect([first.looks, second.looks]).toEqual([[1], []]);
});

it("says that a request waits until every channel has said so, once on each", async () => {
  const rechecks = createRecheckSchedule();
  const waiting = { path: "access-requests/p/a.yaml", pull: 3 };
  rechecks.noteWaiting(waiting, "GitHub is away.", at(0));
  const [first, second] = [createHub("first"), createHub("second")];
  const told = new Map<string, true>();
  const notifiers = [...first.notifiers, ...second.notifiers];
  const deps = { notifiers, github: unusedGitHub, repository: unusedRepository, rechecks, told };
  const round = () => announceWaiting({ ...deps, now: () => at(200) });
  first.fail(1);
  await expect(round()).rejects.toThrow("1 pull requests could not be told");
  await round();
  await round();
  expect([first.comments, second.comments]).toEqual([
    [["waiting access-requests/p/a.yaml"]],
    [["waiting access-requests/p/a.yaml"]],
  ]);
  expect(second.looks).toEqual([3]);
});

it("tells once that access ends soon, also where every minute has a process of its own", async () => {
  const { provider } = createProvider("a");
  const intent = await intendAt(provider, "payments/a", 3600);
  const { principal, entitlement } = intent;
  const entries = [intent, grantedEntry({ principal, entitlement }, at(1), at(3600))];
  const hub = createHub();
  for (const minute of [49, 50, 51, 52, 59, 60]) await createProcess(hub, entries)(minute * 60);
  expect(hub.comments.flat()).toEqual([expect.stringContaining("granted"), "ending payments/a"]);
});

it("one process looks once whether it told that access ends soon", async () => {
  const { provider } = createProvider("a");
  const intent = await intendAt(provider, "payments/a", 3600);
  const { principal, entitlement } = intent;
  const hub = createHub();
  const round = createProcess(hub, [intent, grantedEntry({ principal, entitlement }, at(1), at(3600))]);
  for (const minute of [2, 49]) await round(minute * 60);
  const before = hub.looks.length;
  for (const minute of [50, 51, 52, 53]) await round(minute * 60);
  expect(hub.looks.slice(before)).toEqual([1]);
});
