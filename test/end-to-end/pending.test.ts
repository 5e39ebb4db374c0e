import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Reviewed } from "../../src/operations/briefing/brief.ts";
import { reviewPullRequest } from "../../src/operations/review.ts";
import { createPendingRequests } from "../../src/service/notices/pending-requests.ts";
import { type InProcess, startInProcess, visitorText } from "../support/in-process.ts";
import { at } from "../support/local-github.ts";
import { approve, openPull, requestPath } from "../support/people.ts";
import { seedFile, seedWith } from "../support/seed-with.ts";

const PATH = "policies/sandbox-visitor.yaml";

let app: InProcess;
beforeEach(async () => {
  const text = seedFile(PATH).replace(/^approvals:$/mu, "approvals:\n  remind: 4h\n  expire: 1d");
  app = await startInProcess({ seed: seedWith({ [PATH]: text }) });
}, 240_000);
afterEach(() => app?.stop());

/** What a sweep does, by a process that remembers nothing. */
async function sweep(number: number, of = app): Promise<void> {
  const jobs: (() => Promise<void>)[] = [];
  const tend = createPendingRequests(
    of.deps,
    { once: (_key, job) => void jobs.push(() => job(of.deps.notifiers)) },
    { add: (_key, job) => void jobs.push(job) },
  );
  await reviewPullRequest(of.deps, number, (reviewed: Reviewed) => tend(reviewed));
  for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) await job();
}

const listComments = async (issue_number: number) =>
  (await app.as("alice").issues.listComments({ ...at, issue_number })).data.map(({ body }) => body ?? "");

it("a request that nobody looks at is reminded of, then closed with a word, also across restarts", {
  timeout: 120_000,
}, async () => {
  const { number } = await openPull(app.github, "alice", { [requestPath()]: visitorText() });
  await sweep(number);
  expect(await listComments(number)).toEqual([]);
  app.travel(5 * 3600);
  await sweep(number);
  await sweep(number);
  const [reminder, ...others] = await listComments(number);
  expect(others).toEqual([]);
  expect(reminder).toContain("⏰ This request has waited for approval **since");
  expect(reminder).toContain("**Who can approve:** carol.");
  expect(reminder).not.toMatch(/@[a-z]/iu);

  app.travel(20 * 3600);
  await sweep(number);
  await sweep(number);
  const { data } = await app.as("alice").pulls.get({ ...at, pull_number: number });
  expect([data.state, data.merged]).toEqual(["closed", false]);
  const [, expired, ...more] = await listComments(number);
  expect(more).toEqual([]);
  expect(expired).toContain("⌛ **Closed: this request was not approved in time.**");
  expect(expired).toContain("Reopen this pull request");
  await app.reconcile();
  expect(await app.listVisitors()).toEqual([]);
});

it("an approved request is merged, and nothing of it expires", { timeout: 120_000 }, async () => {
  const { number } = await openPull(app.github, "alice", { [requestPath()]: visitorText() });
  await approve(app.github, "carol", number);
  app.travel(25 * 3600);
  await sweep(number);
  const { data } = await app.as("alice").pulls.get({ ...at, pull_number: number });
  expect(data.merged).toBe(true);
  expect(await listComments(number)).toEqual([]);
});

describe("where approvers are away", { timeout: 180_000 }, () => {
  const FALLBACK = "\n  fallback: { after: 8h, teams: [{ slug: security, id: 303 }] }";
  let other: InProcess;
  beforeAll(async () => {
    const policy = seedFile(PATH).replace(/^approvals:$/mu, `approvals:${FALLBACK}`);
    const owners = seedFile(".github/CODEOWNERS").replace(
      "/access-requests/payments/ @acme/payments-leads",
      "/access-requests/payments/ @acme/payments-leads @acme/security",
    );
    other = await startInProcess({ seed: seedWith({ [PATH]: policy, ".github/CODEOWNERS": owners }) });
  }, 240_000);
  afterAll(() => other?.stop());

  it("the fallback's approval is none before its time; then a comment calls it, once", async () => {
    const { number } = await openPull(other.github, "alice", { [requestPath()]: visitorText() });
    const early = await other.review(number);
    expect(early).toMatchObject({ decision: { status: "waiting", eligible: [{ login: "carol" }] } });
    other.travel(9 * 3600);
    await sweep(number, other);
    await sweep(number, other);
    const { data } = await other.as("alice").issues.listComments({ ...at, issue_number: number });
    expect(data.map(({ body }) => body)).toEqual([
      expect.stringContaining("**From now on, dave, grace can approve it too.**"),
    ]);
    await approve(other.github, "dave", number);
    expect(await other.review(number)).toMatchObject({
      decision: { status: "approved", approvers: [{ login: "dave" }] },
    });
  });
});
