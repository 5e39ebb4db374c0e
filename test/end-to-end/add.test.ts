import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { defaultSeed } from "../../demo/src/sandbox/seed.ts";
import { startCommand } from "../support/command-process.ts";
import { type InProcess, startInProcess } from "../support/in-process.ts";
import { at } from "../support/local-github.ts";
import { approve, isMerged, requestPath } from "../support/people.ts";

let app: InProcess;
let env: string;

/** Two who are not in the rules yet: frank of payments, and the team legal, which may not write. */
function withNewcomers() {
  const seed = defaultSeed();
  const teams = seed.teams.map((team) =>
    team.slug === "payments" ? { ...team, members: [...team.members, "frank"] } : team,
  );
  return {
    ...seed,
    users: [...seed.users, { id: 1010, login: "frank", role: "member" as const }],
    teams: [...teams, { id: 304, slug: "legal", members: ["frank", "dave"] }],
  };
}

beforeAll(async () => {
  app = await startInProcess({ seed: withNewcomers() });
  env = join(app.github.dir, "hallpass.env");
  const { url } = app.github.sandbox;
  await writeFile(env, `HALLPASS_REPOSITORY=acme/access\nGITHUB_API_URL=${url}\nGITHUB_SERVER_URL=${url}\n`);
}, 240_000);
afterAll(() => app?.stop());

async function run(args: readonly string[], login?: string) {
  const token = login === undefined ? {} : { GH_TOKEN: app.github.tokenOf(login) };
  const command = startCommand(args, token);
  const code = await command.exited;
  return { code, out: command.output.join("\n"), err: command.errors.join("\n") };
}

async function add(login: string, ...words: readonly string[]) {
  const { code, out, err } = await run(["add", ...words, "--env", env, "--yes", "--json"], login);
  return { code, err, report: JSON.parse(out) };
}

const visitors = [
  ...["provider", "billing", "--adapter", "memory", "--set", "resources.ledger=[reader]"],
  ...["--folder", "payments", "--template", "debugging", "--resource", "ledger", "--role", "reader"],
  ...["--accounts", "login"],
];

/** The rules' owners approve, and the pull request is merged by its author. */
async function land(report: { next: string[] }): Promise<void> {
  const number = Number(/pull\/(\d+)/u.exec(report.next.join(" "))?.[1]);
  await approve(app.github, "grace", number);
  const check = await app.review(number);
  expect(check).toMatchObject({ kind: "rules", decision: { status: "approved" } });
  if (!(await isMerged(app.github, number)))
    await app.as("dave").pulls.merge({ ...at, pull_number: number, merge_method: "squash" });
  await app.reconcile();
  const { state } = await app.deps.ledger.read();
  expect(state.adoptions.map(({ pull }) => pull)).toContain(number);
}

const ask = `subject: frank
entitlements:
  - { provider: billing, resource: ledger, role: reader }
duration: 1h
reason: Look into the stuck invoices
`;

it("adds a person and a provider by pull requests to the rules, and a request for them passes the check", async () => {
  const person = await add("dave", "person", "FRANK", "--as", "memory=frank.f");
  expect(person).toMatchObject({ code: 0, err: "" });
  expect(person.report.plan).toEqual([
    { what: "person", name: "frank, id 1010, frank.f at memory", action: "create" },
  ]);
  const again = await add("dave", "person", "frank", "--as", "memory=frank.f");
  expect(again.report.next[0]).toContain("It was open before");
  await land(person.report);
  expect((await add("dave", "person", "frank", "--as", "memory=frank.f")).report).toMatchObject({
    done: false,
    next: [],
  });

  const provider = await add("dave", ...visitors);
  expect(provider).toMatchObject({ code: 0, err: "" });
  expect(await readFile(env, "utf8")).toContain(
    "HALLPASS_PROVIDERS='[{ name: billing, adapter: memory, resources: { ledger: [ reader ] } }]'\n",
  );
  await land(provider.report);

  const clone = await app.clone("frank");
  const path = join(clone.dir, requestPath());
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, ask);
  const checked = await run(["check", "--root", clone.dir, path]);
  expect(checked).toEqual({ code: 0, out: `${path}: no mistakes (request)`, err: "" });
  expect((await run(["check", "--root", clone.dir])).code).toBe(0);
});

it("adds a team with its folder and its people, and gives it the role Write", async () => {
  const { code, err, report } = await add(
    "olga",
    ...["team", "acme/legal", "--approvers", "security", "--accounts", "login", "--template", "review"],
    ...["--provider", "memory", "--resource", "sandbox", "--role", "visitor"],
  );
  expect([code, err]).toEqual([0, ""]);
  expect(report.plan).toContainEqual({ what: "team", name: "legal: Write", action: "create" });
  expect(report.plan).toContainEqual({ what: "team", name: "security: Write", action: "keep" });
  await land(report);
  const clone = await app.clone("dave");
  const owners = await run(["owners", "--root", clone.dir, "access-requests/legal/a.yaml"]);
  expect(owners.out).toContain("@acme/security");
  expect((await run(["check", "--root", clone.dir])).code).toBe(0);
});

it("takes a person's account from the SAML identity, where GitHub shows it to this token", async () => {
  app.github.sandbox.control.linkSaml("olga", { nameId: "olga@acme.example", scimUserName: "o.lga" });
  const person = ["person", "olga", "--accounts", "scimUserName", "--dry-run"];
  const asOwner = await add("olga", ...person);
  expect([asOwner.err, asOwner.report.plan[0].name]).toEqual([
    "",
    expect.stringMatching(/^olga, id \d+, .*\bo\.lga at memory/u),
  ]);
  // GitHub shows identities to owners of the organisation alone.
  const asMember = await add("dave", ...person);
  expect([asMember.err, asMember.report.plan[0].name]).toEqual([
    "",
    expect.stringMatching(/^olga, id \d+$/u),
  ]);
});

it.each([
  [
    "a person whom GitHub does not know",
    ["person", "mallory", "--accounts", "none"],
    2,
    /no person mallory/u,
  ],
  [
    "an app's account",
    ["person", "hallpass[bot]", "--accounts", "none"],
    2,
    /"hallpass\[bot\]" cannot be used/u,
  ],
  [
    "a team that is not there",
    ["team", "nobody", "--approvers", "security", "--accounts", "none"],
    2,
    /has no team nobody/u,
  ],
  [
    "ids beside GitHub's",
    ["person", "frank", "--id", "frank=1", "--accounts", "none"],
    2,
    /--id goes with --offline/u,
  ],
])("refuses %s", async (_what, words, code, says) => {
  const answer = await add("dave", ...words);
  expect([answer.code, answer.err]).toEqual([code, expect.stringMatching(says)]);
});
