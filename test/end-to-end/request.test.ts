import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { parseRequest } from "../../src/core/files/request.ts";
import { startCommand } from "../support/command-process.ts";
import { type InProcess, startInProcess } from "../support/in-process.ts";
import { at } from "../support/local-github.ts";
import { approve, isMerged, readCheck } from "../support/people.ts";

let app: InProcess;
beforeAll(async () => {
  app = await startInProcess();
}, 240_000);
afterAll(() => app?.stop());

async function request(login: string, args: readonly string[], env: Record<string, string> = {}) {
  const { tokenOf, sandbox } = app.github;
  const command = startCommand(["request", ...args], {
    ...{ GH_TOKEN: tokenOf(login), HALLPASS_REPOSITORY: "acme/access", GITHUB_API_URL: sandbox.url },
    ...env,
  });
  const code = await command.exited;
  return { code, out: command.output.join("\n"), err: command.errors.join("\n") };
}

const listBranches = async (): Promise<string[]> =>
  (await app.as("alice").repos.listBranches({ ...at })).data.map(({ name }) => name).sort();

it("opens a pull request that leads to the access, by one command", async () => {
  const { code, out } = await request("alice", [
    ...["sandbox:visitor", "--for", "2 hours", "--reason", "Stuck refunds: INC-1234", "--json"],
  ]);
  expect(code).toBe(0);
  const { number, path } = JSON.parse(out);
  const { data: pull } = await app.as("alice").pulls.get({ ...at, pull_number: number });
  expect({ title: pull.title, by: pull.user.login }).toEqual({
    title: "Ask for memory/sandbox:visitor",
    by: "alice",
  });
  expect(path).toMatch(
    /^access-requests\/payments\/\d{4}-\d{2}-\d{2}-alice-sandbox-visitor-[0-9a-f]{4}\.yaml$/u,
  );
  await app.review(number);
  expect(await readCheck(app.github, pull.head.sha)).toMatchObject({ status: "in_progress" });
  await approve(app.github, "carol", number);
  await app.review(number);
  expect(await isMerged(app.github, number)).toBe(true);
  await app.reconcile();
  expect(await app.listVisitors()).toHaveLength(1);
});

it("an on-call engineer needs one command to an opened pull request, and it calls GitHub a few times", async () => {
  const { requests } = app.github.sandbox;
  const listOwn = async () => (await app.as("alice").pulls.list({ ...at, state: "all" })).data;
  const [before, known] = [await listOwn(), requests().requests.length];
  // The one program that runs. It has no standard input, so it asks nothing.
  const { code, out } = await request("alice", [
    "sandbox:visitor",
    "--for",
    "1h",
    "--reason",
    "Paged: INC-1",
  ]);
  expect(code).toBe(0);
  const calls = requests().requests.slice(known);
  const added = (await listOwn()).filter(({ id }) => !before.some((each) => each.id === id));
  expect(added.map(({ html_url, state }) => [html_url, state])).toEqual([[out, "open"]]);
  // Twenty, one after another, would still be twenty seconds at a second each.
  expect(calls.length).toBeLessThan(20);
  expect(calls.filter(({ status }) => status >= 400 && status !== 404)).toEqual([]);
});

it("lists what the policies offer the person, and nothing else", async () => {
  const lists = await Promise.all(
    ["alice", "dave"].map(async (login) => JSON.parse((await request(login, ["--list", "--json"])).out)),
  );
  expect(lists.map((offers) => offers.map(({ policy }: { policy: string }) => policy))).toEqual([
    ["sandbox-visitor", "orders-readonly"],
    ["orders-audit"],
  ]);
  expect((await request("alice", ["--list"])).out).toContain("orders-db/orders:readonly  up to 8h");
});

