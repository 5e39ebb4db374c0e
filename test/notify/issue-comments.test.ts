import { describe, expect, it } from "vitest";
import type { Notice } from "../../src/core/plan/notices.ts";
import type { OwnComments } from "../../src/core/ports/own-comments.ts";
import { issueComments } from "../../src/notify/issue-comments.ts";
import { grantedNotice, overlapNotice, refusedNotice, testNotifier, waitingNotice } from "./conformance.ts";

/** Issue 12, for which pull request 1 was opened. */
function createIssue() {
  const bodies: string[] = [];
  const closed: string[] = [];
  const asked: number[] = [];
  let isFailing = false;
  const reach = (number: number): void => {
    asked.push(number);
    if (isFailing) throw new Error("502");
  };
  const comments: OwnComments = {
    async list(number) {
      reach(number);
      return bodies;
    },
    async add(number, body) {
      reach(number);
      bodies.push(body);
    },
    listRecent: async () => bodies,
    listEach: async () => [],
    edit: async (_number, _id, body) => body,
  };
  const open = () =>
    issueComments(
      comments,
      async (issue, reason) => void closed.push(`#${issue} ${reason}`),
      async (pull) => (pull === 1 ? 12 : undefined),
    );
  const fail = (value: boolean): void => {
    isFailing = value;
  };
  return { open, bodies, closed, asked, fail };
}

testNotifier("issue-comments", () => {
  const { open, bodies, fail } = createIssue();
  return { open, sent: () => bodies, fail, remembers: true };
});

const revokedNotice: Notice = {
  kind: "access",
  pull: 1,
  id: "revoked alice",
  entry: {
    kind: "revoked",
    principal: "alice",
    entitlement: { provider: "orders-db", resource: "orders", role: "readonly" },
    at: new Date("2026-11-20T16:00:00Z"),
    because: "expiry",
    sessionsEnded: 0,
    scheduled: new Date("2026-11-20T16:00:00Z"),
  },
};

describe("the issue that somebody asked with", () => {
  it.each<[string, Notice, string[]]>([
    ["an end closes it", revokedNotice, ["#12 completed"]],
    ["a refusal closes it as not done", refusedNotice("a"), ["#12 not_planned"]],
    ["a grant leaves it open", grantedNotice, []],
    ["a wait leaves it open", waitingNotice, []],
    ["a beginning that changes nothing leaves it open", overlapNotice, []],
  ])("%s", async (_what, notice, expected) => {
    const { open, closed, asked } = createIssue();
    await open().notify(1, [notice], false);
    expect(closed).toEqual(expected);
    expect(new Set(asked)).toEqual(new Set([12]));
  });

  it("hears nothing of a pull request that a person opened", async () => {
    const { open, bodies, closed } = createIssue();
    await open().notify(2, [revokedNotice], true);
    expect([...bodies, ...closed]).toEqual([]);
  });
});
