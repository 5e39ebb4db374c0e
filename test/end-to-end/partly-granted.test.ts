import { afterEach, beforeEach, expect, it } from "vitest";
import { leasesOf } from "../../src/core/ledger/ledger.ts";
import type { Provider } from "../../src/core/ports/provider.ts";
import { announceFailedRound } from "../../src/operations/failed-round.ts";
import { reviewPullRequest } from "../../src/operations/review.ts";
import type { Deps } from "../../src/operations/round/deps.ts";
import { readState } from "../../src/operations/round/state.ts";
import { checkAllowed } from "../../src/providers/adapter/allowed.ts";
import { ProviderError } from "../../src/providers/adapter/error.ts";
import { memoryProvider } from "../../src/providers/memory/provider.ts";
import type { InProcess } from "../support/in-process.ts";
import { idOf, type Leasing, startLeasing } from "../support/leasing.ts";
import { at } from "../support/local-github.ts";
import { readFate } from "../support/past-the-rules.ts";
import { approve } from "../support/people.ts";

const policy = "policies/sandbox-visitor.yaml";
const settings = ".github/hallpass.yaml";
const entitlements = `[
  { provider: memory, resource: sandbox, role: visitor }, { provider: crm, resource: cases, role: reader }]`;
const cases = { provider: "crm", resource: "cases", role: "reader" };

let world: Leasing;
let app: InProcess;
let crm: Provider;
let isAway: boolean;
let deps: Deps;

beforeEach(async () => {
  world = await startLeasing((files) => ({
    [policy]: (files[policy] ?? "").replace(
      "roles: [visitor] }",
      "roles: [visitor] }\n  - { provider: crm, resource: cases, roles: [reader] }",
    ),
    [settings]: (files[settings] ?? "")
      .replace("merge: automatic", "merge: manual")
      .replaceAll(/memory: (\w+) /gu, "memory: $1, crm: $1 "),
  }));
  app = world.app;
  isAway = false;
  crm = withOutages(memoryProvider({ name: "crm", resources: { cases: ["reader"] } }));
  deps = { ...app.deps, providers: new Map([...app.deps.providers, ["crm", crm]]) };
}, 240_000);
afterEach(() => app?.stop());

function withOutages(provider: Provider): Provider {
  const reach = <Arguments extends unknown[], Answer>(call: (...given: Arguments) => Promise<Answer>) => {
    return async (...given: Arguments): Promise<Answer> => {
      if (isAway) throw new ProviderError("crm", "UNREACHABLE");
      return call(...given);
    };
  };
  const { traits, identify, listGrants, hold, revoke } = provider;
  return {
    ...provider,
    ...{ traits: reach(traits), identify: reach(identify), listGrants: reach(listGrants) },
    ...{ hold: reach(hold), revoke: reach(revoke) },
  };
}

/** Asks for both while the system behind one of them is away. */
async function askForBoth() {
  const asked = await world.ask({ entitlements, duration: "10m" });
  await approve(app.github, "carol", asked.number);
  await reviewPullRequest(deps, asked.number);
  isAway = true;
  await world.merge("carol", asked.number);
  const round = await app.reconcile(deps);
  return { ...asked, round };
}

const listReaders = async (): Promise<string[]> => {
  isAway = false;
  return (await crm.listGrants([cases])).map(({ principal }) => principal);
};
const listVisitors = async () => (await app.listVisitors()).map(({ principal }) => principal);
const listComments = async (issue_number: number) =>
  (await app.as("alice").issues.listComments({ ...at, issue_number })).data.map(({ body }) => body ?? "");

it("a system that is away holds back its own grant alone, and gives it when it is back", async () => {
  const { round } = await askForBoth();
  expect(round.lookAgainAt).toBeDefined();
  expect([await listVisitors(), await listReaders()]).toEqual([["alice"], []]);
  app.travel(31);
  await app.reconcile(deps);
  expect([await listVisitors(), await listReaders()]).toEqual([["alice"], ["alice"]]);
  expect((await app.reconcile(deps)).complete).toBe(true);
});

it("a rest whose system stays away is put off, and makes no round try again at once", async () => {
  await askForBoth();
  app.travel(31);
  const round = await app.reconcile(deps);
  expect([round.complete, round.lookAgainAt !== undefined]).toEqual([true, true]);
});