it.each([
  [
    "an access nobody offers",
    ["orders:admin", "--reason", "Stuck refunds"],
    2,
    /No policy offers you "orders:admin"/u,
  ],
  [
    "an access of another team",
    ["orders:readonly", "--policy", "orders-audit", "--reason", "x"],
    2,
    /"orders-audit" does not offer/u,
  ],
  [
    "no access",
    ["--reason", "Stuck refunds"],
    2,
    /Name an access\. You may ask for:\n {2}memory\/sandbox:visitor/u,
  ],
  ["no reason", ["orders:readonly"], 2, /Give a reason with --reason/u],
  [
    "a word for a duration",
    ["orders:readonly", "--for", "a while", "--reason", "Stuck refunds"],
    2,
    /--for a while is not a duration/u,
  ],
  [
    "a day of the week without an end",
    ["orders:readonly", "--on", "tuesday", "--from", "09:00", "--reason", "Weekly report"],
    2,
    /Give --on, --from and --to together/u,
  ],
  [
    "a day of the week with an end of access",
    ["orders:readonly", "--end", "--on", "tuesday"],
    2,
    /--on: only a new request/u,
  ],
  [
    "a span longer than the policy's most",
    ["orders:readonly", "--on", "tuesday", "--from", "09:00", "--to", "18:00", "--reason", "Weekly report"],
    1,
    /DURATION/u,
  ],
  ["too long a time", ["orders:readonly", "--for", "9h", "--reason", "Stuck refunds"], 1, /DURATION/u],
  ["too short a reason", ["orders:readonly", "--reason", "help"], 1, /REASON/u],
])("opens nothing for %s", async (_what, args, code, says) => {
  const before = await listBranches();
  expect(await request("alice", args)).toMatchObject({ code, err: expect.stringMatching(says) });
  expect(await listBranches()).toEqual(before);
});

it("prints the file, and opens nothing, with --dry-run", async () => {
  const before = await listBranches();
  const { out } = await request("alice", ["orders:readonly", "--reason", "Stuck refunds", "--dry-run"]);
  expect(out).toContain("{ provider: orders-db, resource: orders, role: readonly }\nduration: 1h\n");
  expect(out).toContain("Who may approve: carol, of payments-leads (policy orders-readonly).");
  expect(await listBranches()).toEqual(before);
});

it("asks for the next such day of the week, by the clocks of a place", async () => {
  const weekly = ["--on", "tuesday", "--from", "09:00", "--to", "12:00", "--zone", "Europe/Berlin"];
  const asked = Date.now();
  const { code, out, err } = await request("alice", [
    ...["sandbox:visitor", ...weekly, "--reason", "Weekly report", "--json"],
  ]);
  expect(code).toBe(0);
  const { number, path } = JSON.parse(out);
  const { data: pull } = await app.as("alice").pulls.get({ ...at, pull_number: number });
  const { data: file } = await app.as("alice").repos.getContent({ ...at, path, ref: pull.head.ref });
  const text = "content" in file ? Buffer.from(file.content, "base64").toString() : "";
  const { start = "", duration } = parseRequest(text, path).value ?? {};
  const begins = new Date(start);
  const shown = begins.toLocaleString("en-GB", {
    ...{ timeZone: "Europe/Berlin", weekday: "long", hour: "2-digit", minute: "2-digit" },
  });
  expect({ shown, duration }).toEqual({ shown: expect.stringMatching(/^Tuesday.* 09:00$/u), duration: "3h" });
  // The week in which clocks are set back is an hour longer.
  expect((begins.getTime() - asked) / 3_600_000).toBeLessThanOrEqual(7 * 24 + 1);
  expect(begins.getTime()).toBeGreaterThan(asked);
  expect(err).toContain(`it begins at ${start}, for 3h.`);
  // It is approved like every other, and waits for its day.
  await app.review(number);
  await approve(app.github, "carol", number);
  await app.review(number);
  expect(await isMerged(app.github, number)).toBe(true);
  const before = await app.listVisitors();
  await app.reconcile();
  expect(await app.listVisitors()).toEqual(before);
  const { code: known, out: progress } = await request("alice", [String(number), "--json"]);
  expect({ known, ...JSON.parse(progress) }).toMatchObject({ known: 0, state: "planned" });
});

