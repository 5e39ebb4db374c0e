// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   TT9: A policy is loosened, a request merged under it, and the policy put back.
//   PS1: One pull request loosens a policy and adds the request that needs it.
//   PS2: One pull request changes CODEOWNERS and adds a request.
//   PS3: A harmless pull request adds a second CODEOWNERS file, which GitHub would read instead.
//   PS4: CODEOWNERS is too large, has a line GitHub skips, or names a team that may not write or cannot be
//     seen.
//   PS5: The approving team is renamed, deleted, or made anew under its old name.
//   PS6: A later line takes the folder out of everybody's hands, or gives it to everybody.
//   PS8: One pull request changes workflows or settings and adds a request.
//   PS9: A pattern is written to take for ever, or so many that comparing all of them does.
//   PS10: A policy on the default branch cannot be read.
//   PS11: A policy or a provider disappears while access is held.
//   PS12: A commit of a fork is offered by its id.
//   PS13: A policy takes its rules from another repository.
//   X10: The identity map changes between the review and the grant.
//   X11: The identity map gives two people one account, or one person two entries.
//   X12: The rules go back to an older, looser version that was adopted once.
//   X13: A change of the rules is approved by its author alone.
//   X14: A change of the rules makes its own approver an owner.
//   X15: A change of the rules is pushed, or merged past the gate or inside another pull request.
//   X16: Rules change, a request is merged, and the adopted rules are put back before anyone looks.
//   X17: The pinned first commit of rules is not on the default branch.
//   X19: A request asks for the approvers' own team, or another power over Hallpass.
//   X22: CODEOWNERS names a team of the same name in another organisation.
//   X49: A file moves on the default branch, and git carries the edits of an open pull request, which touches
//     no rule and no request, to where it went.

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { defaultSeed } from "../../demo/src/sandbox/seed.ts";
import type { Seed } from "../../sandbox/src/seed.ts";
import { conclude } from "../../src/core/decision/check-result.ts";
import { decide } from "../../src/core/decision/decision.ts";
import { findOwners, parseCodeowners } from "../../src/core/files/codeowners.ts";
import { parsePolicy } from "../../src/core/files/policy.ts";
import { emptyLedger } from "../../src/core/ledger/ledger.ts";
import { gatherEvidence } from "../../src/operations/evidence/gather.ts";
import { readSnapshot } from "../../src/operations/evidence/snapshot.ts";
import { verifyMerged } from "../../src/operations/granting/verify.ts";
import { reviewPullRequest } from "../../src/operations/review.ts";
import type { Deps } from "../../src/operations/round/deps.ts";
import { merged } from "../support/builders/evidence.ts";
import { type InProcess, startInProcess, visitorText } from "../support/in-process.ts";
import { at, type Clone } from "../support/local-github.ts";
import { expectRefused, letOwnersPast, readFate } from "../support/past-the-rules.ts";
import { approve, isMerged, openPull, requestPath } from "../support/people.ts";
import { seedFile, seedWith } from "../support/seed-with.ts";
import { snapshotOf } from "../support/snapshot.ts";

const OWNERS = ".github/CODEOWNERS";
const SETTINGS = ".github/hallpass.yaml";
const VISITOR = "policies/sandbox-visitor.yaml";
const owners = seedFile(OWNERS);
/** As it is in the repository, with the key. */
const settings = (): string =>
  seedFile(SETTINGS).replace("{{ledger.publicKey}}", app.github.sandbox.ledgerPublicKey);

/** Team `ops-leads` owns the folder of ops and can be lost; `platform` owns nothing but workflows. */
const ops = `name: ops
folders: [ops]
entitlements:
  - { provider: memory, resource: sandbox, roles: [guide, lead, guard, platform] }
requesters:
  teams: [{ slug: payments, id: 301 }]
duration: { maximum: 1d }
approvals:
  teams: [{ slug: ops-leads, id: 305 }]
`;
const guide = { entitlements: "[{ provider: memory, resource: sandbox, role: guide }]" };
const powers = [
  { resource: "sandbox", role: "lead", githubTeam: 302 },
  { resource: "sandbox", role: "guard", githubTeam: 303 },
  { resource: "sandbox", role: "platform", githubTeam: 306 },
];

function rulesSeed(): Seed {
  const { teams, ...rest } = defaultSeed();
  const seed: Seed = {
    ...rest,
    teams: [
      ...teams,
      { id: 305, slug: "ops-leads", members: ["grace"] },
      { id: 306, slug: "platform", members: ["eve"] },
    ],
    repositories: rest.repositories.map((each) => ({
      ...each,
      teams: { ...each.teams, "ops-leads": "write", platform: "write" },
    })),
  };
  const more = "/access-requests/ops/ @acme/ops-leads\n/.github/workflows/ @acme/platform\n";
  return seedWith({ [OWNERS]: owners + more, "policies/ops.yaml": ops }, seed);
}
const inForce = rulesSeed().repositories[0]?.files ?? {};
const fileInForce = (path: string): string => inForce[path] ?? "";

