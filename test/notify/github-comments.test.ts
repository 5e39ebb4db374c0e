import { expect, it } from "vitest";
import type { OwnComments } from "../../src/core/ports/own-comments.ts";
import { githubComments, githubReplies } from "../../src/notify/github-comments.ts";
import { overlapNotice, refusedNotice, testNotifier, waitingNotice } from "./conformance.ts";

const at = new Date("2026-11-20T14:00:00Z");

/** The app's own comments on one pull request, in memory. */
function createComments() {
  const bodies: string[] = [];
  let lists = 0;
  let isFailing = false;
  const reach = (): void => {
    if (isFailing) throw new Error("502");
  };
  const comments: OwnComments = {
    async list() {
      reach();
      lists++;
      return bodies;
    },
    async add(_number, body) {
      reach();
      bodies.push(body);
    },
    listRecent: async () => bodies,
    listEach: async () => bodies.map((body, id) => ({ id, body, genuine: true })),
    edit: async (_number, _id, body) => body,
  };
  const fail = (value: boolean): void => {
    isFailing = value;
  };
  return { bodies, fail, comments, countLists: () => lists };
}

function openComments() {
  const { comments, ...world } = createComments();
  return { ...world, ...githubComments(comments), ...githubReplies(comments) };
}

testNotifier("github-comments", () => {
  const { comments, bodies, fail } = createComments();
  return { open: () => githubComments(comments), sent: () => bodies, fail, remembers: true };
});

it("sends the notices of a call in one comment, and reads nothing when none can have been sent", async () => {
  const { notify, bodies, countLists } = openComments();
  await notify(1, [refusedNotice("a"), overlapNotice], false);
  expect(bodies).toHaveLength(1);
  expect(bodies[0]).toContain("Its time was over before Hallpass could grant it");
  expect(bodies[0]).toContain(
    "`alice` already holds `readonly` on `orders-db/orders` until **2026-11-20 14:00:00Z**, through #2",
  );
  expect(countLists()).toBe(0);
});

it("a refusal links to the page with everything on offer, and is sent without where that cannot be looked up", async () => {
  const { comments, bodies } = createComments();
  let lookups = 0;
  const page = "https://github.test/acme/access/blob/main/ACCESS.md";
  const findOffers = async () => {
    if (++lookups > 1) throw new Error("The clone cannot be read.");
    return page;
  };
  const { notify } = githubComments(comments, { findOffers });
  await notify(1, [overlapNotice], false);
  expect(lookups).toBe(0);
  await notify(1, [refusedNotice("a")], false);
  await notify(1, [refusedNotice("b")], false);
  expect(bodies[1]).toContain(`What you may ask for: [ACCESS.md](${page}).`);
  expect(bodies[2]).toContain("**nothing was granted**");
  expect(bodies[2]).not.toContain("ACCESS.md");
});

it("finds its marks, and sends what is missing", async () => {
  const { notify, bodies } = openComments();
  await notify(1, [refusedNotice("a")], false);
  await notify(1, [refusedNotice("a")], true);
  await notify(1, [refusedNotice("a"), refusedNotice("b"), overlapNotice], true);
  await notify(1, [overlapNotice], true);
  expect(bodies).toHaveLength(2);
});

it("says once that a request waits, and never after its outcome", async () => {
  const { notify, bodies } = openComments();
  await notify(1, [waitingNotice], true);
  await notify(1, [{ ...waitingNotice, id: "another" }], true);
  expect(bodies).toHaveLength(1);
  expect(bodies[0]).toMatch(/GitHub is away\. .*\n\n<!-- hallpass: waiting -->$/su);
  const decided = openComments();
  await decided.notify(1, [refusedNotice("a")], false);
  await decided.notify(1, [waitingNotice], true);
  expect(decided.bodies).toHaveLength(1);
});

it("answers a comment once", async () => {
  const { answer, bodies, listAnswered } = openComments();
  const author = { id: 1, login: "alice" };
  const command = { kind: "help", pull: 1, isOpen: true, comment: 7, author, at } as const;
  await answer(command, { kind: "help", phase: "live" });
  await answer(command, { kind: "help", phase: "live" });
  await answer({ ...command, comment: 8 }, { kind: "help", phase: "live" });
  expect(bodies).toHaveLength(2);
  bodies.push("A text about <!-- hallpass: answers 9 --> marks.");
  expect(await listAnswered(at)).toEqual(new Set([7, 8]));
});
