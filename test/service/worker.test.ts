// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   RV4: GitHub is down at the end.
//   RV8: A revocation fails again and again.
//   RV9: The provider says done, and still lists it.
//   GX9: A provider says that it is asked too often.
//   X41: One provider hangs for ever.
//   RO6: An approver ends the access by a command in the gap between merge and grant.
//   RO7: The disk is full or read-only, file descriptors are few, or the clock steps by an hour.

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Log } from "../../src/core/ports/log.ts";
import type { Notifier } from "../../src/core/ports/notifier.ts";
import type { Provider } from "../../src/core/ports/provider.ts";
import { guardNotifier } from "../../src/notify/guard.ts";
import type { Deps } from "../../src/operations/round/deps.ts";
import { ProviderError } from "../../src/providers/adapter/error.ts";
import { createWorker } from "../../src/service/worker.ts";
import { createWorld, withBackoff } from "../operations/world.ts";
import { depsWith } from "../support/builders/deps.ts";
import { START } from "../support/builders/ledger.ts";
import { createListener } from "../support/builders/log.ts";
import { createProvider, intendAt } from "../support/builders/provider.ts";

const monitor = { start: async () => undefined, attestSoon: vi.fn(), stop: async () => undefined };
const away = (name: string) => new ProviderError(name, "UNREACHABLE");

/** A channel that remembers the requests it was told to wait. */
function createChannel() {
  const told: string[] = [];
  const notify: Notifier["notify"] = async (pull, notices) => {
    for (const notice of notices) if (notice.kind === "waiting") told.push(`#${pull}: ${notice.because}`);
  };
  return { told, channel: { name: "chat", notify } };
}

let workers: ReturnType<typeof createWorker>[];

beforeEach(() => {
  workers = [];
  vi.useFakeTimers({ now: START });
});
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.stop()));
  vi.useRealTimers();
});

const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000);
/** What a clock does that is set. Timers go on as they were. */
const stepClock = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000);
const elapsed = (): number => (Date.now() - START.getTime()) / 1000;

/** The app, started while GitHub cannot be reached; each provider holds what alice has there until so many seconds. */
async function startWorker(
  ends: readonly (readonly [Provider, number])[],
  answers: Partial<Deps["github"]> = {},
  clone: Partial<Deps["repository"]> = {},
  notifiers: readonly Notifier[] = [],
) {
  const entries = await Promise.all(
    ends.map(([provider, end]) => intendAt(provider, `payments/${provider.name}`, end)),
  );
  const world = createWorld(
    ends.map(([provider]) => provider),
    entries,
  );
  const fetched: number[] = [];
  const lost = async (): Promise<never> => {
    throw new Error("GitHub cannot be reached");
  };
  const fetch = async (): Promise<never> => {
    fetched.push(elapsed());
    return lost();
  };
  const alerts: object[] = [];
  const error: Log["error"] = (fields) => {
    if (typeof fields === "object" && "alert" in fields) alerts.push(fields);
  };
  const log = { info() {}, warn() {}, error };
  const deps = depsWith({
    ...withBackoff({ ...world.deps, now: () => new Date() }, log),
    repository: { fetch, defaultTip: lost, ...clone },
    github: { listOpenPulls: lost, ...answers },
    notifiers,
  });
  const worker = createWorker(deps, monitor, { random: () => 1 });
  workers.push(worker);
  void worker.start();
  await pass(0);
  const revoked = () =>
    world.journal.flatMap((entry) =>
      entry.kind === "revoked"
        ? [[entry.entitlement.provider, (entry.at.getTime() - START.getTime()) / 1000]]
        : [],
    );
  return { ...world, ledger: deps.ledger, worker, fetched, revoked, alerts };
}

it("RV8: what was said to end access is looked for again soon when GitHub could not be asked", async () => {
  const { provider } = createProvider("a");
  const asked: number[] = [];
  const carol = { id: 1003, login: "carol", type: "User" } as const;
  const { revoked } = await startWorker([[provider, 1000]], {
    listComments: async () => {
      asked.push(elapsed());
      if (asked.length < 3) throw new Error("502");
      return [{ number: 1, author: carol, body: "/hallpass end", at: START, edited: false }];
    },
    isActive: async () => true,
  });
  await pass(10);
  expect([asked, revoked()]).toEqual([[0, 1, 3], [["a", 3]]]);
});