let app: InProcess;
let olga: Clone;

async function start(seed: Seed): Promise<void> {
  const providers = JSON.stringify([{ name: "memory", adapter: "memory", powers }]);
  app = await startInProcess({ seed, env: { HALLPASS_PROVIDERS: providers } });
  await letOwnersPast(app.github, "always");
  olga = await app.clone("olga");
}

/** What the app says of an open pull request, and whether it merged it. */
async function judge(number: number, deps: Deps = app.deps) {
  const checkResult = await reviewPullRequest(deps, number);
  if (checkResult === undefined) throw new Error(`#${number} is not open.`);
  const codes = checkResult.findings.map(({ code }) => code);
  return { conclusion: conclude(checkResult), codes, merged: await isMerged(app.github, number) };
}
const denied = (...codes: string[]) => ({ conclusion: "failure", codes, merged: false });
const approved = { conclusion: "success", codes: [], merged: true };

/** Alice asks, and a lead says yes. */
async function ask(fields: Readonly<Record<string, string>> = {}, folder = "payments", lead = "carol") {
  const path = requestPath(folder);
  const { number } = await openPull(app.github, "alice", { [path]: visitorText(fields) });
  await approve(app.github, lead, number);
  return { path, number };
}

/** An administrator pushes to the default branch. */
async function push(files: Readonly<Record<string, string>>): Promise<string> {
  await olga.git("pull", "--quiet", "origin", "main");
  const commit = await olga.commit(files);
  await olga.git("push", "--quiet", "origin", "HEAD:main");
  return commit;
}

/** Policies, CODEOWNERS and settings as they are in force. */
async function putBack(commit: string): Promise<void> {
  await olga.git("pull", "--quiet", "origin", "main");
  const paths = ["policies", ".github", "CODEOWNERS", "docs"];
  await olga.git("rm", "-r", "--quiet", "--ignore-unmatch", ...paths);
  await olga.git("checkout", "--quiet", commit, "--", "policies", ".github");
  await olga.git("commit", "--quiet", "--message", "Put the rules back");
  await olga.git("push", "--quiet", "origin", "HEAD:main");
}

/** An operator looks, and pins what is there: what one test leaves behind is nothing to the next. */
async function pinTip(): Promise<void> {
  await app.deps.repository.fetch();
  await app.reconcile({ ...app.deps, trustedCommit: await app.deps.repository.defaultTip() });
}

const readTip = async (): Promise<string> => {
  const { data } = await app.as("alice").git.getRef({ ...at, ref: "heads/main" });
  return data.object.sha;
};

/** An administrator merges past the gate. */
async function mergePast(number: number): Promise<void> {
  await app.as("olga").pulls.merge({ ...at, pull_number: number, merge_method: "squash" });
}

async function listAdopted() {
  const { state } = await app.deps.ledger.read();
  return state.adoptions;
}

/** The change at the tip is not adopted and grants nothing; once the rules of `before` are back, the request goes on. */
async function expectStopped(before: string, because: string): Promise<void> {
  const adopted = await listAdopted();
  const { number, path } = await ask();
  const lines = app.log.length;
  await app.reconcile();
  expect(await listAdopted()).toEqual(adopted);
  const alerts = app.log.slice(lines).map((line) => JSON.parse(line));
  expect(alerts).toContainEqual(
    expect.objectContaining({
      step: "adopt",
      alert: true,
      because: expect.arrayContaining([expect.stringContaining(because)]),
    }),
  );
  const verdict = await judge(number);
  expect(verdict).toMatchObject({ conclusion: "failure", merged: false });
  expect(verdict.codes).toContain("RULES_NOT_ADOPTED");
  await putBack(before);
  expect(await judge(number)).toEqual(approved);
  await app.reconcile();
  expect(await readFate(app, path)).toMatchObject({ granted: true });
}

/** Opens a pull request with these rules; answers its number. */
const propose = async (login: string, files: Record<string, string>) =>
  (await openPull(app.github, login, files)).number;

/** CODEOWNERS with another team for the rules; the folders of requests stay with the teams of their policies. */
const giveRulesTo = (team: string): string =>
  fileInForce(OWNERS).replace(/^(?!\/access-requests\/)(.*)@acme\/security/gmu, `$1${team}`);

const looser = fileInForce(VISITOR).replace("maximum: 1d", "maximum: 9d");
const stricter = fileInForce(VISITOR).replace("maximum: 1d", "maximum: 3h");