it("asks for several accesses in one request", async () => {
  const words = ["sandbox:visitor", "orders:readonly"];
  const { code, out } = await request("alice", [
    ...words,
    "--reason",
    "Stuck refunds",
    "--dry-run",
    "--json",
  ]);
  expect(code).toBe(0);
  const { text, approvals } = JSON.parse(out);
  expect(parseRequest(text, "a.yaml").value?.entitlements.map(({ role }) => role)).toEqual([
    ...["visitor", "readonly"],
  ]);
  expect(approvals).toEqual([
    { policy: "sandbox-visitor", count: 1, teams: ["payments-leads"], people: ["carol"] },
    { policy: "orders-readonly", count: 1, teams: ["payments-leads"], people: ["carol"] },
  ]);
});

it.each(["before", "after"] as const)(
  "leaves no branch and no open pull request behind where GitHub fails %s the effect",
  async (when) => {
    const before = await listBranches();
    const fault = { answer: "server error", when, calls: 1 } as const;
    app.github.sandbox.control.failRequests({ ...fault, method: "POST", path: "*/pulls" });
    const { code, err } = await request("alice", ["orders:readonly", "--reason", "Stuck refunds"]);
    expect({ code, err }).toEqual({ code: 3, err: expect.stringContaining("open the pull request") });
    expect(await listBranches()).toEqual(before);
    const { data: open } = await app.as("alice").pulls.list({ ...at, state: "open" });
    expect(open.filter(({ title }) => title.includes("orders:readonly"))).toEqual([]);
  },
);

it.each([
  ["no token", { GH_TOKEN: "" }, 2, /GH_TOKEN is not set/u],
  ["a token that GitHub refuses", { GH_TOKEN: "ghp_wrong" }, 3, /GITHUB_REFUSED|401/u],
  ["a repository that does not exist", { HALLPASS_REPOSITORY: "acme/nothing" }, 3, /404/u],
  ["no repository", { HALLPASS_REPOSITORY: "nothing" }, 2, /HALLPASS_REPOSITORY/u],
])("says what to do about %s", async (_what, env, code, says) => {
  const answer = await request("alice", ["--list"], env);
  expect(answer).toMatchObject({ code, err: expect.stringMatching(says) });
  expect(answer.err).not.toContain("ghp_wrong");
});

it("costs about a dozen requests to GitHub, so that a pull request is open within seconds", async () => {
  const count = async () => {
    const report = await fetch(`${app.github.sandbox.url}/_sandbox/requests`);
    const { callers }: { callers: Record<string, { requests: number }> } = JSON.parse(await report.text());
    return callers.alice?.requests ?? 0;
  };
  const before = await count();
  expect((await request("alice", ["orders:readonly", "--reason", "Stuck refunds"])).code).toBe(0);
  expect((await count()) - before).toBeLessThanOrEqual(12);
});

it("works as an extension of gh, with the token of gh", async () => {
  const folder = await mkdtemp(join(tmpdir(), "hallpass-gh-"));
  try {
    const token = app.github.tokenOf("alice");
    await writeFile(
      join(folder, "gh"),
      `#!/bin/sh\n[ "$*" = "auth token --hostname github.com" ] && echo ${token}\n`,
      {
        mode: 0o755,
      },
    );
    const env = {
      ...{
        PATH: `${folder}:${dirname(process.execPath)}:${process.env.PATH}`,
        HALLPASS_REPOSITORY: "acme/access",
      },
      GITHUB_API_URL: app.github.sandbox.url,
    };
    const { stdout } = await promisify(execFile)("gh-hallpass/gh-hallpass", ["request", "--list"], { env });
    expect(stdout).toContain("orders-db/orders:readonly");
  } finally {
    await rm(folder, { recursive: true });
  }
});