describe("while GitHub cannot be reached", () => {
  it("RV4: what ends is ended on time", async () => {
    const { provider } = createProvider("a");
    const { revoked } = await startWorker([[provider, 100]]);
    await pass(99);
    expect(revoked()).toEqual([]);
    await pass(1);
    expect(revoked()).toEqual([["a", 100]]);
  });

  it("RV4: what was written down for a grant ends on time, though GitHub went away in the middle of the round", async () => {
    const [a, b] = [createProvider("a"), createProvider("b")];
    const { worker, learn, revoked } = await startWorker([
      [a.provider, 1000],
      [b.provider, 1000],
    ]);
    await pass(2);
    learn([await intendAt(a.provider, "payments/short", 10, 0, "bob")]);
    worker.reconcileSoon();
    await pass(8);
    expect(revoked()).toEqual([["a", 10]]);
  });

  it("RO7: what is over by a clock that was corrected is ended by that clock", async () => {
    const { provider } = createProvider("a");
    const { worker, revoked } = await startWorker([[provider, 3624]]);
    await pass(16);
    stepClock(3600);
    worker.turnSoon();
    await pass(7);
    expect(revoked()).toEqual([]);
    await pass(1);
    expect(revoked()).toEqual([["a", 3624]]);
  });

  it("is an alert after two minutes, and said on the merged pull requests that GitHub still names", async () => {
    const { provider } = createProvider("a");
    const { told, channel } = createChannel();
    const answers = {
      listMergedSince: async () => [7],
      listAddedPaths: async () => ["access-requests/payments/b.yaml", "access-requests/payments/a.yaml"],
    };
    const { alerts } = await startWorker([[provider, 3600]], answers, {}, [channel]);
    await pass(119);
    expect([alerts, told]).toEqual([[], []]);
    await pass(61);
    expect(alerts[0]).toMatchObject({ step: "reconcile", because: "GitHub cannot be reached" });
    // The ledger knows the other one.
    expect(told).toEqual(["#7: GitHub cannot be reached"]);
  });

  it("RV4: a channel that hangs or fails delays no end, and no other channel", async () => {
    const { provider } = createProvider("a");
    const { told, channel } = createChannel();
    const hanging = { name: "hanging", notify: () => new Promise<never>(() => {}) };
    const failing = { name: "failing", notify: () => Promise.reject(new Error("503")) };
    const guarded = [hanging, failing].map((each) =>
      guardNotifier(each, () => new Date(), createListener().log),
    );
    const answers = {
      listMergedSince: async () => [7, 8],
      listAddedPaths: async (pull: number) => [`access-requests/payments/${pull}.yaml`],
    };
    const { revoked } = await startWorker([[provider, 150]], answers, {}, [...guarded, channel]);
    await pass(150);
    expect(revoked()).toEqual([["a", 150]]);
    await pass(31);
    expect(told).toEqual(["#7: GitHub cannot be reached", "#8: GitHub cannot be reached"]);
  });

  it("RV4: what cannot be read here at its end is read again within seconds, and ended", async () => {
    const { provider } = createProvider("a");
    const { ledger, revoked } = await startWorker([[provider, 100]]);
    const { read } = ledger;
    vi.spyOn(ledger, "read").mockImplementation(async () => {
      if (elapsed() >= 100 && elapsed() < 100.5) throw new Error("EIO");
      return read();
    });
    await pass(105);
    expect(revoked()).toEqual([["a", 102]]);
  });

  it("RV9: what lands after its end is ended by the next sweep", async () => {
    const { provider } = createProvider("a");
    const { deps, revoked } = await startWorker([[provider, 100]]);
    await pass(110);
    const entitlement = { provider: "a", resource: "orders", role: "readonly" };
    const ids = await provider.identify("alice", entitlement);
    await deps.providers.get("a")?.hold({ principal: "alice", entitlement, ids, until: new Date() });
    await pass(60);
    expect(await provider.listGrants([entitlement])).toEqual([]);
    expect(revoked().length).toBe(2);
  });

  it("GX9: GitHub is asked less and less often, however often a provider fails, and the other way round", async () => {
    const { provider, calls, breakWith } = createProvider("a");
    breakWith(new ProviderError("a", "REFUSED"));
    const { fetched } = await startWorker([[provider, 58]]);
    await pass(57);
    expect(fetched).toEqual([0, 1, 3, 7, 15, 31, 53]);
    await pass(1);
    expect(calls).toHaveLength(1);
    await pass(1);
    expect(calls).toHaveLength(2);
    await pass(2);
    expect(calls).toHaveLength(3);
  });
});