it("both parts end together", async () => {
  const { number } = await askForBoth();
  isAway = false;
  app.travel(31);
  await app.reconcile(deps);
  await world.comment("alice", number);
  await app.watch();
  await app.reconcile(deps);
  expect([await listVisitors(), await listReaders()]).toEqual([[], []]);
});

it("people are told after two minutes that a part is missing, and why", async () => {
  const { number } = await askForBoth();
  app.travel(121);
  await app.reconcile(deps);
  const [waiting] = (await listComments(number)).filter((body) => body.includes("⏳"));
  expect(waiting).toContain('**a part of it is not granted yet**: Provider "crm" cannot be reached.');
});

it.each([
  ["the request was ended", (number: number) => world.comment("alice", number)],
  [
    "its own time is over",
    async () => {
      world.hurryGitHub(601);
      app.travel(601);
    },
  ],
])("a part that is missing is never given once %s", async (_what, end) => {
  const { number, path } = await askForBoth();
  await end(number);
  await app.watch();
  isAway = false;
  app.travel(61);
  await app.reconcile(deps);
  await app.reconcile(deps);
  expect([await listVisitors(), await listReaders()]).toEqual([[], []]);
  expect((await readFate(app, path)).refusal).toBeUndefined();
});

it("a part that is missing is not given once the rules no longer allow it, and nothing is refused", async () => {
  const { path } = await askForBoth();
  isAway = false;
  const denying: Provider = { ...crm, check: (entitlement) => checkAllowed({}, entitlement) };
  const changed = { ...deps, providers: new Map([...deps.providers, ["crm", denying]]) };
  for (let rounds = 0; rounds < 3; rounds += 1) {
    app.travel(61);
    await app.reconcile(changed);
  }
  expect(await listReaders()).toEqual([]);
  expect((await readFate(app, path)).refusal).toBeUndefined();
});

it("a rest that is refused is looked at again after five minutes only, and its text says to ask anew", async () => {
  const { number } = await askForBoth();
  isAway = false;
  const denying: Provider = { ...crm, check: (entitlement) => checkAllowed({}, entitlement) };
  const changed = { ...deps, providers: new Map([...deps.providers, ["crm", denying]]) };
  app.travel(31);
  await app.reconcile(changed);
  app.travel(121);
  expect((await app.reconcile(changed)).complete).toBe(true);
  app.travel(121);
  expect((await app.reconcile(deps)).entries.filter(({ kind }) => kind === "intent")).toEqual([]);
  const [waiting] = (await listComments(number)).filter((body) => body.includes("⏳"));
  expect(waiting).toContain("no longer approved (RESOURCE\\_UNKNOWN): ask for it with a new file.");
  expect(waiting).not.toContain("needs no new request");
});

it("a part that is granted late waits for a second verification of its own", async () => {
  const { path } = await askForBoth();
  app.travel(61);
  isAway = false;
  await app.reconcile(deps);
  const listVerified = async () => {
    const { state } = await readState(deps);
    const leases = leasesOf(state.holdings, idOf(path));
    return leases
      .filter(({ verifiedAt }) => verifiedAt !== undefined)
      .map(({ entitlement }) => entitlement.provider);
  };
  expect(await listVerified()).not.toContain("crm");
  app.travel(61);
  await app.reconcile(deps);
  expect((await listVerified()).toSorted()).toEqual(["crm", "memory"]);
});

it("a request is whole once its own time is over, also where another carries the access on", async () => {
  await askForBoth();
  const next = await world.ask({ duration: "8h" });
  await approve(app.github, "carol", next.number);
  await reviewPullRequest(deps, next.number);
  await world.merge("carol", next.number);
  await app.reconcile(deps);
  app.travel(61);
  await app.reconcile(deps);
  world.hurryGitHub(601);
  app.travel(601);
  isAway = false;
  await app.reconcile(deps);
  const before = app.log.length;
  app.travel(61);
  expect((await app.reconcile(deps)).complete).toBe(true);
  expect(app.log.slice(before).filter((line) => line.includes("REQUEST_WAITS"))).toEqual([]);
});

it("people are told of a missing part also where a round failed meanwhile", async () => {
  const { number } = await askForBoth();
  app.travel(121);
  await announceFailedRound(deps, new Error("GitHub is away"));
  app.travel(61);
  await app.reconcile(deps);
  const told = (await listComments(number)).filter((body) =>
    body.includes("a part of it is not granted yet"),
  );
  expect(told).toHaveLength(1);
});
