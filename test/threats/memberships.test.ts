// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   SA12: A team maintainer adds an accomplice, who approves at once.
//   X10: The identity map changes between the review and the grant.
//   X18: The membership that lets a person approve is itself held through a lease.
//   X19: A request asks for the approvers' own team, or another power over Hallpass.
//   X20: An approving team is looked at for the first time after an accomplice joined.
//   X21: A member leaves the team and comes back to keep an old date.
//   X25: A stranger takes the old login of an approver, or joins under it.
//   RO2: A member of a child team approves, and no policy says that child teams count.

import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Seed } from "../../sandbox/src/seed.ts";
import { observeTeams } from "../../src/operations/granting/observe.ts";
import { type InProcess, startInProcess } from "../support/in-process.ts";
import { at } from "../support/local-github.ts";
import { readFate } from "../support/past-the-rules.ts";
import { approve } from "../support/people.ts";
import { approversSeed } from "./approvers-seed.ts";
import { type Asked, merged, openDesk, waiting } from "./desk.ts";

const DAY = 24 * 3600;
const LEADS = "payments-leads";
const SETTINGS = ".github/hallpass.yaml";
const OWNERS = ".github/CODEOWNERS";

/** What the provider gives: membership of teams at GitHub. */
const powers = [
  { resource: "rota", role: "member", githubTeam: 305 },
  { resource: "leads", role: "member", githubTeam: 302 },
  { resource: "kids", role: "member", githubTeam: 306 },
];
const memberOf = (resource: string): string => `[{ provider: memory, resource: ${resource}, role: member }]`;

/** Team rota, which approves nothing at first; heidi is in it. Below the leads: eve, who is in no other team, and bob. */
function seedWithRota(): Seed {
  const seed = approversSeed();
  const offers = ["rota", "leads", "kids"].map(
    (resource) => `  - { provider: memory, resource: ${resource}, roles: [member] }\n`,
  );
  return {
    ...seed,
    teams: [
      ...seed.teams,
      { id: 305, slug: "rota", members: ["heidi"] },
      { id: 306, slug: "leads-kids", parent: "payments-leads", members: ["eve", "bob"] },
    ],
    repositories: seed.repositories.map((repository) => ({
      ...repository,
      teams: { ...repository.teams, rota: "write" as const },
      files: changed(repository.files, "policies/payments.yaml", (text) =>
        text.replace("entitlements:\n", `entitlements:\n${offers.join("")}`),
      ),
    })),
  };
}

const changed = (
  files: Readonly<Record<string, string>>,
  path: string,
  change: (text: string) => string,
) => ({
  ...files,
  [path]: change(files[path] ?? ""),
});

let app: InProcess;
let desk: ReturnType<typeof openDesk>;

async function start(seed: Seed): Promise<void> {
  const providers = JSON.stringify([{ name: "memory", adapter: "memory", powers }]);
  app = await startInProcess({ seed, env: { HALLPASS_PROVIDERS: providers } });
  desk = openDesk(app);
}

/** GitHub's clock and the app's. */
const travel = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000);

const control = () => app.github.sandbox.control;

async function expectGranted({ number, path }: Asked) {
  // What another test had granted is over by now, and is granted again once no late call can take it.
  await app.reconcile();
  travel(10);
  expect(await desk.judge(number)).toEqual(merged);
  await app.reconcile();
  expect((await readFate(app, path)).granted).toBe(true);
}

/** By dave, approved by grace: two of the team that owns the rules. */
async function changeRules(change: (files: Record<string, string>) => Record<string, string>): Promise<void> {
  const dave = await desk.cloneOf("dave");
  await dave.git("fetch", "--quiet", "origin", "main");
  const paths = [SETTINGS, OWNERS, "policies/payments.yaml"];
  const texts = await Promise.all(
    paths.map(async (path) => [path, `${await dave.git("show", `FETCH_HEAD:${path}`)}\n`]),
  );
  const branch = `rules-${Date.now()}`;
  await dave.pushBranch(branch, change(Object.fromEntries(texts)));
  const number = await desk.openFrom("dave", branch);
  await approve(app.github, "grace", number);
  await app.review(number);
  await app.as("dave").pulls.merge({ ...at, pull_number: number, merge_method: "squash" });
  await app.reconcile();
}

