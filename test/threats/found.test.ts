// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   SA2: An approver changes the role or the subject in another person's branch, then approves it.
//   SA3: An approver pushes, a third person pushes last, and the approver approves.
//   DS1: A thousand pull requests, or a thousand pushes to one.
//   X30: GitHub's reads lag behind the merge: a good request looks refused.

import { Octokit } from "@octokit/rest";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { diffTrees } from "../../src/git/objects/objects.ts";
import { pullRequests } from "../../src/github/pulls.ts";
import { git, temporaryFolder } from "../git/fixture.ts";
import { type InProcess, startInProcess, visitorText } from "../support/in-process.ts";
import { at } from "../support/local-github.ts";
import { approve, openPull } from "../support/people.ts";
import { approversSeed } from "./approvers-seed.ts";
import { openDesk, signAs } from "./desk.ts";

const SETTINGS = ".github/hallpass.yaml";

let app: InProcess;
let desk: ReturnType<typeof openDesk>;
beforeAll(async () => {
  app = await startInProcess({ seed: approversSeed() });
  desk = openDesk(app);
}, 240_000);
afterAll(() => app?.stop());
afterEach(() => app.github.sandbox.control.catchUp());

describe("who pushed", { timeout: 60_000 }, () => {
  const widened = visitorText({ entitlements: "[{ provider: memory, resource: sandbox, role: guide }]" });

  it("SA2: what a workflow pushed into somebody's branch is nobody's to approve: whoever wrote the workflow may be the approver", async () => {
    const asked = await desk.ask();
    const bob = await desk.checkOut(asked, "bob");
    await bob.commit({ [asked.path]: widened });
    await signAs(bob, { author: desk.emailOf("alice") });
    await bob.pushAs(await app.github.appToken(app.github.sandbox.reaper), `HEAD:refs/heads/${asked.branch}`);
    await approve(app.github, "bob", asked.number);
    expect(await desk.judge(asked.number)).toEqual({ status: "denied", codes: ["BOT_PUSHED"] });
  });

  it("SA2, SA3: a log that does not tell yet how the head came onto the branch tells nothing", async () => {
    const asked = await desk.ask();
    app.github.sandbox.control.lag({ reads: "activity" });
    const bob = await desk.checkOut(asked, "bob");
    await bob.commit({ [asked.path]: widened });
    await signAs(bob, { author: desk.emailOf("alice") });
    await bob.git("push", "--quiet", "origin", "HEAD");
    await approve(app.github, "bob", asked.number);
    expect(await desk.judge(asked.number)).toEqual({ status: "waiting", codes: [] });
  });
});

describe("changes of the rules", { timeout: 60_000 }, () => {
  const read = async (): Promise<string> => {
    const { data } = await app.as("dave").repos.getContent({ ...at, path: SETTINGS, ref: "main" });
    return "content" in data ? Buffer.from(data.content, "base64").toString() : "";
  };
  const merge = (number: number) =>
    app.as("dave").pulls.merge({ ...at, pull_number: number, merge_method: "squash" });

  it("that meet in one file are not both let in: what the merge makes of them nobody approved, and it would stop every grant", async () => {
    const settings = await read();
    const [first, second] = [
      settings.replace("profile: strict\n", "profile: strict\nattestation: required\n"),
      `${settings.trimEnd()}\n  - { id: 1099, login: newcomer, principals: {} }\n`,
    ];
    const one = await openPull(app.github, "dave", { [SETTINGS]: first });
    const two = await openPull(app.github, "dave", { [SETTINGS]: second });
    for (const { number } of [one, two]) await approve(app.github, "grace", number);
    expect(await app.review(one.number)).toMatchObject({ decision: { status: "approved" } });
    await merge(one.number);
    await app.reconcile();
    const checkResult = await app.review(two.number);
    expect(checkResult).toMatchObject({
      decision: { status: "denied" },
      findings: [{ code: "RULES_MOVED" }],
    });
    await expect(merge(two.number)).rejects.toThrow();
  });
});

it("X30: the pull requests of a commit are read to the end: others may hold it too, and must not hide its own", async () => {
  const page = (numbers: number[], next: string) =>
    new Response(JSON.stringify(numbers.map((number) => ({ number }))), {
      headers: { "content-type": "application/json", ...(next && { link: `<${next}>; rel="next"` }) },
    });
  const second = "https://api.github.com/second";
  const octokit = new Octokit({
    request: { fetch: async (url: string) => (url === second ? page([7], "") : page([8, 9], second)) },
  });
  const pulls = pullRequests(octokit, { owner: "acme", repo: "access" });
  expect(await pulls.listPullsOf("a".repeat(40))).toEqual([8, 9, 7]);
});

it("DS1: a commit of a few trees that stand for billions of files is given up, before git fills the memory", async () => {
  const directory = temporaryFolder();
  git(directory, ["init", "--quiet", "--bare"]);
  const nest = (entry: string): string => {
    const entries = Array.from({ length: 10 }, (_, index) => `${entry}\t${index}\n`);
    return git(directory, ["mktree"], entries.join(""));
  };
  let tree = nest(`100644 blob ${git(directory, ["hash-object", "-w", "--stdin"], "x")}`);
  for (let level = 0; level < 9; level++) tree = nest(`040000 tree ${tree}`);
  const empty = git(directory, ["mktree"]);
  const [from = "", to = ""] = [empty, tree].map((each) => git(directory, ["commit-tree", each, "-m", "x"]));
  await expect(diffTrees({ directory }, from, to)).rejects.toThrow(/no end after 5 s|bytes of memory/u);
});
