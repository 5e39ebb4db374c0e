// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   ID1: A login is renamed between request and merge.
//   ID2: A stranger takes the old login of a person whom a file names.
//   ID3: The request names an account at the provider.
//   ID4: A person puts another's e-mail address into profile or commits.
//   ID5: An account is guessed from a name or a domain.
//   ID6: An account has no SAML identity, or two accounts share one.
//   ID7: The subject leaves the organisation or the team between approval and merge.
//   ID9: The approver leaves the team between approval and merge.
//   X25: A stranger takes the old login of an approver, or joins under it.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { defaultSeed } from "../../demo/src/sandbox/seed.ts";
import { conclude } from "../../src/core/decision/check-result.ts";
import { GitHubError } from "../../src/github/http/error.ts";
import { type InProcess, startInProcess, visitorText } from "../support/in-process.ts";
import { at } from "../support/local-github.ts";
import { expectRefused, readFate } from "../support/past-the-rules.ts";
import { approve, isMerged, openPull, readCheck, requestPath } from "../support/people.ts";
import { seedFile, seedWith } from "../support/seed-with.ts";

/** Each test spends somebody: who is renamed or has left is of no use to the next one. */
const people = [
  ...["ann", "ben", "cas", "dan", "eli", "fay", "gus", "hal"],
  // They are in no identity map.
  ...["ned", "nora"],
];
const idOf = (login: string): number => 1100 + people.indexOf(login);
/** They lead, beside carol. */
const leads = ["lea", "lou", "liz"];

const entries = [
  ...people.slice(0, -2).map((login) => ({ id: idOf(login), login })),
  ...leads.map((login, index) => ({ id: 1200 + index, login })),
];
const settings = `${seedFile(".github/hallpass.yaml")}${entries
  .map(({ id, login }) => `  - { id: ${id}, login: ${login}, principals: { memory: ${login}-account } }\n`)
  .join("")}`;

function seed() {
  const { users, teams, ...rest } = defaultSeed();
  const more = (slug: string): string[] =>
    slug === "payments" ? [...people, ...leads] : slug === "payments-leads" ? [...leads, "nora"] : [];
  return seedWith(
    { ".github/hallpass.yaml": settings },
    {
      ...rest,
      users: [
        ...users,
        ...people.map((login) => ({ id: idOf(login), login, role: "member" as const })),
        ...leads.map((login, index) => ({ id: 1200 + index, login, role: "member" as const })),
      ],
      teams: teams.map((team) => ({ ...team, members: [...team.members, ...more(team.slug)] })),
    },
  );
}

let app: InProcess;

/** What the app says of an open pull request, and whether it merged it. */
async function judge(number: number) {
  const checkResult = await app.review(number);
  if (checkResult === undefined) throw new Error(`#${number} is not open.`);
  const codes = checkResult.findings.map(({ code }) => code);
  return { conclusion: conclude(checkResult), codes, merged: await isMerged(app.github, number) };
}

const denied = (...codes: string[]) => ({ conclusion: "failure", codes, merged: false });

/** Somebody asks for themself. */
async function ask(login: string, fields: Readonly<Record<string, string>> = {}) {
  const path = requestPath();
  const { number } = await openPull(app.github, login, {
    [path]: visitorText({ subject: login, ...fields }),
  });
  return { path, number };
}

/** The same, reviewed and merged, and not looked at since. */
async function askAndMerge(login: string, approver = "carol") {
  const asked = await ask(login);
  await approve(app.github, approver, asked.number);
  expect(await judge(asked.number)).toEqual({ conclusion: "success", codes: [], merged: true });
  return asked;
}

const listAccounts = async () => (await app.listVisitors()).map(({ principal }) => principal);