describe("rules that nobody adopted", { timeout: 60_000 }, () => {
  let asked: number;
  beforeAll(async () => {
    await start(rulesSeed());
    asked = (await ask()).number;
  }, 240_000);
  afterAll(() => app?.stop());

  it.each<[string, () => Record<string, string>, string[]]>([
    [
      "PS6, X15: a later line that gives the folder to everybody",
      () => ({ [OWNERS]: `${fileInForce(OWNERS)}/access-requests/ @acme/payments\n` }),
      ["OWNER_NOT_APPROVER"],
    ],
    [
      "PS6: a later line that takes the folder out of everybody's hands",
      () => ({ [OWNERS]: `${fileInForce(OWNERS)}/access-requests/payments/\n` }),
      ["UNOWNED"],
    ],
    [
      "PS3: a second CODEOWNERS in the root",
      () => ({ CODEOWNERS: "* @acme/payments\n" }),
      ["CODEOWNERS_TWICE"],
    ],
    [
      "PS3: a second CODEOWNERS in docs",
      () => ({ "docs/CODEOWNERS": "* @acme/payments\n" }),
      ["CODEOWNERS_TWICE"],
    ],
    [
      "PS4: a line of CODEOWNERS that GitHub skips",
      () => ({ [OWNERS]: `${fileInForce(OWNERS)}/access-requests/[a-z]/ @acme/payments-leads\n` }),
      ["CODEOWNERS_PATTERN"],
    ],
    [
      "PS4: a team in CODEOWNERS that cannot be seen",
      () => ({ [OWNERS]: `${fileInForce(OWNERS)}/notes/ @acme/nobody-knows\n` }),
      ["CODEOWNERS_ERROR"],
    ],
    [
      "PS4: a CODEOWNERS of 3 MB",
      () => ({ [OWNERS]: `${fileInForce(OWNERS)}#${"x".repeat(3 * 1024 * 1024)}\n` }),
      ["RULE_TOO_LARGE"],
    ],
    [
      "PS10: a policy that cannot be read",
      () => ({ "policies/orders-audit.yaml": "name: [\n" }),
      ["YAML_SYNTAX"],
    ],
    [
      "PS13: a policy that takes its rules from another repository",
      () => ({ [VISITOR]: `${fileInForce(VISITOR)}extends: other/access\n` }),
      ["FIELD_UNKNOWN"],
    ],
    [
      "X11: a map that gives two people one account",
      () => ({ [SETTINGS]: settings().replace("orders-db: carol", "orders-db: alice") }),
      ["PERSON_REPEATED"],
    ],
    [
      "X11: a map that gives one person two entries",
      () => ({ [SETTINGS]: `${settings()}  - { id: 1001, login: mallory, principals: {} }\n` }),
      ["PERSON_REPEATED"],
    ],
    [
      "X22: a team of the same name in another organisation",
      () => ({ [OWNERS]: `${fileInForce(OWNERS)}/access-requests/payments/ @other/payments-leads\n` }),
      ["CODEOWNERS_ERROR", "OWNER_NOT_APPROVER"],
    ],
  ])(
    "PS3, PS4, PS6, PS10, PS13, X11, X15, X22: %s, pushed by an administrator, stops every grant until it is put back",
    async (_name, files, codes) => {
      const before = await readTip();
      const bad = await push(files());
      const verdict = await judge(asked);
      expect(verdict).toMatchObject({ conclusion: "failure", merged: false });
      expect(verdict.codes).toEqual(expect.arrayContaining(["RULES_NOT_ADOPTED", ...codes]));
      // Also where somebody trusts that commit: what is wrong with it is wrong, whoever adopted it.
      const trusted = await judge(asked, { ...app.deps, trustedCommit: bad });
      expect(trusted).toMatchObject({ conclusion: "failure", merged: false });
      expect(trusted.codes).toEqual(expect.arrayContaining(codes));
      await putBack(before);
    },
  );
});

