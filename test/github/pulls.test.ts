// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   MP1: The pull request comes from a fork.
//   X48: A person with write access who did not approve dismisses an approval after the merge, or an
//     objection.
//   RO1: A requester dismisses an owner's “changes requested”.

import { Octokit } from "@octokit/rest";
import { expect, it } from "vitest";
import { pullRequests } from "../../src/github/pulls.ts";
import { silent } from "../support/builders/log.ts";

const answering = (status: number, text = '{"message":"no"}') =>
  pullRequests(
    new Octokit({
      log: silent,
      request: {
        fetch: async () => new Response(text, { status, headers: { "content-type": "application/json" } }),
      },
    }),
    { owner: "acme", repo: "access" },
  );

it("a number that names no pull request is an answer", async () => {
  expect(await answering(404).readPull(12)).toBeUndefined();
});

it.each([401, 403, 500, 502])("a pull request that cannot be read (%d) is an error", async (status) => {
  await expect(answering(status).readPull(12)).rejects.toThrow(`read pull request #12" (${status}: no)`);
});

it("X48, RO1: of a dismissed review is told when, what it said, and who dismissed it", async () => {
  const review = (id: number, state: string) => ({
    id,
    state,
    user: { id: 1003, login: "carol", type: "User" },
    commit_id: "h1",
    submitted_at: "2026-11-20T10:00:00Z",
  });
  const dismissal = (review_id: number, state: string, created_at: string) => ({
    event: "review_dismissed",
    created_at,
    actor: review_id === 2 ? null : { id: 1001, login: "alice", type: "User" },
    dismissed_review: { review_id, state, dismissal_message: null },
  });
  const answers: Readonly<Record<string, unknown>> = {
    reviews: [review(1, "DISMISSED"), review(2, "DISMISSED"), review(3, "APPROVED"), review(4, "DISMISSED")],
    events: [
      dismissal(1, "changes_requested", "2026-11-20T10:30:00Z"),
      dismissal(1, "approved", "2026-11-20T11:00:00Z"),
      dismissal(2, "changes_requested", "2026-11-20T12:00:00Z"),
      dismissal(3, "approved", "2026-11-20T13:00:00Z"),
      dismissal(4, "commented", "2026-11-20T13:00:00Z"),
      { event: "labeled", created_at: "2026-11-20T14:00:00Z" },
    ],
  };
  const fetch = async (url: string) =>
    new Response(JSON.stringify(answers[new URL(url).pathname.split("/").at(-1) ?? ""]), {
      headers: { "content-type": "application/json" },
    });
  const pulls = pullRequests(new Octokit({ log: silent, request: { fetch } }), {
    owner: "acme",
    repo: "access",
  });
  expect((await pulls.listReviews(12)).map(({ dismissed }) => dismissed)).toEqual([
    {
      at: new Date("2026-11-20T11:00:00Z"),
      was: "APPROVED",
      by: { id: 1001, login: "alice", type: "User" },
    },
    { at: new Date("2026-11-20T12:00:00Z"), was: "CHANGES_REQUESTED" },
    undefined,
    undefined,
  ]);
});

it.each([
  ["a review", "x", "2026-11-20T13:00:00Z"],
  ["a dismissal", "2026-11-20T10:00:00Z", "2026-11-32T10:00:00Z"],
])("RO1: reviews cannot be read where the time of %s is none", async (_what, submitted, dismissed) => {
  const answers: Readonly<Record<string, unknown>> = {
    reviews: [
      {
        ...{ id: 1, state: "DISMISSED", commit_id: "h1", submitted_at: submitted },
        user: { id: 1003, login: "carol", type: "User" },
      },
    ],
    events: [
      {
        ...{ event: "review_dismissed", created_at: dismissed, actor: null },
        dismissed_review: { review_id: 1, state: "approved", dismissal_message: null },
      },
    ],
  };
  const fetch = async (url: string) =>
    new Response(JSON.stringify(answers[new URL(url).pathname.split("/").at(-1) ?? ""]), {
      headers: { "content-type": "application/json" },
    });
  const octokit = new Octokit({ log: silent, request: { fetch } });
  await expect(pullRequests(octokit, { owner: "acme", repo: "access" }).listReviews(12)).rejects.toThrow(
    /GitHub gives the unknown time "(x|2026-11-32T10:00:00Z)"/u,
  );
});

it("a base that GitHub changed by itself, or a person, makes approvals from before it count for nothing", async () => {
  const events = [
    { event: "base_ref_changed", created_at: "2026-11-20T10:00:00Z" },
    { event: "automatic_base_change_succeeded", created_at: "2026-11-20T12:00:00Z" },
    { event: "automatic_base_change_failed", created_at: "2026-11-20T13:00:00Z" },
    { event: "reopened", created_at: "2026-11-20T13:30:00Z" },
    { event: "ready_for_review", created_at: "2026-11-20T13:10:00Z" },
    { event: "labeled", created_at: "2026-11-20T14:00:00Z" },
  ];
  const pulls = answering(200, JSON.stringify(events));
  expect(await pulls.readTurns(12)).toEqual({
    retargetedAt: new Date("2026-11-20T12:00:00Z"),
    openedAt: new Date("2026-11-20T13:30:00Z"),
  });
});

it("MP1: a pull request from a fork that is gone is not from this repository", async () => {
  const data = {
    number: 12,
    title: "Access",
    state: "open",
    user: { id: 1001, login: "alice", type: "User" },
    head: { sha: "h1", ref: "ask", repo: null },
    base: { ref: "main", repo: { id: 77, full_name: "acme/access" } },
    merged: false,
  };
  const pull = await answering(200, JSON.stringify(data)).readPull(12);
  expect(pull).toMatchObject({ head: { repositoryId: 0 }, base: { repositoryId: 77 } });
});

it("a pull request whose author's account is gone is of nobody who could ask or approve", async () => {
  const repo = { id: 77 };
  const data = {
    number: 12,
    title: "Access",
    state: "open",
    user: null,
    head: { sha: "h1", ref: "ask", repo },
    base: { ref: "main", repo },
    merged: false,
  };
  const pull = await answering(200, JSON.stringify(data)).readPull(12);
  expect(pull?.author).toEqual({ id: 0, login: "(deleted account)", type: "Bot" });
});

it("an answer that cannot be used is not called no answer", async () => {
  await expect(answering(200, "[]").readPull(12)).rejects.toThrow(
    /^GitHub did not do "read pull request #12" \((?!no answer)/u,
  );
});