describe("who is who", { timeout: 60_000 }, () => {
  beforeAll(async () => {
    app = await startInProcess({ seed: seed() });
  }, 240_000);
  afterAll(() => app?.stop());

  it("ID1: a login that was renamed after the review is denied; the file names somebody who is not there", async () => {
    const { number } = await ask("ann");
    expect(await judge(number)).toMatchObject({ conclusion: "waiting" });
    await approve(app.github, "carol", number);
    app.github.sandbox.control.renameLogin("ann", "anna");
    expect(await judge(number)).toEqual(denied("SUBJECT_UNKNOWN"));
  });

  it("ID1: a login that was renamed after the merge grants nothing: the ids bound at the review are gone", async () => {
    const { path, number } = await askAndMerge("ben");
    app.github.sandbox.control.renameLogin("ben", "benny");
    await expectRefused(app, path, { pull: number, codes: ["SUBJECT_UNKNOWN", "CHECK_UNPROVEN"] });
    expect(await listAccounts()).not.toContain("ben-account");
  });

  it("ID2: the old login in a stranger's hands is another id, before the merge", async () => {
    const { number } = await ask("cas");
    await approve(app.github, "carol", number);
    app.github.sandbox.control.renameLogin("cas", "cassie");
    app.github.sandbox.control.registerLogin("cas");
    const verdict = await judge(number);
    expect(verdict).toMatchObject({ conclusion: "failure", merged: false });
    expect(verdict.codes).toEqual(["SUBJECT_NOT_REQUESTER", "PRINCIPAL_UNKNOWN"]);
  });

  it("ID2: the old login in a stranger's hands is another id, after the merge", async () => {
    const { path, number } = await askAndMerge("dan");
    app.github.sandbox.control.renameLogin("dan", "daniel");
    const stranger = app.github.sandbox.control.registerLogin("dan");
    app.github.sandbox.control.addMember("dan");
    app.github.sandbox.control.addToTeam("payments", "dan");
    expect(stranger.id).not.toBe(idOf("dan"));
    await expectRefused(app, path, {
      pull: number,
      codes: ["SUBJECT_NOT_REQUESTER", "PRINCIPAL_UNKNOWN", "CHECK_UNPROVEN"],
    });
    expect(await listAccounts()).not.toContain("dan-account");
  });

  it("X25: a stranger with the old login of an approver is not the approver", async () => {
    const { number } = await ask("alice");
    app.github.sandbox.control.renameLogin("lea", "leah");
    const stranger = app.github.sandbox.control.registerLogin("lea");
    app.github.sandbox.control.addMember("lea");
    app.github.sandbox.control.addToTeam("payments-leads", "lea");
    const answer = await app.github.call(`/repos/acme/access/pulls/${number}/reviews`, {
      method: "POST",
      headers: { authorization: `Bearer ${stranger.token}` },
      body: JSON.stringify({ event: "APPROVE" }),
    });
    expect(answer.status).toBe(200);
    expect(await judge(number)).toEqual({ conclusion: "waiting", codes: [], merged: false });
  });

  it("X25: an approver who was renamed after approving is still the one who approved", async () => {
    const { path } = await askAndMerge("alice", "lou");
    app.github.sandbox.control.renameLogin("lou", "louise");
    app.github.sandbox.control.registerLogin("lou");
    await app.reconcile();
    const { lease } = await readFate(app, path);
    expect(lease?.approvers.map(({ id }) => id)).toEqual([1200 + leads.indexOf("lou")]);
  });

  it("ID1: letters of another case are the same login, and the same id", async () => {
    const path = requestPath();
    const { number } = await openPull(app.github, "alice", { [path]: visitorText({ subject: "ALICE" }) });
    await approve(app.github, "carol", number);
    expect(await judge(number)).toEqual({ conclusion: "success", codes: [], merged: true });
    await app.reconcile();
    const { lease } = await readFate(app, path);
    expect(lease).toMatchObject({ subject: { id: 1001, login: "alice" }, principal: "alice" });
  });

  it.each([
    ["an account", { principal: "root" }, ["FIELD_UNKNOWN"]],
    ["an account for each provider", { principals: "{ memory: root }" }, ["FIELD_UNKNOWN"]],
    ["an address", { email: "root@acme.example" }, ["FIELD_UNKNOWN"]],
    [
      "an account beside the role",
      { entitlements: "[{ provider: memory, resource: sandbox, role: visitor, principal: root }]" },
      ["FIELD_UNKNOWN"],
    ],
    ["an address in the place of the login", { subject: "alice@acme.example" }, ["VALUE_PATTERN"]],
    ["a number in the place of the login", { subject: '"1001"' }, ["SUBJECT_UNKNOWN"]],
  ])("ID3: a request that names %s is denied", async (_name, fields, codes) => {
    const { number } = await ask("alice", fields);
    await approve(app.github, "carol", number);
    expect(await judge(number)).toEqual(denied(...codes));
  });

  it("ID4: commits with somebody else's address ask for nobody but who opened the pull request", async () => {
    const clone = await app.clone("eli");
    const address = app.github.sandbox.logins.alice?.email ?? "";
    await clone.git("config", "user.email", address);
    await clone.git("checkout", "--quiet", "-b", "as-alice");
    const path = requestPath();
    await clone.commit({ [path]: visitorText({ subject: "eli" }) });
    await clone.git("commit", "--quiet", "--amend", "--no-edit", `--author=alice <${address}>`);
    await clone.git("push", "--quiet", "origin", "as-alice");
    const pull = { ...at, title: "Access for alice", head: "as-alice", base: "main" };
    const { number } = (await app.as("eli").pulls.create(pull)).data;
    await approve(app.github, "carol", number);
    expect(await judge(number)).toEqual({ conclusion: "success", codes: [], merged: true });
    await app.reconcile();
    const { lease } = await readFate(app, path);
    expect(lease).toMatchObject({ subject: { id: idOf("eli") }, principal: "eli-account" });
  });

  it("ID4: an address of somebody else does not let anybody ask in their name", async () => {
    const path = requestPath();
    const clone = await app.clone("grace");
    await clone.git("checkout", "--quiet", "-b", "as-her");
    await clone.commit({ [path]: visitorText() });
    await clone.git(
      "commit",
      ...["--quiet", "--amend", "--no-edit", `--author=alice <${app.github.sandbox.logins.alice?.email}>`],
    );
    await clone.git("push", "--quiet", "origin", "as-her");
    const pull = { ...at, title: "Access for alice", head: "as-her", base: "main" };
    const { number } = (await app.as("grace").pulls.create(pull)).data;
    await approve(app.github, "carol", number);
    expect(await judge(number)).toEqual(denied("SUBJECT_NOT_REQUESTER", "REQUESTER_NOT_ALLOWED"));
  });

  it("ID5: whom the map does not name has no account, whatever they are called", async () => {
    const { number } = await ask("ned");
    await approve(app.github, "carol", number);
    expect(await judge(number)).toEqual(denied("PRINCIPAL_UNKNOWN"));
  });

  it("ID5: whom the map does not name approves nothing", async () => {
    const { number } = await ask("alice");
    await approve(app.github, "nora", number);
    expect(await judge(number)).toEqual({ conclusion: "waiting", codes: [], merged: false });
  });

  it.each([
    ["the team", "fay", (login: string) => app.github.sandbox.control.removeFromTeam("payments", login)],
    ["the organisation", "gus", (login: string) => app.github.sandbox.control.removeMember(login)],
  ])("ID7: a subject who left %s after the merge gets nothing", async (_name, login, leave) => {
    const { path, number } = await askAndMerge(login);
    leave(login);
    await expectRefused(app, path, { pull: number, codes: ["REQUESTER_NOT_ALLOWED"] });
    expect(await listAccounts()).not.toContain(`${login}-account`);
  });

  it("ID7: a subject who left the team after the approval is not merged", async () => {
    const { number } = await ask("hal");
    await approve(app.github, "carol", number);
    app.github.sandbox.control.removeFromTeam("payments", "hal");
    expect(await judge(number)).toEqual(denied("REQUESTER_NOT_ALLOWED"));
  });

  it("ID9: an approver who left the team after the approval has approved nothing", async () => {
    const { number } = await ask("alice");
    await approve(app.github, "liz", number);
    app.github.sandbox.control.removeFromTeam("payments-leads", "liz");
    expect(await judge(number)).toEqual({ conclusion: "waiting", codes: [], merged: false });
    app.github.sandbox.control.addToTeam("payments-leads", "liz");
  });

  it("ID9: an approver who left the team after the merge has approved nothing", async () => {
    const { path, number } = await askAndMerge("alice", "carol");
    app.github.sandbox.control.removeFromTeam("payments-leads", "carol");
    await expectRefused(app, path, { pull: number, codes: ["NOT_APPROVED"] });
  });
});