describe("rules that nobody adopted, and their requests", { timeout: 60_000 }, () => {
  beforeAll(() => start(rulesSeed()), 60_000);
  afterEach(pinTip);
  afterAll(() => app?.stop());

  it("X49: an edit that git would carry into a policy does not pass the gate", async () => {
    const before = await readTip();
    const text = Array.from({ length: 20 }, (_, row) => `# row ${row}\n`).join("");
    await push({ "notes.yaml": text });
    const { number } = await openPull(app.github, "alice", { "notes.yaml": `# more\n${text}` });
    expect(await judge(number)).toEqual({ conclusion: "success", codes: [], merged: false });
    await olga.git("rm", "--quiet", "notes.yaml");
    await push({ "policies/notes.yaml": text });
    await app.reconcile();
    expect(await judge(number)).toEqual(denied("CHANGE_CARRIED"));
    await putBack(before);
  });

  it("X15: a looser policy is told of, again and again, and what was asked meanwhile goes on once it is put back", async () => {
    const before = await readTip();
    await push({ [VISITOR]: looser });
    await expectStopped(before, "NO_PULL_REQUEST");
  });

  it("X15: what puts the rules in force back passes the gate, and no other change does", async () => {
    const before = await readTip();
    await push({ [VISITOR]: looser, "policies/ops.yaml": ops.replace("maximum: 1d", "maximum: 9d") });
    const half = await propose("dave", { [VISITOR]: fileInForce(VISITOR) });
    const other = await propose("dave", { [VISITOR]: stricter });
    for (const number of [half, other]) {
      await approve(app.github, "grace", number);
      expect(await judge(number)).toMatchObject({ conclusion: "failure", merged: false });
    }
    const clone = await app.clone("dave");
    await clone.git("checkout", "--quiet", "-b", "put-back");
    await clone.git("checkout", "--quiet", before, "--", "policies");
    await clone.git("commit", "--quiet", "--message", "Put the rules back");
    await clone.git("push", "--quiet", "origin", "put-back");
    const pull = { ...at, title: "Put the rules back", head: "put-back", base: "main" };
    const { number } = (await app.as("dave").pulls.create(pull)).data;
    expect(await judge(number)).toEqual({ conclusion: "success", codes: [], merged: false });
    await mergePast(number);
    const adopted = await listAdopted();
    const good = await ask();
    expect(await judge(good.number)).toEqual(approved);
    await app.reconcile();
    expect(await readFate(app, good.path)).toMatchObject({ granted: true });
    expect(await listAdopted()).toEqual(adopted);
  });

  it("PS10: what runs is ended on time while no policy can be read, and what was merged before waits", async () => {
    const before = await readTip();
    const running = await ask({ ...guide, duration: "5m" }, "ops", "grace");
    expect(await judge(running.number)).toEqual(approved);
    await app.reconcile();
    expect(await readFate(app, running.path)).toMatchObject({ granted: true });
    const { path, number } = await ask();
    expect(await judge(number)).toEqual(approved);
    await push({ [VISITOR]: "name: [\n" });
    for (const seconds of [61, 360]) {
      expect((await app.reconcile()).complete).toBe(false);
      app.travel(seconds);
      expect(await readFate(app, path)).toEqual({ granted: false });
    }
    await app.reconcile();
    expect((await readFate(app, running.path)).lease?.ended?.because).toBe("expiry");
    await putBack(before);
    await app.reconcile();
    expect(await readFate(app, path)).toMatchObject({ granted: true });
  });

  it("X16, TT9: a policy that was looser only while a request was merged granted nothing", async () => {
    const before = await readTip();
    await push({ [VISITOR]: looser });
    const { path, number } = await ask({ duration: "5d" });
    await mergePast(number);
    await putBack(before);
    const codes = ["RULES_NOT_ADOPTED", "DURATION_TOO_LONG", "CHECK_UNPROVEN"];
    await expectRefused(app, path, { pull: number, codes });
  });

  it.each<[string, () => Record<string, string>]>([
    ["PS1: a looser policy", () => ({ [VISITOR]: looser })],
    ["PS2: CODEOWNERS", () => ({ [OWNERS]: "/access-requests/ @acme/payments\n" })],
    ["PS2: CODEOWNERS in the root", () => ({ CODEOWNERS: "* @acme/payments\n" })],
    ["PS2: CODEOWNERS in docs", () => ({ "docs/CODEOWNERS": "* @acme/payments\n" })],
    ["PS8: the settings", () => ({ [SETTINGS]: settings().replace("1001,", "1002,") })],
  ])("%s beside a request is denied", async (_name, files) => {
    const number = await propose("alice", { [requestPath()]: visitorText(), ...files() });
    expect(await judge(number)).toEqual(denied("STRAY_FILE"));
  });

  it("PS1, PS2, PS8: rules beside a request are not adopted past the gate, and the request is refused once they are gone", async () => {
    const before = await readTip();
    const path = requestPath();
    const { number } = await openPull(app.github, "alice", {
      [path]: visitorText(),
      [VISITOR]: looser,
      [OWNERS]: "/access-requests/ @acme/payments\n",
      [SETTINGS]: settings().replace("1001,", "1002,"),
    });
    await approve(app.github, "carol", number);
    await mergePast(number);
    const round = await app.reconcile();
    expect(round.entries).toEqual([]);
    expect(round.complete).toBe(false);
    await putBack(before);
    const codes = ["STRAY_FILE", "MERGE_UNPROVEN", "CHECK_UNPROVEN"];
    await expectRefused(app, path, { pull: number, codes });
  });

  it("PS8: a workflow beside a request is denied, and grants nothing past the gate", async () => {
    const path = requestPath();
    const files = { [path]: visitorText(), ".github/workflows/approve.yaml": "on: push\n" };
    const { number } = await openPull(app.github, "alice", files);
    await approve(app.github, "carol", number);
    expect(await judge(number)).toEqual(denied("STRAY_FILE"));
    await mergePast(number);
    await expectRefused(app, path, {
      pull: number,
      codes: ["STRAY_FILE", "MERGE_UNPROVEN", "CHECK_UNPROVEN"],
    });
  });

  it("PS12: a commit that is not on the default branch as fetched proves nothing, whatever GitHub calls merged", async () => {
    const { path, number } = await ask();
    expect(await judge(number)).toEqual(approved);
    const { repository, github } = app.deps;
    const elsewhere = (await openPull(app.github, "alice", { [requestPath()]: visitorText() })).number;
    await repository.fetch([number, elsewhere]);
    const pull = await github.readPull(number);
    const commit = (await repository.pullHead(elsewhere)) ?? "";
    if (pull?.merged === undefined) throw new Error(`#${number} is not merged.`);
    const offered = { ...pull, merged: { ...pull.merged, commit } };
    const evidence = await gatherEvidence(app.deps, offered, await readSnapshot(app.deps));
    expect(evidence.merge?.onDefaultBranch).toBe(false);
    expect(decide(evidence)).toMatchObject({ status: "denied" });
    expect(decide(merged({}, { onDefaultBranch: false })).status).toBe("denied");
    await app.reconcile();
    expect(await readFate(app, path)).toMatchObject({ granted: true });
  });

  it.each(["lead", "guard", "platform"])(
    "X19: a request for the role %s, which is power over Hallpass, is denied whatever a policy offers",
    async (role) => {
      const entitlements = `[{ provider: memory, resource: sandbox, role: ${role} }]`;
      const { number } = await ask({ entitlements }, "ops", "grace");
      expect(await judge(number)).toEqual(denied("POWER_OVER_HALLPASS"));
    },
  );
});

