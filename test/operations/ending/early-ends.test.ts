// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   AS18: The issue that access lasts until is deleted or moved to another repository, so that nobody can
//     close it here.

import { describe, expect, it } from "vitest";
import type { Comment } from "../../../src/core/decision/github-facts.ts";
import { requestPath } from "../../../src/core/files/request.ts";
import type { CommentRecord } from "../../../src/core/ports/comment-record.ts";
import { endByComment } from "../../../src/operations/ending/end-by-comment.ts";
import { findAbandonedOf } from "../../../src/operations/ending/find-abandoned.ts";
import { findWithdrawn } from "../../../src/operations/ending/find-withdrawn.ts";
import { findCommand } from "../../../src/operations/granting/find-command.ts";
import { createPresenceCache } from "../../../src/operations/memory/presence-cache.ts";
import type { Deps } from "../../../src/operations/round/deps.ts";
import { at } from "../../support/builders/ledger.ts";
import { createListener } from "../../support/builders/log.ts";
import { createProvider, intendAt } from "../../support/builders/provider.ts";
import { snapshotOf } from "../../support/snapshot.ts";
import { unusedGitHub, unusedRepository } from "../../support/unused.ts";
import { createWorld } from "../world.ts";

const FIRST = "payments/a";
const NEXT = "payments/b";
const { provider } = createProvider("a");
const first = await intendAt(provider, FIRST, 600);
const following = await intendAt(provider, NEXT, 1200, 600);
const next = { ...following, at: at(30), lease: { ...following.lease, pull: 2, extends: FIRST } };

/** At so many seconds: #1 gives access until 600, and #2 carries on from it until 1200. */
async function standAt(seconds: number, change: Partial<Deps> = {}) {
  const world = createWorld([provider], [first, next]);
  world.setTime(seconds);
  const { state } = await world.deps.ledger.read();
  return { ...world, state, deps: { ...world.deps, ...change } };
}

const carols = (number: number, seconds: number): Comment => ({
  ...{ number, body: "/hallpass end", at: at(seconds), edited: false },
  author: { id: 1003, login: "carol", type: "User" },
});

/** What GitHub remembers of what was written, whatever became of it. */
const remembers = (...written: readonly Comment[]): CommentRecord => ({
  listWritten: async () => [...written],
  findWritten: async () => written[0],
  skip: () => undefined,
});

describe("a comment that ends what another request carries on from", () => {
  it("ends that one at once, also when it is read after the first one's time", async () => {
    const readComment = async () => carols(1, 590);
    const { deps, journal } = await standAt(605, { github: { ...unusedGitHub, readComment } });
    const found = await endByComment(deps, { comment: 7, delivery: "d" });
    expect(found).toMatchObject({ ended: [{ request: NEXT, because: "command", by: { login: "carol" } }] });
    expect(journal).toEqual(found.ended);
  });

  it("and does so where it was deleted before it was read", async () => {
    const github = { ...unusedGitHub, readComment: async () => undefined };
    const { deps } = await standAt(605, { github, comments: remembers(carols(1, 590)) });
    expect(await endByComment(deps, { comment: 7, delivery: "d" })).toMatchObject({
      ended: [{ request: NEXT }],
    });
  });
});

describe("what is about to begin is ended by a comment", () => {
  const merged = { request: "payments/c", pull: 3, blob: "b", merge: "m", at: at(1) };
  const lease = { ...first.lease, request: "payments/c", pull: 3 };
  const find = async (shown: readonly Comment[], written: readonly Comment[]) => {
    const github = { ...unusedGitHub, listComments: async () => [...shown] };
    const { deps, state } = await standAt(10, { github, comments: remembers(...written) });
    return findCommand(deps, state, merged, [lease]);
  };

  it.each([
    ["that is there", [carols(3, 5)], []],
    ["that somebody who may write deleted since", [], [carols(3, 5)]],
  ])("%s", async (_which, shown, written) => {
    expect(await find(shown, written)).toEqual({ id: 1003, login: "carol" });
    expect(await find([], [])).toBeUndefined();
  });
});

it("a subject is asked for again right before and after the grant, though they were there a moment ago", async () => {
  const presence = createPresenceCache();
  const alice = first.lease.subject;
  await presence.isActive(alice, async () => true, at(5));
  const github = { ...unusedGitHub, listComments: async () => [], isActive: async () => false };
  const { deps, state } = await standAt(10, { github, presence });
  const { ended } = await findAbandonedOf(deps, state, new Set([FIRST]));
  expect(ended.map(({ request, because }) => `${request} ${because}`).toSorted()).toEqual([
    `${FIRST} left`,
    `${NEXT} left`,
  ]);
});

it("the removal of an earlier file of that name ends nothing: a request that is gone without one of its own is an alert", async () => {
  const asked: string[] = [];
  const { log, lines } = createListener();
  const repository: Deps["repository"] = {
    ...unusedRepository,
    defaultTip: async () => "tip",
    listFiles: async () => [{ path: requestPath(NEXT), mode: "100644", blob: "b", size: 1 }],
    findFile: async () => undefined,
    treeId: async () => undefined,
    findRemoval: async () => "before",
    isAncestor: async (commit, descendant) => {
      asked.push(`${commit} in ${descendant}`);
      return false;
    },
  };
  const { deps, state } = await standAt(10, { repository, github: unusedGitHub, log, trustedCommit: "pin" });
  expect(await findWithdrawn(deps, await snapshotOf(deps, state))).toEqual({ ended: [], unjudged: 0 });
  expect(asked).toContain(`${first.proof.merge} in before`);
  expect(lines).toEqual([expect.stringContaining("no verified removal explains it")]);
});

describe("what access lasts until, and GitHub does not show any more,", () => {
  const find = async (shown: readonly number[]) => {
    const begun = { ...first, lease: { ...first.lease, pull: 1, until: 17 } };
    const world = createWorld([provider], [begun]);
    world.setTime(10);
    const { state } = await world.deps.ledger.read();
    const readTask = async (number: number) =>
      shown.includes(number) ? { number, closed: false, closes: [] } : undefined;
    const github = { ...unusedGitHub, listComments: async () => [], isActive: async () => true, readTask };
    return findAbandonedOf({ ...world.deps, github }, state, new Set([FIRST]));
  };

  it("AS18: ends it where the issue is gone", async () => {
    expect(await find([1])).toMatchObject({ ended: [{ request: FIRST, because: "closed" }], unjudged: 0 });
  });

  it("AS18: ends nothing where the pull request is hidden too: it is asked again", async () => {
    expect(await find([])).toEqual({ ended: [], unjudged: 1 });
  });

  it("does not end what is there", async () => {
    expect(await find([1, 17])).toEqual({ ended: [], unjudged: 0 });
  });
});
