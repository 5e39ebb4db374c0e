import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reconcile } from "../../src/operations/reconcile.ts";
import { reviewPullRequest } from "../../src/operations/review.ts";
import type { Deps } from "../../src/operations/round/deps.ts";
import { type Leasing, startLeasing } from "../support/leasing.ts";
import { approve } from "../support/people.ts";

let world: Leasing;
beforeAll(async () => {
  world = await startLeasing();
}, 240_000);
afterAll(() => world?.app.stop());

/** The app's ports, counting reads of the ledger, of the default branch's tip and of the clock. */
function counting({ ledger, repository, now, ...others }: Deps) {
  const counts = { ledger: 0, tip: 0 };
  const clock = { asked: 0 };
  const deps: Deps = {
    ...others,
    now: () => {
      clock.asked += 1;
      return now();
    },
    ledger: {
      ...ledger,
      read: () => {
        counts.ledger += 1;
        return ledger.read();
      },
    },
    repository: {
      ...repository,
      defaultTip: () => {
        counts.tip += 1;
        return repository.defaultTip();
      },
    },
  };
  return { counts, clock, deps };
}

async function countRound(deps = world.app.deps) {
  const counted = counting(deps);
  const { entries } = await reconcile(counted.deps);
  return { ...counted.counts, kinds: entries.map(({ kind }) => kind) };
}

/** How often a round asks the clock, and the kinds of its entries. */
async function countClock() {
  const { clock, deps } = counting(world.app.deps);
  const { entries } = await reconcile(deps);
  return { asked: clock.asked, kinds: new Set(entries.map(({ kind }) => kind)) };
}

/** Asked by alice, approved by carol and merged, and not looked at by a round yet. */
async function askAndMerge(duration = "10m"): Promise<void> {
  const { number } = await world.ask({ duration });
  await approve(world.app.github, "carol", number);
  await world.app.review(number);
  await world.merge("carol", number);
}

describe("a round reads the ledger and the tip once", () => {
  it("when it finds nothing to do", async () => {
    expect(await countRound()).toEqual({ ledger: 1, tip: 1, kinds: [] });
  });

  it("when it verifies and grants, and the ledger once more right before the grant, as a guard", async () => {
    await askAndMerge();
    expect(await countRound()).toEqual({ ledger: 2, tip: 1, kinds: ["intent", "granted"] });
  });

  it("when it verifies for the second time, and both again after another writer was faster", async () => {
    world.app.travel(61);
    const { ledger } = world.app.deps;
    const answers = ["behind" as const];
    const append: typeof ledger.append = async (round) => answers.pop() ?? ledger.append(round);
    const deps = { ...world.app.deps, ledger: { ...ledger, append } };
    expect(await countRound(deps)).toEqual({ ledger: 2, tip: 2, kinds: ["verified"] });
  });

  it("when it removes expired access, and the ledger once more right before that", async () => {
    world.app.travel(700);
    expect(await countRound()).toEqual({ ledger: 2, tip: 1, kinds: ["revoked"] });
  });
});

it("a review reads the ledger and the tip once", async () => {
  const { number } = await world.ask();
  const { counts, deps } = counting(world.app.deps);
  await reviewPullRequest(deps, number);
  expect(counts).toEqual({ ledger: 1, tip: 1 });
});

/** While this round reads GitHub, two hours pass. */
function countSlowRound() {
  const { github } = world.app.deps;
  const listReviews: typeof github.listReviews = (number) => {
    world.app.travel(7_200);
    return github.listReviews(number);
  };
  return countRound({ ...world.app.deps, github: { ...github, listReviews } });
}

it("a lease that ends while a round reads GitHub is not written down, and is refused a minute later", async () => {
  await askAndMerge("2h");
  expect((await countSlowRound()).kinds).toEqual([]);
  world.app.travel(61);
  expect((await countRound()).kinds).toEqual(["refused"]);
});

it("a round asks the clock equally often for one lease and for three, unless it grants or ends something", async () => {
  const hold = async (count: number): Promise<void> => {
    for (let made = 0; made < count; made++) await askAndMerge("4h");
    await world.app.reconcile();
    world.app.travel(61);
  };
  await hold(1);
  const one = [await countClock(), await countClock()];
  await hold(2);
  const three = [await countClock(), await countClock()];
  expect(one.map(({ kinds }) => kinds)).toEqual([new Set(["verified"]), new Set()]);
  expect(three).toEqual(one);
});

it("access that ends while a round reads GitHub is revoked by that round", async () => {
  await askAndMerge("4h");
  expect(await world.app.listVisitors()).toHaveLength(1);
  const { kinds } = await countSlowRound();
  expect([kinds, await world.app.listVisitors()]).toEqual([["revoked"], []]);
});