describe("two changes of the rules", { timeout: 60_000 }, () => {
  beforeEach(() => start(rulesSeed()), 60_000);
  afterEach(() => app?.stop());

  it("X15: two changes that people merge within seconds are adopted in order, though the second was checked before the first", async () => {
    const first = await propose("dave", { [VISITOR]: stricter });
    const second = await propose("dave", { "policies/ops.yaml": ops.replace("maximum: 1d", "maximum: 2d") });
    for (const number of [first, second]) {
      await approve(app.github, "grace", number);
      expect(await judge(number)).toEqual({ conclusion: "success", codes: [], merged: false });
    }
    const before = await listAdopted();
    for (const number of [first, second])
      await app.as("dave").pulls.merge({ ...at, pull_number: number, merge_method: "squash" });
    await app.reconcile();
    const adopted = (await listAdopted()).slice(before.length).map(({ pull }) => pull);
    expect(adopted.filter((pull) => pull !== undefined)).toEqual([first, second]);
    const { number, path } = await ask();
    expect(await judge(number)).toEqual(approved);
    await app.reconcile();
    expect(await readFate(app, path)).toMatchObject({ granted: true });
  });

  it.each([
    ["adopted once it tells", true],
    ["rejected with an alert ten minutes after the merge, when it never does", false],
  ])("X15: a change merged before the activity log tells its pushers is %s", async (_how, isTold) => {
    const number = await propose("dave", { [VISITOR]: stricter });
    await approve(app.github, "grace", number);
    expect(await judge(number)).toMatchObject({ conclusion: "success" });
    const tellNothing = vi.spyOn(app.deps.github, "listMoves").mockResolvedValue([]);
    await app.as("dave").pulls.merge({ ...at, pull_number: number, merge_method: "squash" });
    const alerts = () =>
      app.log.map((line) => JSON.parse(line)).filter(({ step, alert }) => alert && step === "adopt");
    const isAdopted = async () => (await listAdopted()).some(({ pull }) => pull === number);
    await app.reconcile();
    expect([await isAdopted(), alerts()]).toEqual([false, []]);
    if (isTold) tellNothing.mockRestore();
    else app.travel(601);
    await app.reconcile();
    expect(await isAdopted()).toBe(isTold);
    expect(alerts()).toHaveLength(isTold ? 0 : 1);
    tellNothing.mockRestore();
  });

  it("X15: what is merged after a change that waits for the activity log waits too, without an alert", async () => {
    const first = await propose("dave", { [VISITOR]: stricter });
    const second = await propose("dave", { "policies/ops.yaml": ops.replace("maximum: 1d", "maximum: 2d") });
    for (const number of [first, second]) {
      await approve(app.github, "grace", number);
      expect(await judge(number)).toMatchObject({ conclusion: "success" });
    }
    const { listMoves, readPull } = app.deps.github;
    const ref = (await readPull(first))?.head.ref;
    const tellLess = vi
      .spyOn(app.deps.github, "listMoves")
      .mockImplementation(async (branch) => (branch === ref ? [] : listMoves(branch)));
    for (const number of [first, second])
      await app.as("dave").pulls.merge({ ...at, pull_number: number, merge_method: "squash" });
    const listPulls = async () => (await listAdopted()).flatMap(({ pull }) => pull ?? []);
    const before = app.log.length;
    await app.reconcile();
    const alerts = app.log.slice(before).filter((line) => JSON.parse(line).alert);
    expect([await listPulls(), alerts]).toEqual([[], []]);
    tellLess.mockRestore();
    await app.reconcile();
    expect(await listPulls()).toEqual([first, second]);
  });

  it("X15: of two changes of one file the second is denied once the first is merged, until it is updated", async () => {
    const before = fileInForce(OWNERS);
    const first = await propose("dave", { [OWNERS]: `# One\n${before}` });
    const second = await propose("dave", { [OWNERS]: `${before}# Two\n` });
    for (const number of [first, second]) {
      await approve(app.github, "grace", number);
      expect(await judge(number)).toMatchObject({ conclusion: "success" });
    }
    await app.as("dave").pulls.merge({ ...at, pull_number: first, merge_method: "squash" });
    await app.reconcile();
    expect(await judge(second)).toEqual(denied("RULES_MOVED"));
  });
});

