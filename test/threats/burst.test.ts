import { afterAll, beforeAll, expect, it } from "vitest";
import { defaultSeed } from "../../demo/src/sandbox/seed.ts";
import type { Ledger } from "../../src/core/ports/ledger.ts";
import { reconcile } from "../../src/operations/reconcile.ts";
import type { Deps } from "../../src/operations/round/deps.ts";
import { type InProcess, startInProcess, visitorText } from "../support/in-process.ts";
import { approve, isMerged, openPull, requestPath } from "../support/people.ts";

const PEOPLE = ["alice", "eve", "grace"] as const;

let app: InProcess;
beforeAll(async () => {
  const seed = defaultSeed();
  const teams = seed.teams.map((team) =>
    team.slug === "payments" ? { ...team, members: [...PEOPLE, "carol"] } : team,
  );
  app = await startInProcess({ seed: { ...seed, teams } });
}, 240_000);
afterAll(() => app?.stop());

async function askAndMerge(subject: string, duration = "2h"): Promise<string> {
  const path = requestPath();
  const { number } = await openPull(app.github, subject, { [path]: visitorText({ subject, duration }) });
  await app.review(number);
  await approve(app.github, "carol", number);
  await app.review(number);
  expect(await isMerged(app.github, number)).toBe(true);
  return path.replace(/^access-requests\/|\.yaml$/gu, "");
}

/** The app's parts, counting what a round does at the same time and how often it writes. */
function counted(deps: Deps) {
  const counts = { underWay: 0, most: 0, pushes: 0, reviewsRead: 0 };
  const ledger: Ledger = {
    read: deps.ledger.read,
    append: (round) => {
      counts.pushes += 1;
      return deps.ledger.append(round);
    },
  };
  const listReviews: Deps["github"]["listReviews"] = async (pull) => {
    counts.reviewsRead += 1;
    counts.underWay += 1;
    counts.most = Math.max(counts.most, counts.underWay);
    try {
      return await deps.github.listReviews(pull);
    } finally {
      counts.underWay -= 1;
    }
  };
  return { counts, deps: { ...deps, ledger, github: { ...deps.github, listReviews } } };
}

it("what was merged together is verified side by side, and written down and granted in one round", async () => {
  const requests: string[] = [];
  for (const person of PEOPLE) requests.push(await askAndMerge(person));
  // The same account once more: granted with the first in mind, as if it had come later.
  requests.push(await askAndMerge("alice", "3h"));
  const { counts, deps } = counted(app.deps);
  const round = await reconcile(deps);
  expect(round.entries.map(({ kind }) => kind)).toEqual([
    ...requests.map(() => "intent"),
    ...PEOPLE.map(() => "granted"),
  ]);
  // Intents, and outcomes.
  expect(counts.pushes).toBe(2);
  expect(counts.most).toBeGreaterThan(1);
  // Each once, and the two of one account once more: whichever came second was judged again.
  expect(counts.reviewsRead).toBe(requests.length + 1);
  const holdings = [...round.state.holdings.values()];
  expect(new Set(holdings.flatMap(({ leases }) => leases.map(({ request }) => request)))).toEqual(
    new Set(requests),
  );
  expect(holdings.map(({ principal, leases }) => [principal, leases.length]).sort()).toEqual([
    ["alice", 2],
    ["eve", 1],
    ["grace", 1],
  ]);
  expect((await app.listVisitors()).map(({ principal }) => principal).sort()).toEqual([...PEOPLE].sort());
});

it("the minute's second look is made side by side, and is one push", async () => {
  app.travel(61);
  const { counts, deps } = counted(app.deps);
  const round = await reconcile(deps);
  expect(round.entries.map(({ kind }) => kind)).toEqual(Array.from({ length: 4 }, () => "verified"));
  expect([counts.pushes, counts.most > 1]).toEqual([1, true]);
});
