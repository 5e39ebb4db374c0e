// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   SD2: Two requests of one person, each allowed alone, are merged at the same time, or one is granted in
//     parts while the other is granted.

import { afterEach, beforeEach, expect, it } from "vitest";
import { leasesOf } from "../../src/core/ledger/ledger.ts";
import type { Provider } from "../../src/core/ports/provider.ts";
import { reviewPullRequest } from "../../src/operations/review.ts";
import type { Deps } from "../../src/operations/round/deps.ts";
import { readState } from "../../src/operations/round/state.ts";
import { ProviderError } from "../../src/providers/adapter/error.ts";
import { memoryProvider } from "../../src/providers/memory/provider.ts";
import type { InProcess } from "../support/in-process.ts";
import { type Asked, idOf, type Leasing, startLeasing } from "../support/leasing.ts";
import { readFate } from "../support/past-the-rules.ts";
import { approve } from "../support/people.ts";

const policy = "policies/sandbox-visitor.yaml";
const settings = ".github/hallpass.yaml";
const side = (provider: string, resource: string, ...roles: string[]) =>
  `[{ provider: ${provider}, resource: ${resource}, roles: [${roles.join(", ")}] }]`;
const duties = `
duties:
  - name: visit-and-judge
    because: Nobody judges their own visit.
    apart: [${side("memory", "sandbox", "visitor")}, ${side("crm", "cases", "judge")}]
`;
const visit = "{ provider: memory, resource: sandbox, role: visitor }";
const read = "{ provider: crm, resource: cases, role: reader }";
const judge = "{ provider: crm, resource: cases, role: judge }";

let world: Leasing;
let app: InProcess;
let awayFor: string | undefined;
let deps: Deps;

beforeEach(async () => {
  world = await startLeasing((files) => ({
    [policy]: (files[policy] ?? "").replace(
      "roles: [visitor] }",
      "roles: [visitor] }\n  - { provider: crm, resource: cases, roles: [reader, judge] }",
    ),
    [settings]:
      (files[settings] ?? "")
        .replace("merge: automatic", "merge: manual")
        .replaceAll(/memory: (\w+) /gu, "memory: $1, crm: $1 ") + duties,
  }));
  app = world.app;
  awayFor = undefined;
  const crm = memoryProvider({ name: "crm", resources: { cases: ["reader", "judge"] } });
  deps = { ...app.deps, providers: new Map([...app.deps.providers, ["crm", crm] as const].map(withOutages)) };
}, 240_000);
afterEach(() => app?.stop());

function withOutages([name, provider]: readonly [string, Provider]): [string, Provider] {
  const { identify } = provider;
  return [
    name,
    {
      ...provider,
      identify: async (...given) => {
        if (awayFor === name) throw new ProviderError(name, "UNREACHABLE");
        return identify(...given);
      },
    },
  ];
}

/** Asked by alice, approved by carol, and looked at by the app. */
async function ask(...entitlements: string[]): Promise<Asked> {
  const asked = await world.ask({ entitlements: `[${entitlements.join(", ")}]`, duration: "10m" });
  await approve(app.github, "carol", asked.number);
  await reviewPullRequest(deps, asked.number);
  return asked;
}

/** The roles that the ledger has of these requests. */
async function listRoles(...requests: Asked[]): Promise<string[]> {
  const { state } = await readState(deps);
  return requests.flatMap(({ path }) =>
    leasesOf(state.holdings, idOf(path)).map(({ entitlement }) => entitlement.role),
  );
}

/** Two readings, a minute apart, make a refusal. */
async function settle(): Promise<void> {
  await app.reconcile(deps);
  app.travel(61);
  await app.reconcile(deps);
}

it("SD2: of two requests that are merged at the same time, one is granted", async () => {
  const [one, other] = [await ask(visit), await ask(judge)];
  await world.merge("carol", one.number);
  await world.merge("carol", other.number);
  await settle();
  expect(await listRoles(one, other)).toHaveLength(1);
  const refusals = await Promise.all([one, other].map(({ path }) => readFate(app, path)));
  expect(refusals.flatMap(({ refusal }) => refusal?.codes ?? [])).toEqual(["DUTIES_APART"]);
});

it("SD2: two servers that grant at the same time grant one", async () => {
  const [one, other] = [await ask(visit), await ask(judge)];
  await world.merge("carol", one.number);
  await world.merge("carol", other.number);
  await Promise.allSettled([app.reconcile(deps), app.reconcile(deps)]);
  await settle();
  expect(await listRoles(one, other)).toHaveLength(1);
});

it("SD2: the rest of a request is judged by what was granted meanwhile", async () => {
  const both = await ask(read, visit);
  const opposed = await ask(judge);
  awayFor = "memory";
  await world.merge("carol", both.number);
  await app.reconcile(deps);
  expect(await listRoles(both)).toEqual(["reader"]);
  await world.merge("carol", opposed.number);
  await app.reconcile(deps);
  expect(await listRoles(both, opposed)).toEqual(["reader", "judge"]);
  awayFor = undefined;
  app.travel(31);
  await settle();
  expect(await listRoles(both, opposed)).toEqual(["reader", "judge"]);
});

it("the other side is free once the first has ended and is revoked", async () => {
  const first = await ask(visit);
  await world.merge("carol", first.number);
  await app.reconcile(deps);
  const second = await ask(judge);
  const waiting = await reviewPullRequest(deps, second.number);
  expect(JSON.stringify(waiting)).toContain("visit-and-judge");
  await world.comment("alice", first.number);
  await app.watch();
  await app.reconcile(deps);
  await reviewPullRequest(deps, second.number);
  await world.merge("carol", second.number);
  await app.reconcile(deps);
  expect(await listRoles(second)).toEqual(["judge"]);
});