describe("a change of the rules", { timeout: 60_000 }, () => {
  beforeAll(() => start(rulesSeed()), 60_000);
  afterEach(pinTip);
  afterAll(() => app?.stop());

  /** Dave asks for a change and grace, the other owner of the rules, says yes; dave merges it. */
  async function change(files: Record<string, string>): Promise<number> {
    const number = await propose("dave", files);
    expect(await judge(number)).toMatchObject({ conclusion: "waiting" });
    await approve(app.github, "grace", number);
    expect(await judge(number)).toEqual({ conclusion: "success", codes: [], merged: false });
    await app.as("dave").pulls.merge({ ...at, pull_number: number, merge_method: "squash" });
    return number;
  }

  it("X13: approved by nobody but its author is not adopted: GitHub takes no such review, and the app would not", async () => {
    const before = await readTip();
    const number = await propose("dave", { [VISITOR]: looser });
    await expect(approve(app.github, "dave", number)).rejects.toThrow(/own pull request/u);
    expect(await judge(number)).toEqual({ conclusion: "waiting", codes: [], merged: false });
    await mergePast(number);
    await expectStopped(before, "Code owners approved exactly this");
  });

  it("X13: approved by those who approve requests, and not by the owners of the rules, is not adopted", async () => {
    const before = await readTip();
    const number = await propose("dave", { [VISITOR]: looser });
    await approve(app.github, "carol", number);
    expect(await judge(number)).toEqual({ conclusion: "waiting", codes: [], merged: false });
    await mergePast(number);
    await expectStopped(before, "Code owners approved exactly this");
  });

  it("X14: that makes its approvers the owners of the rules is not adopted", async () => {
    const before = await readTip();
    const number = await propose("alice", {
      [OWNERS]: giveRulesTo("@acme/payments-leads"),
      [SETTINGS]: settings().replace("{ slug: security, id: 303 }", "{ slug: payments-leads, id: 302 }"),
    });
    await approve(app.github, "carol", number);
    expect(await judge(number)).toEqual({ conclusion: "waiting", codes: [], merged: false });
    await mergePast(number);
    await expectStopped(before, "Code owners approved exactly this");
  });

  it("X15: that is merged inside another pull request is not adopted, though its owners approved it", async () => {
    const before = await readTip();
    const inner = await openPull(app.github, "dave", { [VISITOR]: looser });
    await approve(app.github, "grace", inner.number);
    expect(await judge(inner.number)).toMatchObject({ conclusion: "success" });
    const clone = await app.clone("alice");
    await clone.git("checkout", "--quiet", "-b", "notes", inner.head);
    await clone.commit({ "notes.md": "Notes.\n" });
    await clone.git("push", "--quiet", "origin", "notes");
    const outer = await app.as("alice").pulls.create({ ...at, title: "Notes", head: "notes", base: "main" });
    expect(await judge(outer.data.number)).toMatchObject({ conclusion: "waiting" });
    await mergePast(outer.data.number);
    await expectStopped(before, "Code owners approved exactly this");
  });

  it("X12: that its owners approved is adopted, and the older one put back by hand is not, though it was adopted once", async () => {
    const number = await change({ [VISITOR]: stricter });
    const { entries } = await app.reconcile();
    const adopted = entries.flatMap((entry) => (entry.kind === "adopted" ? [entry.adoption] : []));
    expect(adopted).toEqual([
      expect.objectContaining({ pull: number, approvers: [{ id: 1006, login: "grace" }] }),
    ]);
    const { number: long } = await ask({ duration: "5h" });
    expect(await judge(long)).toEqual(denied("DURATION_TOO_LONG"));
    const before = await readTip();
    await push({ [VISITOR]: fileInForce(VISITOR) });
    expect(await judge(long)).toEqual(denied("RULES_NOT_ADOPTED"));
    await expectStopped(before, "NO_PULL_REQUEST");
  });

  it("X12: that is taken back by hand before the app looked was adopted all the same", async () => {
    const before = await readTip();
    const number = await change({ [VISITOR]: fileInForce(VISITOR).replace("maximum: 1d", "maximum: 1h") });
    await putBack(before);
    await app.reconcile();
    expect((await listAdopted()).at(-1)?.pull).toBe(number);
    expect(await judge((await ask()).number)).toEqual(denied("RULES_NOT_ADOPTED"));
  });

  it("X14: that gives the rules to other owners is approved by those before, and adopted", async () => {
    const heirs = {
      [OWNERS]: giveRulesTo("@acme/ops-leads"),
      [SETTINGS]: settings().replace("{ slug: security, id: 303 }", "{ slug: ops-leads, id: 305 }"),
    };
    const number = await change(heirs);
    const { entries } = await app.reconcile();
    expect(entries).toContainEqual(
      expect.objectContaining({ kind: "adopted", adoption: expect.objectContaining({ pull: number }) }),
    );
    const back = await propose("dave", { [OWNERS]: fileInForce(OWNERS), [SETTINGS]: settings() });
    await approve(app.github, "grace", back);
    expect(await judge(back)).toEqual({ conclusion: "success", codes: [], merged: false });
    await app.as("dave").pulls.merge({ ...at, pull_number: back, merge_method: "squash" });
    await app.reconcile();
    expect((await listAdopted()).at(-1)?.pull).toBe(back);
  });

  it("X10: of the identity map between the merge and the grant grants nothing: no approver saw that account", async () => {
    const { path, number } = await ask();
    expect(await judge(number)).toEqual(approved);
    await change({ [SETTINGS]: settings().replace("memory: alice", "memory: root") });
    await expectRefused(app, path, { pull: number, codes: ["PRINCIPAL_CHANGED"] });
    expect((await app.listVisitors()).map(({ principal }) => principal)).not.toContain("root");
    await change({ [SETTINGS]: settings() });
    await app.reconcile();
  });

  it("PS11: that takes the policy away ends what was granted by it, also when its provider left the configuration for a while", async () => {
    const { path, number } = await ask({ duration: "10m" });
    expect(await judge(number)).toEqual(approved);
    await app.reconcile();
    app.travel(61);
    await app.reconcile();
    const clone = await app.clone("dave");
    await clone.git("checkout", "--quiet", "-b", "no-visitors");
    await clone.git("rm", "--quiet", VISITOR);
    await clone.git("commit", "--quiet", "--message", "No visitors");
    await clone.git("push", "--quiet", "origin", "no-visitors");
    const pull = { ...at, title: "No visitors", head: "no-visitors", base: "main" };
    const removal = (await app.as("dave").pulls.create(pull)).data.number;
    await approve(app.github, "grace", removal);
    expect(await judge(removal)).toMatchObject({ conclusion: "success" });
    await app.as("dave").pulls.merge({ ...at, pull_number: removal, merge_method: "squash" });
    const poorer: Deps = { ...app.deps, providers: new Map() };
    const lines = app.log.length;
    expect((await app.reconcile(poorer)).complete).toBe(false);
    expect(app.log.slice(lines).join("\n")).toContain("has no provider");
    expect(await app.listVisitors()).toHaveLength(1);
    const { number: other } = await ask();
    expect(await reviewPullRequest(poorer, other)).toMatchObject({
      decision: {
        verdicts: expect.arrayContaining([
          expect.objectContaining({
            status: "waiting",
            says: expect.stringContaining('the provider "memory"'),
          }),
        ]),
      },
    });
    // What failed waits a little before it is tried again.
    app.travel(5);
    await app.reconcile();
    expect((await readFate(app, path)).lease?.ended).toMatchObject({ because: "policy" });
    expect(await app.listVisitors()).toEqual([]);
    await change({ [VISITOR]: fileInForce(VISITOR) });
    await app.reconcile();
  });

  it("PS3: that is no more than notes and a CODEOWNERS is a change of the rules, and unreadable", async () => {
    const number = await propose("alice", { "notes.md": "Notes.\n", CODEOWNERS: "* @acme/payments\n" });
    expect((await judge(number)).codes).toEqual(["CODEOWNERS_TWICE"]);
    for (const login of ["dave", "grace"]) await approve(app.github, login, number);
    expect(await judge(number)).toEqual(denied("CODEOWNERS_TWICE"));
  });

  it("X15: that was not adopted counts once an operator has looked and pins it, and what was merged under it too", async () => {
    await push({ [VISITOR]: looser });
    const { path, number } = await ask();
    await app.reconcile();
    expect(await judge(number)).toEqual(denied("RULES_NOT_ADOPTED"));
    const pinned: Deps = { ...app.deps, trustedCommit: await readTip() };
    expect(await judge(number, pinned)).toEqual(approved);
    const { entries } = await app.reconcile(pinned);
    expect(entries.filter(({ kind }) => kind === "adopted")).toHaveLength(1);
    expect(await readFate(app, path)).toMatchObject({ granted: true });
  });
});

