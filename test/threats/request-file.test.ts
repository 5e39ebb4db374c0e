// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   RF1: A request on the default branch is edited: longer, for another person, with more rights.
//   RF2: A request is removed and added again to run once more.
//   RF3: A request is renamed or copied.
//   RF5: A pull request has two requests, or a request and something else.
//   RF6: The path climbs out of its folder, or uses a backslash or an encoding.
//   RF7: The request is a link, a submodule or executable.
//   RF8: The file has 90 MB.
//   RF9: A pull request of 3,001 files hides a policy at the end of the list.
//   RF11: GitHub cuts a large tree short.
//   RF12: The file is Latin-1, UTF-16, has a byte order mark or control characters.
//   RF14: A file under access-requests/ has another ending or lies deeper.
//   RF15: A request takes its meaning from another file.
//   RV15: An ended request is restored by reverting its removal.
//   RO3: A path that looks like `access-requests/`, `policies/` or `.github/`, or a request file in the wrong
//     place, gets a green check.

import { execFileSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { conclude } from "../../src/core/decision/check-result.ts";
import { parseRequestPath } from "../../src/core/files/request.ts";
import { type InProcess, startInProcess, visitorText } from "../support/in-process.ts";
import { at, type Clone } from "../support/local-github.ts";
import { approve, isMerged, openPull, readCheck, requestPath } from "../support/people.ts";

let app: InProcess;

/** What the app says of a pull request that carol has approved: its check's colour, and the codes of what is wrong. */
async function judge(number: number): Promise<{ conclusion: string; codes: string[]; merged: boolean }> {
  await approve(app.github, "carol", number);
  const checkResult = await app.review(number);
  if (checkResult === undefined) throw new Error(`#${number} is not open.`);
  const codes = checkResult.findings.map(({ code }) => code);
  return { conclusion: conclude(checkResult), codes, merged: await isMerged(app.github, number) };
}

async function judgeFiles(files: Record<string, string>) {
  return judge((await openPull(app.github, "alice", files)).number);
}

let branches = 0;

/** A pull request by alice whose tree is made with git's plumbing, for what no working copy would hold. */
async function judgeTree(change: (clone: Clone) => Promise<void>) {
  const { clone, branch } = await branchOff();
  await change(clone);
  await clone.git("commit", "--quiet", "--message", "Ask");
  return judge(await openFrom(clone, branch));
}

async function branchOff() {
  const clone = await app.clone("alice");
  const branch = `tree-${branches++}`;
  await clone.git("checkout", "--quiet", "-b", branch);
  return { clone, branch };
}

async function openFrom(clone: Clone, branch: string): Promise<number> {
  await clone.git("push", "--quiet", "origin", branch);
  const pull = { ...at, title: branch, head: branch, base: "main" };
  return (await app.as("alice").pulls.create(pull)).data.number;
}

async function stage(clone: Clone, mode: string, path: string, content: string): Promise<void> {
  await writeFile(join(clone.dir, "staged"), content);
  const blob = await clone.git("hash-object", "-w", "staged");
  await clone.git("update-index", "--add", "--cacheinfo", `${mode},${blob},${path}`);
}

/** Puts a commit on the default branch past every rule, as whoever can write GitHub's disks would. */
async function pushPastRules(clone: Clone): Promise<void> {
  const store = join(app.github.sandbox.dir, "repositories", "acme", "access.git");
  await clone.git("push", "--quiet", store, "HEAD:refs/heads/main");
}

async function listLeases() {
  const { state } = await app.deps.ledger.read();
  return [...state.holdings.values()].flatMap(({ leases }) => leases);
}

describe("a request that was granted", { timeout: 60_000 }, () => {
  let granted: string;
  // Each has an app of its own: time goes one way.
  beforeEach(async () => {
    app = await startInProcess();
    granted = requestPath();
    const { number } = await openPull(app.github, "alice", { [granted]: visitorText({ duration: "1h" }) });
    await approve(app.github, "carol", number);
    await app.review(number);
    await app.reconcile();
    expect(await app.listVisitors()).toHaveLength(1);
  }, 240_000);
  afterEach(() => app?.stop());

  it("RF1: and is edited is denied; on the default branch all the same, its lease stays as it was", async () => {
    const before = await listLeases();
    const longer = { [granted]: visitorText({ duration: "20h", reason: "Much longer, for INC-1234" }) };
    const { number, head, clone } = await openPull(app.github, "alice", longer);
    expect(await judge(number)).toEqual({
      conclusion: "failure",
      codes: ["REQUEST_IMMUTABLE", "ID_USED"],
      merged: false,
    });
    expect(await readCheck(app.github, head)).toMatchObject({ conclusion: "failure" });
    await pushPastRules(clone);
    const { entries } = await app.reconcile();
    expect(entries.filter(({ kind }) => kind === "intent" || kind === "granted")).toEqual([]);
    expect(await listLeases()).toEqual(before);
    app.travel(2 * 3600);
    await app.reconcile();
    expect(await app.listVisitors()).toEqual([]);
  });

  it("RF2, RV15: and was removed and is added again is denied for ever, and grants nothing past the rules", async () => {
    app.travel(2 * 3600);
    await app.reconcile();
    expect(await app.listVisitors()).toEqual([]);
    const carol = await app.clone("carol");
    await carol.git("rm", "--quiet", granted);
    await carol.git("commit", "--quiet", "--message", "Remove");
    await pushPastRules(carol);
    await app.reconcile();
    const { number, clone } = await openPull(app.github, "alice", { [granted]: visitorText() });
    expect(await judge(number)).toEqual({ conclusion: "failure", codes: ["ID_USED"], merged: false });
    await pushPastRules(clone);
    await app.reconcile();
    expect(await app.listVisitors()).toEqual([]);
  });

  it("RF3: and is renamed is denied: git says what was added and what is gone", async () => {
    const verdict = await judgeTree(async (clone) => {
      await clone.git("mv", granted, requestPath());
    });
    expect(verdict).toEqual({ conclusion: "failure", codes: ["REQUEST_IMMUTABLE"], merged: false });
  });

  it("RF3: and is copied beside a change of it is denied; a copy alone is a request of its own, from its own merge on", async () => {
    const both = { [granted]: visitorText({ duration: "2h" }), [requestPath()]: visitorText() };
    const { number } = await openPull(app.github, "alice", both);
    const verdict = await judge(number);
    expect(verdict).toMatchObject({ conclusion: "failure", merged: false });
    expect(verdict.codes).toContain("REQUEST_IMMUTABLE");
    const copy = requestPath();
    const alone = await openPull(app.github, "alice", { [copy]: visitorText({ duration: "1h" }) });
    expect(await judge(alone.number)).toEqual({ conclusion: "success", codes: [], merged: true });
    await app.reconcile();
    const leases = await listLeases();
    const starts = new Map(leases.map(({ request, startsAt }) => [request, startsAt.toISOString()]));
    const { data } = await app.as("alice").pulls.get({ ...at, pull_number: alone.number });
    expect(new Date(starts.get(parseRequestPath(copy)?.id ?? "") ?? 0)).toEqual(
      new Date(data.merged_at ?? 0),
    );
  });
});

describe("the request file", { timeout: 60_000 }, () => {
  beforeAll(async () => {
    app = await startInProcess();
  }, 240_000);
  afterAll(() => app?.stop());

  it.each([
    ["two requests", { [requestPath()]: visitorText(), [requestPath()]: visitorText() }, ["SECOND_REQUEST"]],
    [
      "a request and the guide",
      { [requestPath()]: visitorText(), "access-requests/README.md": "Anything goes.\n" },
      ["STRAY_FILE"],
    ],
    [
      "a request and a policy",
      { [requestPath()]: visitorText(), "policies/orders-readonly.yaml": "name: x\n" },
      ["STRAY_FILE"],
    ],
    [
      "a request and owners",
      { [requestPath()]: visitorText(), ".github/CODEOWNERS": "* @eve\n" },
      ["STRAY_FILE"],
    ],
  ])("RF5: %s in one pull request are denied", async (_name, files, codes) => {
    expect(await judgeFiles(files)).toEqual({ conclusion: "failure", codes, merged: false });
  });

  it.each([
    ["a backslash", "access-requests/payments\\..\\policies.yaml"],
    ["percent signs", "access-requests/payments/%2e%2e%2fpolicies.yaml"],
    ["two dots in the name", "access-requests/payments/a..b.yaml"],
    ["a slash of another script", "access-requests/payments/a\u2215b.yaml"],
    ["capitals", "access-requests/payments/Alice.yaml"],
    ["a space", "access-requests/payments/alice .yaml"],
    ["a line end", "access-requests/payments/alice\n.yaml"],
    ["an invisible character", "access-requests/payments/alice\u200b.yaml"],
    ["an option", "access-requests/payments/--output=x.yaml"],
    ["a second ending", "access-requests/payments/alice.yaml.sh"],
  ])("RF6: a path with %s is denied", async (_name, path) => {
    const verdict = await judgeTree((clone) => stage(clone, "100644", path, visitorText()));
    expect(verdict).toMatchObject({ conclusion: "failure", merged: false });
    expect(verdict.codes).toContain("PATH_INVALID");
  });

  it("RF6: a path that is no text is denied like any other", async () => {
    const verdict = await judgeTree(async (clone) => {
      await writeFile(join(clone.dir, "staged"), visitorText());
      const blob = await clone.git("hash-object", "-w", "staged");
      const entry = Buffer.concat([
        Buffer.from(`100644 ${blob}\taccess-requests/payments/`),
        Buffer.from([0xff]),
        Buffer.from(".yaml\0"),
      ]);
      execFileSync("git", ["update-index", "-z", "--index-info"], { cwd: clone.dir, input: entry });
    });
    expect(verdict).toMatchObject({ conclusion: "failure", merged: false });
    expect(verdict.codes).toContain("PATH_INVALID");
  });

  it.each([
    "/access-requests/payments/a.yaml",
    "./access-requests/payments/a.yaml",
    "access-requests//a.yaml",
  ])("RF6: %s is no path of a request", (path) => {
    expect(parseRequestPath(path)).toBeUndefined();
  });

  it.each([
    ["a link", "120000", ["NOT_A_PLAIN_FILE"]],
    ["an executable", "100755", ["NOT_A_PLAIN_FILE"]],
  ])("RF7: %s is denied", async (_name, mode, codes) => {
    const path = requestPath();
    const content = mode === "120000" ? "../../policies/orders-readonly.yaml" : visitorText();
    const verdict = await judgeTree((clone) => stage(clone, mode, path, content));
    expect(verdict).toMatchObject({ conclusion: "failure", merged: false });
    expect(verdict.codes).toEqual(expect.arrayContaining(codes));
  });

  it("RF7: a submodule is denied", async () => {
    const verdict = await judgeTree(async (clone) => {
      const commit = await clone.git("rev-parse", "HEAD");
      await clone.git("update-index", "--add", "--cacheinfo", `160000,${commit},${requestPath()}`);
    });
    expect(verdict).toMatchObject({ conclusion: "failure", merged: false });
    expect(verdict.codes).toContain("NOT_A_PLAIN_FILE");
  });

  it.each(["120000", "160000"])("RF7: mode %s in the place of the whole folder is denied", async (mode) => {
    const verdict = await judgeTree(async (clone) => {
      await clone.git("rm", "-r", "--quiet", "access-requests");
      if (mode === "120000") return stage(clone, mode, "access-requests", "policies");
      const commit = await clone.git("rev-parse", "HEAD");
      await clone.git("update-index", "--add", "--cacheinfo", `${mode},${commit},access-requests`);
    });
    expect(verdict).toMatchObject({ conclusion: "failure", merged: false });
    expect(verdict.codes).toContain("PATH_INVALID");
  });

  it("RF8: a file of 20 MB is denied by the size git tells, and not read", async () => {
    const verdict = await judgeTree((clone) => stage(clone, "100644", requestPath(), "x".repeat(20_000_000)));
    expect(verdict).toEqual({ conclusion: "failure", codes: ["FILE_TOO_LARGE"], merged: false });
  });

  it("RF9: of 3,001 files the last, a policy, is seen, whatever GitHub lists", async () => {
    const verdict = await judgeTree(async (clone) => {
      await stage(clone, "100644", requestPath(), visitorText());
      const blob = await clone.git("rev-parse", ":README.md");
      const entries = Array.from({ length: 2999 }, (_, index) => `100644 ${blob}\tnotes/${index}.md\n`);
      execFileSync("git", ["update-index", "--index-info"], { cwd: clone.dir, input: entries.join("") });
      await stage(clone, "100644", "policies/zz-wider.yaml", "name: zz-wider\n");
    });
    expect(verdict).toMatchObject({ conclusion: "failure", merged: false });
    expect(verdict.codes).toHaveLength(3000);
    expect(new Set(verdict.codes)).toEqual(new Set(["STRAY_FILE"]));
  });

  it("RF9: 3,001 files of which the last is a request are a request like any other, and denied", async () => {
    const verdict = await judgeTree(async (clone) => {
      const blob = await clone.git("rev-parse", ":README.md");
      const entries = Array.from({ length: 3000 }, (_, index) => `100644 ${blob}\ta/${index}.md\n`);
      execFileSync("git", ["update-index", "--index-info"], { cwd: clone.dir, input: entries.join("") });
      await stage(clone, "100644", requestPath(), visitorText());
    });
    expect(verdict).toMatchObject({ conclusion: "failure", merged: false });
  });

  it("RF11: a tree that git does not hold whole is an error, and no empty folder", async () => {
    const { repository } = app.deps;
    const absent = "0123456789abcdef0123456789abcdef01234567";
    await expect(repository.listFiles(absent, "access-requests")).rejects.toThrow();
    await expect(repository.diff(absent, await repository.defaultTip())).rejects.toThrow();
    await expect(repository.findFile(absent, "policies")).rejects.toThrow();
  });

  it.each([
    [
      "Latin-1",
      Buffer.from(visitorText({ reason: "Caf\u00e9 refunds for INC-1234" }), "latin1"),
      "TEXT_ENCODING",
    ],
    ["UTF-16", Buffer.from(`\ufeff${visitorText()}`, "utf16le"), "TEXT_ENCODING"],
    ["a byte order mark", Buffer.from(`\ufeff${visitorText()}`), "TEXT_BYTE_ORDER_MARK"],
    ["a NUL", Buffer.from(visitorText({ reason: "Refunds\0 for INC-1234" })), "TEXT_INVISIBLE"],
    ["a terminal's code", Buffer.from(visitorText({ reason: "\u001b[2J for INC-1234" })), "TEXT_INVISIBLE"],
  ])("RF12: %s is denied", async (_name, bytes, code) => {
    const verdict = await judgeTree(async (clone) => {
      await writeFile(join(clone.dir, "staged"), bytes);
      const blob = await clone.git("hash-object", "-w", "--no-filters", "staged");
      await clone.git("update-index", "--add", "--cacheinfo", `100644,${blob},${requestPath()}`);
    });
    expect(verdict).toMatchObject({ conclusion: "failure", merged: false });
    expect(verdict.codes).toContain(code);
  });

  it.each([
    ["the other ending", "access-requests/payments/alice.yml"],
    ["a deeper folder", "access-requests/payments/deep/alice.yaml"],
    ["no folder", "access-requests/alice.yaml"],
    ["another kind", "access-requests/payments/notes.txt"],
    ["a hidden file", "access-requests/payments/.alice.yaml"],
    ["no name", "access-requests/payments/.yaml"],
    ["an ignore file", "access-requests/.gitattributes"],
  ])("RF14: %s under access-requests/ is denied, not overlooked", async (_name, path) => {
    const verdict = await judgeFiles({ [path]: visitorText() });
    expect(verdict).toMatchObject({ conclusion: "failure", merged: false });
    expect(verdict.codes).toContain("PATH_INVALID");
  });

  it.each([
    ["at the top", "alice.yaml"],
    ["with the other ending, in another folder", "requests/x.yml"],
    ["in the place of a guide", "access-requests/payments/README.md"],
    ["beside the policies' folder", "policy/x.yaml"],
  ])("RO3: a request file %s is a finding", async (_name, path) => {
    expect(await judgeFiles({ [path]: visitorText() })).toEqual({
      conclusion: "failure",
      codes: ["REQUEST_MISPLACED"],
      merged: false,
    });
  });

  it.each([
    ["Access-Requests/payments/x.yaml"],
    ["access-requests /payments/x.yaml"],
    ["access\u200B-requests/payments/x.yaml"],
    ["ａccess-requests/payments/x.yaml"],
    ["Policies/orders.yaml"],
    [".github/codeowners"],
    [".Github/hallpass.yaml"],
  ])("RO3: %j only looks like one of our places, and is a finding", async (path) => {
    expect(await judgeFiles({ [path]: "one: two\n" })).toEqual({
      conclusion: "failure",
      codes: ["PATH_LOOKALIKE"],
      merged: false,
    });
  });

  it("RO3: a link that is named like a folder of ours is a finding", async () => {
    const verdict = await judgeTree((clone) => stage(clone, "120000", "Access-requests", "access-requests"));
    expect(verdict).toEqual({ conclusion: "failure", codes: ["PATH_LOOKALIKE"], merged: false });
  });

  it("RO3: a change of the rules that brings a look-alike is denied", async () => {
    const verdict = await judgeFiles({ "policies/zz.yaml": "name: zz\n", "Policies/a.yaml": "name: a\n" });
    expect(verdict).toMatchObject({ conclusion: "failure", merged: false });
    expect(verdict.codes).toContain("PATH_LOOKALIKE");
  });

  it("passes files that keep or explain a team's folder", async () => {
    const files = {
      "access-requests/payments/.gitkeep": "",
      "access-requests/payments/README.md": "# Payments\n",
    };
    expect(await judgeFiles(files)).toEqual({ conclusion: "success", codes: [], merged: false });
  });

  it("names the stray beside a request, and not the request", async () => {
    const files = { "access-requests/payments/.DS_Store": "x", [requestPath()]: visitorText() };
    const { number } = await openPull(app.github, "alice", files);
    const checkResult = await app.review(number);
    expect(checkResult?.findings).toMatchObject([
      { code: "STRAY_FILE", place: { file: "access-requests/payments/.DS_Store" } },
    ]);
  });

  it.each([
    ["an include", "include: ../../policies/orders-readonly.yaml\n"],
    ["a template", "template: admin\n"],
    ["what another request says", "include: payments/alice-1\n"],
  ])("RF15: a request with %s is denied: it says all it means itself", async (_name, line) => {
    expect(await judgeFiles({ [requestPath()]: visitorText() + line })).toEqual({
      conclusion: "failure",
      codes: ["FIELD_UNKNOWN"],
      merged: false,
    });
  });
});