describe("a provider that is away", () => {
  it("X41, GX9, RV8: delays nobody else, is tried ever less often, and is ended a minute after it is back at the latest", async () => {
    const [a, b] = [createProvider("a"), createProvider("b")];
    a.breakWith(away("a"));
    const { revoked } = await startWorker([
      [a.provider, 10],
      [b.provider, 40],
    ]);
    await pass(40);
    expect(revoked()).toEqual([["b", 40]]);
    expect(a.calls).toHaveLength(5);
    await pass(600 - 40);
    expect(a.calls.length).toBeLessThan(20);
    const tried = a.calls.length;
    a.breakWith(undefined);
    await pass(60);
    expect([a.calls.length, revoked().map(([name]) => name)]).toEqual([tried + 1, ["b", "a"]]);
  });

  it("X41: that hangs delays nobody else, and what ends there meanwhile is tried as well", async () => {
    const [a, b] = [createProvider("a"), createProvider("b")];
    const release = a.hang();
    const { learn, revoked, worker } = await startWorker([
      [a.provider, 10],
      [b.provider, 40],
    ]);
    await pass(20);
    learn([await intendAt(a.provider, "payments/bob", 30, 0, "bob")]);
    await pass(40);
    expect(revoked()).toEqual([["b", 40]]);
    release();
    await pass(0);
    expect(revoked().slice(1)).toEqual([
      ["a", 60],
      ["a", 60],
    ]);
    await worker.stop();
  });
});

describe("a clock that is set", () => {
  it("forward ends what has ended by then within a minute", async () => {
    const { provider } = createProvider("a");
    const { revoked } = await startWorker([[provider, 1800]]);
    await pass(30);
    stepClock(3600);
    await pass(60);
    expect(revoked().map(([name]) => name)).toEqual(["a"]);
    expect(revoked()[0]?.[1]).toBeLessThanOrEqual(30 + 3600 + 60);
  });

  it("back ends nothing before its time, and everything at its time", async () => {
    const { provider } = createProvider("a");
    const { revoked } = await startWorker([[provider, 1800]]);
    await pass(1790);
    stepClock(-600);
    await pass(609);
    expect([elapsed(), revoked()]).toEqual([1799, []]);
    await pass(1);
    expect(revoked()).toEqual([["a", 1800]]);
  });

  it("back keeps nothing from being tried again within a minute", async () => {
    const { provider, calls, breakWith } = createProvider("a");
    breakWith(away("a"));
    const { revoked } = await startWorker([[provider, 10]]);
    await pass(7200);
    stepClock(-3600);
    const tried = calls.length;
    breakWith(undefined);
    await pass(60);
    expect([calls.length, revoked().length]).toEqual([tried + 1, 1]);
  });
});

it("starts nothing more once stopped", async () => {
  const { provider, calls, breakWith } = createProvider("a");
  breakWith(away("a"));
  const { worker, fetched } = await startWorker([[provider, 10]]);
  await pass(15);
  await worker.stop();
  const before = [calls.length, fetched.length];
  await pass(3600);
  expect([[calls.length, fetched.length], vi.getTimerCount()]).toEqual([before, 0]);
});

