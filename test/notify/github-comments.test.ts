import { expect, it } from "vitest";
import type { Notice } from "../../src/core/plan/notices.ts";
import type { OwnComments } from "../../src/core/ports/own-comments.ts";
import { githubComments, githubReplies } from "../../src/notify/github-comments.ts";

const at = new Date("2026-11-20T14:00:00Z");
const refused = (path: string): Notice => ({
  kind: "access",
  pull: 1,
  id: `refused ${path}`,
  entry: { kind: "refused", at, refusal: { path, blob: "b", pull: 1, codes: ["MERGED_TOO_LATE"], at } },
});
const waiting: Notice = { kind: "waiting", pull: 1, id: "waiting a", because: "GitHub is away." };
const overlap: Notice = {
  ...{ kind: "overlap", pull: 1, id: "began a", change: "began", principal: "alice" },
  entitlement: { provider: "db", resource: "orders", role: "readonly" },
  ...{ endsAt: at, until: at, others: [2] },
};

/** The app's own comments on one pull request, in memory. */
function createComments() {
  const bodies: string[] = [];
  const labels: string[] = [];
  let lists = 0;
  const comments: OwnComments = {
    async list() {
      lists++;
      return bodies;
    },
    add: async (_number, body) => void bodies.push(body),
    addLabel: async (_number, label) => void labels.push(label),
  };
  return { bodies, labels, countLists: () => lists, ...githubComments(comments), ...githubReplies(comments) };
}

it("sends the notices of a call in one comment, and reads nothing when none can have been sent", async () => {
  const { notify, bodies, labels, countLists } = createComments();
  await notify(1, [refused("a"), overlap], false);
  expect(bodies).toHaveLength(1);
  expect(bodies[0]).toContain("its time was over before Hallpass could grant it");
  expect(bodies[0]).toContain("`alice` holds `readonly` on `db/orders` already, by #2");
  expect(labels).toEqual(["hallpass: refused"]);
  expect(countLists()).toBe(0);
});

it("finds its marks, and sends what is missing", async () => {
  const { notify, bodies } = createComments();
  await notify(1, [refused("a")], false);
  await notify(1, [refused("a")], true);
  await notify(1, [refused("a"), refused("b"), overlap], true);
  await notify(1, [overlap], true);
  expect(bodies).toHaveLength(2);
});

it("says once that a request waits, and never after its outcome", async () => {
  const { notify, bodies } = createComments();
  await notify(1, [waiting], true);
  await notify(1, [{ ...waiting, id: "another", because: "It rains." }], true);
  expect(bodies).toHaveLength(1);
  expect(bodies[0]).toMatch(/GitHub is away\. .*\n\n<!-- hallpass: waiting -->$/su);
  const decided = createComments();
  await decided.notify(1, [refused("a")], false);
  await decided.notify(1, [waiting], true);
  expect(decided.bodies).toHaveLength(1);
});

it("answers a comment once", async () => {
  const { answer, bodies } = createComments();
  const author = { id: 1, login: "alice" };
  const command = { kind: "help", pull: 1, isOpen: true, comment: 7, author, at } as const;
  await answer(command, { kind: "help" });
  await answer(command, { kind: "help" });
  await answer({ ...command, comment: 8 }, { kind: "help" });
  expect(bodies).toHaveLength(2);
});
