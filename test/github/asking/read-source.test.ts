// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   AS3: Somebody edits the issue that a colleague asked with, before or after the app read it, or moves an
//     issue here from another repository.
//   AS4: The issue is deleted, or says something else than the request.

import { Octokit } from "@octokit/rest";
import { describe, expect, it } from "vitest";
import { readSource } from "../../../src/github/asking/read-source.ts";
import { silent } from "../../support/builders/log.ts";

const api = "https://api.github.com/repos/acme/access";
const alice = { id: 1001, login: "alice", type: "User" };
const issue = {
  ...{ id: 9012, number: 12, node_id: "I_12", url: `${api}/issues/12`, user: alice, body: "text" },
  created_at: "2026-11-28T09:00:00Z",
};
const comment = { ...issue, id: 9013, node_id: "IC_13", issue_url: `${api}/issues/12` };
const unedited = {
  ...{ id: "I_12", body: "text", lastEditedAt: null, includesCreatedEdit: false },
  userContentEdits: { totalCount: 0 },
};

interface Answers {
  readonly issue?: object;
  readonly comment?: object;
  readonly node?: object;
  readonly events?: readonly string[];
}

/** GitHub with one issue and one comment. An `issue` without fields is gone. */
function read(kind: "issue" | "comment", answers: Answers = {}) {
  const routes: Record<string, unknown> = {
    "/repos/acme/access/issues/12": answers.issue ?? issue,
    "/repos/acme/access/issues/12/events": (answers.events ?? []).map((event) => ({ event })),
    "/repos/acme/access/issues/comments/9013": answers.comment ?? comment,
    "/graphql": {
      data: { node: answers.node ?? (kind === "issue" ? unedited : { ...unedited, id: "IC_13" }) },
    },
  };
  const fetch = async (url: string) => {
    const found = routes[new URL(url).pathname];
    const isGone = typeof found === "object" && found !== null && Object.keys(found).length === 0;
    return isGone && !Array.isArray(found)
      ? Response.json({ message: "This issue was deleted" }, { status: 410 })
      : Response.json(found);
  };
  const octokit = new Octokit({ log: silent, request: { fetch } });
  const id = kind === "issue" ? 9012 : 9013;
  return readSource(octokit, { owner: "acme", repo: "access" }, { kind, number: 12, id });
}

const said = { author: { id: 1001, login: "alice" }, body: "text", at: new Date("2026-11-28T09:00:00Z") };

describe("what somebody asked with", () => {
  it.each(["issue", "comment"] as const)("is a text of its author, in an unedited %s", async (kind) => {
    expect(await read(kind)).toEqual({ ...said, changed: false });
  });

  it.each<[string, Answers]>([
    ["GitHub knows a last edit", { node: { ...unedited, lastEditedAt: "2026-11-28T09:00:00Z" } }],
    ["its history has a first version", { node: { ...unedited, includesCreatedEdit: true } }],
    ["its history has an edit", { node: { ...unedited, userContentEdits: { totalCount: 2 } } }],
    ["the two ways to read it differ", { node: { ...unedited, body: "other" } }],
    ["GitHub does not say", { node: { id: "I_12", body: "text" } }],
    ["it was transferred", { events: ["labeled", "transferred"] }],
    ["it was a note before", { events: ["converted_note_to_issue"] }],
    ["it was a discussion before", { events: ["converted_from_discussion"] }],
  ])("AS3: counts as changed where %s", async (_what, answers) => {
    expect(await read("issue", answers)).toEqual({ ...said, changed: true });
  });

  it.each<[string, Answers]>([
    ["it is deleted", { issue: {} }],
    [
      "it moved to another repository",
      { issue: { ...issue, url: `${api.replace("access", "other")}/issues/12` } },
    ],
    ["its number leads to another", { issue: { ...issue, id: 9099 } }],
    ["it is a pull request", { issue: { ...issue, pull_request: {} } }],
    ["its author is gone", { issue: { ...issue, user: null } }],
    ["its author is a bot", { issue: { ...issue, user: { ...alice, type: "Bot" } } }],
    ["its author was imported", { issue: { ...issue, user: { ...alice, type: "Mannequin" } } }],
  ])("AS4: is nothing where %s", async (_what, answers) => {
    expect(await read("issue", answers)).toBeUndefined();
  });

  it("AS4: is nothing where the comment stands under another issue", async () => {
    const moved = { ...comment, issue_url: `${api}/issues/13` };
    expect(await read("comment", { comment: moved })).toBeUndefined();
  });
});
