import { afterAll, beforeAll, expect, it } from "vitest";
import { defaultSeed } from "../../demo/src/sandbox/seed.ts";
import { askedWait } from "../../src/core/plan/back-off.ts";
import { announce } from "../../src/operations/announce.ts";
import { showStates } from "../../src/operations/briefing/show-states.ts";
import { reconcile } from "../../src/operations/reconcile.ts";
import { type InProcess, startInProcess, visitorText } from "../support/in-process.ts";
import { at } from "../support/local-github.ts";
import { approve, isMerged, openPull, readCheck, requestPath } from "../support/people.ts";

/** Requests within one minute: more than GitHub leaves room for labels. */
const REQUESTS = 60;
const PEOPLE = ["alice", "eve", "grace"] as const;
const started = Date.now();
let minutes = 0;
const passMinute = (): void => {
  minutes++;
};

let app: InProcess;
beforeAll(async () => {
  const seed = defaultSeed();
  const teams = seed.teams.map((team) =>
    team.slug === "payments" ? { ...team, members: [...PEOPLE, "carol"] } : team,
  );
  app = await startInProcess({
    env: { GITHUB_WRITES_PER_MINUTE: "80" },
    seed: { ...seed, teams },
    // GitHub's clock hardly moves, so that a slow machine has a busy minute too.
    clock: () => new Date(started + (Date.now() - started) / 1000 + minutes * 61_000),
  });
}, 240_000);
afterAll(() => app?.stop());

interface Asked {
  readonly number: number;
  readonly head: string;
}

/** Each person asks twenty times, each time for a minute longer. */
async function askAll(): Promise<Asked[]> {
  const asked: Asked[] = [];
  for (let index = 0; index < REQUESTS; index++) {
    const login = PEOPLE[index % PEOPLE.length] ?? "alice";
    const text = visitorText({ subject: login, duration: `${60 + index}m` });
    asked.push(await openPull(app.github, login, { [requestPath()]: text }));
  }
  return asked;
}

/** As the app does: a comment that is held back waits for the next review. */
async function briefAll(asked: readonly Asked[]): Promise<void> {
  for (const { number } of asked)
    await app.brief(number).catch((error: unknown) => {
      if (askedWait(error) === undefined) throw error;
    });
}

/** A round, and what follows it in lanes of its own; a comment that is held back fails there. */
async function runRound(): Promise<void> {
  const round = await reconcile(app.deps);
  await announce(app.deps, round).catch(() => undefined);
  await showStates(app.deps, round);
}

/** The calls that GitHub refused because there were too many. */
const countRefused = (): number =>
  app.github.sandbox.requests().requests.filter(({ status }) => status === 403 || status === 429).length;

/** The pull requests with each label, in any order. */
async function countLabels(asked: readonly Asked[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { number } of asked) {
    const { data } = await app.as("olga").issues.listLabelsOnIssue({ ...at, issue_number: number });
    for (const { name } of data) counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

it("writes every check, merges, grants and ends in time, and keeps the labels for later", {
  timeout: 600_000,
}, async () => {
  const asked = await askAll();
  await briefAll(asked);
  for (const { head } of asked)
    expect(await readCheck(app.github, head)).toMatchObject({ title: expect.stringMatching(/^Waiting/u) });
  expect((await countLabels(asked))["access: waiting"] ?? 0).toBeLessThan(REQUESTS);
  expect(countRefused()).toBe(0);

  for (const { number } of asked) await approve(app.github, "carol", number);
  passMinute();
  await briefAll(asked);
  for (const { number } of asked) expect(await isMerged(app.github, number)).toBe(true);
  expect(countRefused()).toBe(0);

  await runRound();
  expect(new Set((await app.listVisitors()).map(({ principal }) => principal))).toEqual(new Set(PEOPLE));
  app.travel(4 * 3600 + 60);
  await runRound();
  expect(await app.listVisitors()).toEqual([]);
  expect(countRefused()).toBe(0);

  // A round of a later minute sets them: test/operations/briefing/brief.test.ts.
  expect(app.deps.unshown?.states).toEqual(new Map(asked.map(({ number }) => [number, "ended"])));
});