describe("the identity provider of the organisation", { timeout: 60_000 }, () => {
  beforeAll(async () => {
    const linked = settings.replace("people:\n", "externalIdentities: { memory: nameId }\npeople:\n");
    app = await startInProcess({ seed: seedWith({ ".github/hallpass.yaml": linked }, seed()) });
    const { control } = app.github.sandbox;
    control.linkSaml("alice", { nameId: "alice@acme.example", scimUserName: "a.lice" });
    control.linkSaml("ann", { nameId: "both@acme.example" });
    control.linkSaml("ben", { nameId: "both@acme.example" });
    control.linkSaml("cas", { nameId: "cas@acme.example", scimUserName: "dan@acme.example" });
    control.linkSaml("dan", { nameId: "dan@acme.example" });
    control.linkSaml("eli", { scimUserName: "eli@acme.example" });
    control.linkSaml("fay", { nameId: "fay@acme.example" });
    control.linkSaml(null, { nameId: "fay@acme.example" });
    control.linkSaml("gus", { nameId: "gus@acme.example" });
    control.linkSaml("ned", { nameId: "ned\u200b@acme.example" });
  }, 240_000);
  afterAll(() => app?.stop());

  it("ID6: says whose account it is, and not the map", async () => {
    const { path } = await askAndMerge("alice");
    await app.reconcile();
    expect(await readFate(app, path)).toMatchObject({ lease: { principal: "alice@acme.example" } });
    expect(await listAccounts()).toEqual(["alice@acme.example"]);
  });

  it.each([
    ["nobody is linked to the account", "hal"],
    ["two accounts share the name", "ann"],
    ["two accounts share the name, and this is the other", "ben"],
    ["the name is another's in the other place", "dan"],
    ["there is no name of the kind that is asked for", "eli"],
    ["an identity nobody has linked yet has the same name", "fay"],
    ["the name has characters no account has", "ned"],
  ])("ID6: denied where %s", async (_name, login) => {
    const { number } = await ask(login);
    await approve(app.github, "carol", number);
    expect(await judge(number)).toEqual(denied("PRINCIPAL_UNKNOWN"));
  });

  it("ID6: grants nothing when the link was moved after the merge", async () => {
    const { path, number } = await askAndMerge("gus");
    app.github.sandbox.control.unlinkSaml("gus");
    app.github.sandbox.control.linkSaml("gus", { nameId: "root@acme.example" });
    await expectRefused(app, path, { pull: number, codes: ["CHECK_UNPROVEN"] });
    expect(await listAccounts()).toEqual(["alice@acme.example"]);
  });

  it("ID6: is no answer when it cannot be read, and never the map's", async () => {
    const { identities, github } = app.deps;
    const unknown = { id: 4711, login: "alice" };
    expect(await identities.read(unknown)).toBeUndefined();
    const { control } = app.github.sandbox;
    control.failRequests({ answer: "server error", status: 502, api: "graphql" });
    try {
      await expect(identities.read({ id: 1001, login: "alice" })).rejects.toThrow(GitHubError);
      const { number } = await ask("alice");
      await expect(app.review(number)).rejects.toThrow(GitHubError);
      const pull = await github.readPull(number);
      expect(await readCheck(app.github, pull?.head.sha ?? "")).toMatchObject({
        status: "in_progress",
        title: expect.stringContaining('Waiting: GitHub did not do "read the SAML identity of alice" (502'),
      });
    } finally {
      control.stopFailing();
    }
  });

  it("ID6: is no answer where single sign-on is the enterprise's, and the check says what to change", async () => {
    const { control } = app.github.sandbox;
    control.moveSaml("enterprise");
    try {
      const { number } = await ask("alice");
      await expect(app.review(number)).rejects.toThrow("GitHub shows the app no SAML identity provider");
      const pull = await app.deps.github.readPull(number);
      const check = await readCheck(app.github, pull?.head.sha ?? "");
      expect(check).toMatchObject({ status: "in_progress", conclusion: null });
      expect(check?.title).toContain("Waiting: the settings take accounts from the SAML identities of acme");
      expect(check?.summary).toContain("list the accounts under");
      control.moveSaml("organization");
      await app.review(number);
      expect(await readCheck(app.github, pull?.head.sha ?? "")).toMatchObject({
        title: expect.stringContaining("Waiting for carol"),
      });
    } finally {
      control.moveSaml("organization");
    }
  });
});