describe("membership of an approving team", { timeout: 60_000 }, () => {
  beforeAll(async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    await start(seedWithRota());
  }, 240_000);
  afterAll(async () => {
    vi.useRealTimers();
    await app?.stop();
  });

  it("RO2: is not that of a child team, unless the policy says so; a member of both is one", async () => {
    const asked = await desk.ask();
    await approve(app.github, "eve", asked.number);
    const decision = await desk.decideNow(asked.number);
    expect([decision.status, decision.approvers]).toEqual(["waiting", []]);
    expect(decision.eligible.map(({ login }) => login)).not.toContain("eve");
    expect(decision.eligible.map(({ login }) => login)).toContain("bob");
    const including = "includeChildTeams: true\n  teams: [{ slug: payments-leads";
    const change = (from: string, to: string) =>
      changeRules((files) => changed(files, "policies/payments.yaml", (text) => text.replace(from, to)));
    await change("teams: [{ slug: payments-leads", including);
    await expectGranted(asked);
    await change(including, "teams: [{ slug: payments-leads");
    travel(61);
    const after = await desk.ask();
    await approve(app.github, "eve", after.number);
    expect(await desk.judge(after.number)).toEqual(waiting);
  });

  it("SA12: counts a day after it was seen, not when a maintainer adds an accomplice who approves at once", async () => {
    const membership = { org: at.owner, team_slug: LEADS, username: "eve" };
    await app.as("carol").teams.addOrUpdateMembershipForUserInOrg(membership);
    const asked = await desk.ask();
    await approve(app.github, "eve", asked.number);
    expect(await desk.judge(asked.number)).toEqual(waiting);
    await observeTeams(app.deps);
    travel(DAY - 60);
    expect(await desk.judge(asked.number)).toEqual(waiting);
    await observeTeams(app.deps);
    travel(61);
    await expectGranted(asked);
  });

  it("SA12: does not count after a day in which nobody looked", async () => {
    control().addToTeam(LEADS, "grace");
    const asked = await desk.ask();
    travel(2 * DAY);
    await approve(app.github, "grace", asked.number);
    expect(await desk.judge(asked.number)).toEqual(waiting);
  });

  it("X21: begins anew for whoever left and came back", async () => {
    const before = await desk.ask();
    await approve(app.github, "bob", before.number);
    await expectGranted(before);
    control().removeFromTeam(LEADS, "bob");
    const asked = await desk.ask();
    await approve(app.github, "bob", asked.number);
    expect(await desk.judge(asked.number)).toEqual(waiting);
    await observeTeams(app.deps);
    control().addToTeam(LEADS, "bob");
    await observeTeams(app.deps);
    expect(await desk.judge(asked.number)).toEqual(waiting);
    travel(DAY + 1);
    await expectGranted(asked);
  });

  it.each(["leads", "kids"])(
    "X19, RO2: is granted by nobody, whatever a policy offers: %s",
    async (resource) => {
      const asked = await desk.ask("frank", { entitlements: memberOf(resource) });
      await approve(app.github, "carol", asked.number);
      expect(await desk.judge(asked.number)).toEqual({ status: "denied", codes: ["POWER_OVER_HALLPASS"] });
    },
  );

  it("X18, X19, X20: is new in a team that is named later, and never counts through a lease", async () => {
    const lease = await desk.ask("frank", { entitlements: memberOf("rota"), duration: "4d" });
    await approve(app.github, "carol", lease.number);
    await expectGranted(lease);
    control().addToTeam("rota", "frank");
    travel(61);
    await app.reconcile();
    await changeRules((files) => ({
      [OWNERS]: `/access-requests/rota/ @acme/rota\n${files[OWNERS]}`,
      "policies/rota.yaml": (files["policies/payments.yaml"] ?? "")
        .replace("name: payments", "name: rota")
        .replace("folders: [payments]", "folders: [rota]")
        .replace("slug: payments-leads, id: 302", "slug: rota, id: 305"),
    }));
    await observeTeams(app.deps);
    const more = await desk.ask("frank", { entitlements: memberOf("rota") });
    await approve(app.github, "carol", more.number);
    expect(await desk.judge(more.number)).toEqual({ status: "denied", codes: ["POWER_OVER_HALLPASS"] });
    const asked = await desk.ask("alice", { folder: "rota" });
    await approve(app.github, "heidi", asked.number);
    expect(await desk.judge(asked.number)).toMatchObject({ codes: ["NOBODY_CAN_APPROVE"] });
    travel(DAY + 1);
    await expectGranted(asked);
    const other = await desk.ask("alice", { folder: "rota" });
    await approve(app.github, "frank", other.number);
    expect(await desk.judge(other.number)).toEqual(waiting);
    // The lease is over, and the provider was not told yet.
    travel(4 * DAY);
    expect(await desk.judge(other.number)).toEqual(waiting);
    await approve(app.github, "heidi", other.number);
    await expectGranted(other);
  });

  it("X25: is an account's, not a login's", async () => {
    control().renameLogin("carol", "caroline");
    const { token } = control().registerLogin("carol");
    control().addMember("carol");
    control().addToTeam(LEADS, "carol");
    await observeTeams(app.deps);
    travel(2 * DAY);
    const asked = await desk.ask();
    const { status } = await app.github.call(`/repos/acme/access/pulls/${asked.number}/reviews`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify({ event: "APPROVE" }),
    });
    expect(status).toBe(200);
    expect(await desk.judge(asked.number)).toEqual(waiting);
    await approve(app.github, "carol", asked.number);
    await expectGranted(asked);
  });

  it("X10: an account that changes in the identity map after the review is granted nothing", async () => {
    const asked = await desk.ask();
    await approve(app.github, "olga", asked.number);
    expect(await desk.judge(asked.number)).toEqual(merged);
    await changeRules((files) =>
      changed(files, SETTINGS, (text) => text.replace("memory: alice", "memory: root")),
    );
    travel(61);
    await app.reconcile();
    const { granted, refusal } = await readFate(app, asked.path);
    expect(granted).toBe(false);
    expect(refusal?.codes).toContain("PRINCIPAL_CHANGED");
    expect((await app.listVisitors()).map(({ principal }) => principal)).not.toContain("root");
  });
});