it("a watch asks for each person once an hour, and again when somebody may have left", async () => {
  const { provider } = createProvider("a");
  const asked: number[] = [];
  const { worker, revoked } = await startWorker([[provider, 10_000]], {
    listComments: async () => [],
    isActive: async () => {
      asked.push(elapsed());
      return elapsed() < 7200;
    },
  });
  // Every five minutes, and on events about issues and comments.
  await pass(1000);
  worker.watchSoon();
  await pass(2590);
  expect(asked).toEqual([0]);
  await pass(310);
  expect(asked).toEqual([0, 3600]);
  monitor.attestSoon.mockClear();
  worker.lookAroundSoon();
  await pass(1);
  expect([asked, monitor.attestSoon.mock.calls.length]).toEqual([[0, 3600, 3900], 1]);
  // Left without an event that arrived.
  await pass(3700);
  expect([asked.at(-1), revoked()]).toEqual([7500, [["a", 7500]]]);
});

describe("a round that goes through", () => {
  const request = { path: "access-requests/payments/a.yaml", mode: "100644", blob: "c".repeat(40), size: 1 };
  /** A default branch with a request and no rules, where nothing was adopted. */
  const clone: Partial<Deps["repository"]> = {
    fetch: async () => undefined,
    defaultTip: async () => "e".repeat(40),
    listFiles: async (_commit, folder) => (folder === "policies" ? [] : [request]),
    findFile: async () => undefined,
    treeId: async () => undefined,
    isAncestor: async () => false,
  };

  it("RO6: has what it granted watched for at once where GitHub could not be asked", async () => {
    const { provider, calls } = createProvider("a");
    const asked: number[] = [];
    await startWorker(
      [[provider, 1000]],
      {
        listComments: async () => {
          asked.push(calls.length);
          // The look after the grant alone.
          if (asked.length === 2) throw new Error("502");
          return [];
        },
        isActive: async () => true,
      },
      clone,
    );
    await pass(10);
    expect(asked).toEqual([0, 1, 1]);
  });

  it("has everything looked at again once something has ended early: it may have been in the way", async () => {
    const { provider, calls } = createProvider("a");
    const listed: number[] = [];
    const carol = { id: 1003, login: "carol", type: "User" } as const;
    let said = false;
    const { worker } = await startWorker(
      [[provider, 1000]],
      {
        listOpenPulls: async () => {
          listed.push(elapsed());
          return [];
        },
        listComments: async () =>
          said ? [{ number: 1, author: carol, body: "/hallpass end", at: START, edited: false }] : [],
        isActive: async () => true,
      },
      clone,
    );
    await pass(70);
    expect(listed).toEqual([0]);
    said = true;
    worker.watchSoon();
    await pass(1);
    expect([calls.at(-1), listed]).toEqual(["revoke", [0, 70]]);
  });
});

describe("what was merged", () => {
  /** Reviews that take a second each: which, and how many rounds began before it. Between two sweeps, when no retry is due. */
  async function watchOrder() {
    const { provider } = createProvider("a");
    const reviews: (readonly [number, number])[] = [];
    let before = 0;
    const { worker, fetched } = await startWorker([[provider, 100_000]], {
      readPull: async (number) => {
        reviews.push([number, fetched.length - before]);
        await new Promise((resolve) => setTimeout(resolve, 1000));
        return undefined;
      },
    });
    await pass(40);
    before = fetched.length;
    return { worker, reviews, rounds: () => fetched.length - before };
  }

  it("is verified after the reviews that wait, in one round", async () => {
    const { worker, reviews, rounds } = await watchOrder();
    worker.reviewSoon(1);
    worker.reviewSoon(2);
    for (let push = 0; push < 3; push++) worker.reconcileSoon();
    await pass(3);
    expect([reviews, rounds()]).toEqual([
      [
        [1, 0],
        [2, 0],
      ],
      1,
    ]);
  });

  it("waits for them no longer than two seconds after the first of it", async () => {
    const { worker, reviews, rounds } = await watchOrder();
    for (const number of [1, 2, 3, 4, 5]) worker.reviewSoon(number);
    worker.reconcileSoon();
    await pass(1.5);
    worker.reconcileSoon();
    await pass(5);
    expect(reviews.filter(([, begun]) => begun === 0).length).toBeLessThanOrEqual(3);
    expect([reviews.length, rounds()]).toEqual([5, 1]);
  });
});
