// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   RV4: GitHub is down at the end.
//   RO6: An approver ends the access by a command in the gap between merge and grant.

import { afterEach, beforeEach, expect, it } from "vitest";
import type { LedgerState } from "../../src/core/ledger/ledger.ts";
import { endDue } from "../../src/operations/ending/end.ts";
import { type Reconciled, reconcile } from "../../src/operations/reconcile.ts";
import type { Deps } from "../../src/operations/round/deps.ts";
import type { InProcess } from "../support/in-process.ts";
import { type Asked, idOf, type Leasing, startLeasing } from "../support/leasing.ts";
import { at } from "../support/local-github.ts";
import { readFate } from "../support/past-the-rules.ts";
import { approve } from "../support/people.ts";

let world: Leasing;
let app: InProcess;
beforeEach(async () => {
  world = await startLeasing();
  app = world.app;
}, 240_000);
afterEach(() => app?.stop());

/** Approved and merged, and not looked at by the app. */
async function askAndMerge(overrides: Readonly<Record<string, string>> = {}): Promise<Asked> {
  const asked = await world.ask({ duration: "10m", ...overrides });
  await approve(app.github, "carol", asked.number);
  await app.review(asked.number);
  await world.merge("carol", asked.number);
  return asked;
}

type Act = () => Promise<unknown>;

/** Does this when the request was verified, and its intent is on its way to the ledger. */
const beforeIntent = (act: Act): Partial<Deps> => ({
  ledger: {
    ...app.deps.ledger,
    append: async (round) => {
      if (round.entries.some(({ kind }) => kind === "intent")) await act();
      return app.deps.ledger.append(round);
    },
  },
});

/** Does this when the provider has been asked for the grant. */
function duringGrant(act: Act): Partial<Deps> {
  const memory = app.deps.providers.get("memory");
  if (memory === undefined) throw new Error("The configuration has no provider memory.");
  const hold: typeof memory.hold = async (holding) => {
    await act();
    return memory.hold(holding);
  };
  return { providers: new Map([["memory", { ...memory, hold }]]) };
}

/** GitHub shows nothing of what is said, and tells the app nothing. */
const withoutComments = (): Partial<Deps> => ({
  github: { ...app.deps.github, listComments: async () => [] },
  comments: { listWritten: async () => [], findWritten: async () => undefined, skip: () => undefined },
});

const reconcileWith = (change: Partial<Deps>): Promise<Reconciled> => reconcile({ ...app.deps, ...change });

const kindsOf = ({ entries }: Reconciled): string[] => entries.map(({ kind }) => kind);

it("RO6: an end that is said between the verification and the intent leaves nothing to grant", async () => {
  const { path, number } = await askAndMerge();
  const round = await reconcileWith(beforeIntent(() => world.comment("carol", number)));
  expect(kindsOf(round)).not.toContain("granted");
  await world.expectEnded(path, { because: "command", by: { login: "carol" } });
});

it("RO6: an end that is said while the grant is being made is written down in the same round", async () => {
  const { path, number } = await askAndMerge();
  const round = await reconcileWith(duringGrant(() => world.comment("carol", number)));
  expect(kindsOf(round)).toEqual(["intent", "granted", "ended"]);
  await endDue(app.deps, "memory");
  await app.reconcile();
  await world.expectEnded(path, { because: "command", by: { login: "carol" } });
});

it("RO6: an end that GitHub shows late is read by the second look", async () => {
  const { path, number } = await askAndMerge();
  await reconcileWith({ ...beforeIntent(() => world.comment("carol", number)), ...withoutComments() });
  expect(await app.listVisitors()).toHaveLength(1);
  app.travel(60);
  await app.reconcile();
  await world.expectEnded(path, { because: "command", by: { login: "carol" } });
});

it("RO6: what it is for, closed between the verification and the intent, leaves nothing to grant", async () => {
  const { data: task } = await app.as("alice").issues.create({ ...at, title: "Stuck refunds" });
  const { path } = await askAndMerge({ until: `{ closed: ${task.number} }` });
  const close = () => app.as("dave").issues.update({ ...at, issue_number: task.number, state: "closed" });
  const round = await reconcileWith(beforeIntent(close));
  expect(kindsOf(round)).not.toContain("granted");
  await world.expectEnded(path, { because: "closed" });
});

it("RO6: a look that GitHub does not answer is one to be made again", async () => {
  await askAndMerge();
  let isSilent = false;
  const round = await reconcileWith({
    ...beforeIntent(async () => {
      isSilent = true;
    }),
    github: {
      ...app.deps.github,
      listComments: async (...query) => {
        if (isSilent) throw new Error("502");
        return app.deps.github.listComments(...query);
      },
    },
  });
  expect(round).toMatchObject({ unwatched: true });
});

it("RO6: while GitHub does not tell what was said, the second look verifies nothing, and is made again", async () => {
  const { path } = await askAndMerge();
  await app.reconcile();
  app.travel(61);
  const silent = async (): Promise<never> => {
    throw new Error("502");
  };
  const round = await reconcileWith({ github: { ...app.deps.github, listComments: silent } });
  expect([kindsOf(round), round.complete]).toEqual([[], false]);
  expect(kindsOf(await app.reconcile())).toEqual(["verified"]);
  expect((await readFate(app, path)).lease?.verifiedAt).toBeInstanceOf(Date);
});

it("RO6: a second look that cannot read the reviews is one to be made again", async () => {
  await askAndMerge();
  await app.reconcile();
  app.travel(61);
  const silent = async (): Promise<never> => {
    throw new Error("502");
  };
  const round = await reconcileWith({ github: { ...app.deps.github, listReviews: silent } });
  expect([kindsOf(round), round.complete]).toEqual([[], false]);
});

it("RV4: the end of a grant is known before the grant is made, whatever becomes of the round", async () => {
  const { path } = await askAndMerge();
  const known: string[] = [];
  const note = ({ holdings }: LedgerState) =>
    void known.push(...[...holdings.values()].flatMap(({ leases }) => leases.map(({ request }) => request)));
  const knownByThen: string[] = [];
  const change = duringGrant(async () => void knownByThen.push(...known));
  await reconcile({ ...app.deps, ...change }, note);
  expect(knownByThen).toEqual([idOf(path)]);
});