describe("the teams that the rules name", { timeout: 60_000 }, () => {
  beforeAll(() => start(rulesSeed()), 60_000);
  afterAll(() => app?.stop());

  it("X17: a pinned commit that is not on the default branch trusts nothing", async () => {
    const { path, number } = await ask();
    expect(await judge(number)).toEqual(approved);
    const elsewhere = await openPull(app.github, "alice", { [requestPath()]: visitorText() });
    await app.deps.repository.fetch([number, elsewhere.number]);
    const lost: Deps = { ...app.deps, trustedCommit: elsewhere.head };
    const verified = await verifyMerged(lost, await snapshotOf(lost, emptyLedger));
    expect(verified.entries).toEqual([]);
    expect(verified.unjudged).toBeGreaterThan(0);
    const pull = await app.deps.github.readPull(number);
    if (pull === undefined) throw new Error(`There is no #${number}.`);
    expect((await gatherEvidence(lost, pull, await snapshotOf(lost, emptyLedger))).rules.adopted).toBe(false);
    expect(
      (await gatherEvidence(app.deps, pull, await snapshotOf(app.deps, emptyLedger))).rules.adopted,
    ).toBe(true);
    await app.reconcile();
    expect(await readFate(app, path)).toMatchObject({ granted: true });
  });

  it("PS5: a team that was renamed approves nothing until it has its name again; what was merged waits", async () => {
    const before = await ask();
    expect(await judge(before.number)).toEqual(approved);
    app.github.sandbox.control.renameTeam("payments-leads", "payments-heads");
    const { path, number } = await ask();
    expect((await judge(number)).codes).toEqual(
      expect.arrayContaining(["CODEOWNERS_ERROR", "OWNER_NOT_APPROVER"]),
    );
    for (let round = 0; round < 2; round++) {
      await app.reconcile();
      app.travel(61);
      expect(await readFate(app, before.path)).toEqual({ granted: false });
    }
    app.github.sandbox.control.renameTeam("payments-heads", "payments-leads");
    expect(await judge(number)).toEqual(approved);
    await app.reconcile();
    expect(await readFate(app, before.path)).toMatchObject({ granted: true });
    expect(await readFate(app, path)).toMatchObject({ granted: true });
  });

  it("PS5: a renamed team ends nothing that it had approved", async () => {
    const { path, number } = await ask();
    expect(await judge(number)).toEqual(approved);
    await app.reconcile();
    app.github.sandbox.control.renameTeam("payments-leads", "payments-heads");
    app.travel(61);
    await app.reconcile();
    expect((await readFate(app, path)).lease).toMatchObject({ request: expect.any(String) });
    expect((await readFate(app, path)).lease?.ended).toBeUndefined();
    app.github.sandbox.control.renameTeam("payments-heads", "payments-leads");
    await app.reconcile();
    expect((await readFate(app, path)).lease?.verifiedAt).toBeInstanceOf(Date);
  });

  it("PS5: a team made anew under the old name is another team, whoever is in it", async () => {
    const { control } = app.github.sandbox;
    const good = await ask(guide, "ops", "grace");
    const { number } = await ask(guide, "ops", "grace");
    expect(await judge(good.number)).toEqual(approved);
    control.deleteTeam("ops-leads");
    expect((await judge(number)).codes).toEqual(
      expect.arrayContaining(["CODEOWNERS_ERROR", "OWNER_NOT_APPROVER"]),
    );
    const { id } = control.createTeam("ops-leads");
    expect(id).not.toBe(305);
    control.addToTeam("ops-leads", "grace");
    control.setTeamPermission("ops-leads", "write");
    expect((await judge(number)).codes).toEqual(["OWNER_NOT_APPROVER", "NOBODY_CAN_APPROVE"]);
    await expectRefused(app, good.path, {
      pull: good.number,
      codes: ["OWNER_NOT_APPROVER", "NOBODY_CAN_APPROVE"],
    });
  });
});

describe("patterns", () => {
  it("PS9: of CODEOWNERS that would take for ever to match are matched at once", () => {
    const long = "a".repeat(5000);
    for (const pattern of [`/${"*a".repeat(100)}b`, `/${"**/".repeat(100)}b`, `${"a*".repeat(100)}/b`]) {
      const codeowners = parseCodeowners(`${pattern} @acme/everybody\n`, OWNERS);
      expect(findOwners(codeowners, `${long}/${long}c`)).toBeUndefined();
      expect(findOwners(codeowners, "a/".repeat(2000))).toBeUndefined();
    }
  });

  it("PS9: policies have none: an expression is no name of a role", () => {
    const { findings } = parsePolicy(ops.replace("guide, lead", '"^(a+)+$"'), "policies/ops.yaml");
    expect(findings.map(({ code }) => code)).toContain("VALUE_PATTERN");
  });
});
