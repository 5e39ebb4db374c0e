// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   OI8: A person with write access edits the comment that approvers read.
//   OI10: A person with write access changes the words of a comment of the app, and keeps its marks.

import { expect, it } from "vitest";
import { type CheckResult, formCheckResult } from "../../../src/core/decision/check-result.ts";
import { emptyLedger } from "../../../src/core/ledger/ledger.ts";
import type { OwnComments } from "../../../src/core/ports/own-comments.ts";
import { githubBriefings } from "../../../src/github/briefing/briefings.ts";
import { CAROL, evidence, review } from "../../support/builders/evidence.ts";

const waiting: CheckResult = formCheckResult(evidence(), emptyLedger);
const approved: CheckResult = formCheckResult(evidence({ reviews: [review(CAROL)] }), emptyLedger);

/** The app's own comments on one pull request; `keep`: what GitHub makes of a text. */
function open(keep: (text: string) => string = (text) => text) {
  const bodies: string[] = [];
  const written = new Set<string>();
  let edits = 0;
  const keepOwn = (body: string): string => {
    written.add(keep(body));
    return keep(body);
  };
  const comments: OwnComments = {
    list: async () => expect.fail("Nobody asks for this."),
    listRecent: async () => expect.fail("Nobody asks for this."),
    listEach: async () => bodies.map((body, id) => ({ id, body, genuine: written.has(body) })),
    add: async (_pull, body) => void bodies.push(keepOwn(body)),
    edit: async (_pull, id, body) => {
      edits++;
      bodies[id] = keepOwn(body);
      return keep(body);
    },
  };
  const page = {
    requestReviews: async () => undefined,
    showState: async () => undefined,
    close: async () => undefined,
  };
  return {
    ...githubBriefings(comments, page),
    add: keepOwn,
    forget: () => written.clear(),
    bodies,
    countEdits: () => edits,
  };
}

it("finds its comment among its others, and the head it asked for", async () => {
  const { find, write, bodies, add } = open();
  bodies.push(
    add("🔓 `alice` holds `readonly`.\n\n<!-- hallpass: told 1f0c -->"),
    add("<!-- hallpass: briefing 1f0c --> in a text"),
  );
  expect(await find(12)).toBeUndefined();
  await write(12, "1f0c", waiting);
  await write(12, "2f0c", waiting);
  expect(await find(12)).toMatchObject({ comment: 2, head: "1f0c" });
});

it("changes it when it is to say something else, and at no other time", async () => {
  const { find, write, change, bodies, countEdits } = open();
  await write(12, "1f0c", waiting);
  const change1 = async (about: CheckResult | "closed") => {
    const known = await find(12);
    if (known === undefined) throw new Error("No comment.");
    await change(known, known.head, about);
  };
  await change1(waiting);
  expect(countEdits()).toBe(0);
  await change1(approved);
  await change1(approved);
  expect(countEdits()).toBe(1);
  expect(bodies[0]).toContain("**Approved** by carol");
});

it("does not write again and again what GitHub keeps in another form", async () => {
  const { find, write, change, countEdits } = open((text) => text.replaceAll("⚠️", "!"));
  await write(12, "1f0c", waiting);
  for (let look = 0; look < 5; look++) {
    const known = await find(12);
    if (known === undefined) throw new Error("No comment.");
    await change(known, known.head, waiting);
  }
  expect(countEdits()).toBe(1);
});

it("OI8: puts a comment right whose mark a person took away: it would stay as the app's word", async () => {
  const { find, write, bodies, countEdits } = open();
  await write(12, "1f0c", waiting);
  bodies[0] = "**alice** asks for five minutes. **Unusual:** nothing. Anybody can approve.";
  expect(await find(12)).toBeUndefined();
  expect(bodies[0]).toContain("A person changed this comment of Hallpass");
  await find(12);
  expect(countEdits()).toBe(1);
});

it("OI10: puts a comment right whose words a person changed, whatever mark it keeps, and finds its own", async () => {
  const { find, write, bodies, add, countEdits } = open();
  bodies.push(add("Nothing was granted.\n\n<!-- hallpass: told 1f0c -->"));
  await write(12, "1f0c", waiting);
  bodies[0] = `${bodies[1]?.replace("carol", "anybody")}`;
  expect(await find(12)).toMatchObject({ comment: 1, head: "1f0c", genuine: true });
  expect(bodies[0]).toContain("A person changed this comment of Hallpass");
  await find(12);
  expect(countEdits()).toBe(1);
});

it("OI10: writes its comment anew in its place where a person changed it", async () => {
  for (const twist of [
    (text: string) => `${text.replace("carol", "anybody")}`,
    (text: string) => ` ${text}`,
  ]) {
    const { find, write, change, bodies, countEdits } = open();
    await write(12, "1f0c", waiting);
    const [own = ""] = bodies;
    bodies[0] = twist(own);
    const known = await find(12);
    if (known === undefined) throw new Error("No comment.");
    await change(known, known.head, waiting);
    expect([bodies, countEdits()]).toEqual([[own], 1]);
  }
});

it("leaves a comment alone that says the right words, so an upgrade or a new key edits none", async () => {
  const { find, write, change, add, bodies, countEdits, forget } = open();
  await write(12, "1f0c", waiting);
  forget();
  const known = await find(12);
  if (known === undefined) throw new Error("No comment.");
  await change(known, known.head, waiting);
  expect(countEdits()).toBe(0);
  bodies.unshift(add("Another comment."));
  expect(await find(12)).toMatchObject({ comment: 1, head: "1f0c" });
});

it("edits a comment once where GitHub keeps nothing as it was sent", async () => {
  const { find, bodies, countEdits } = open((text) => text.replace("<!--", "<--"));
  bodies.push("Anything. <!-- hallpass: told 1f0c -->");
  for (let look = 0; look < 5; look++) await find(12);
  expect(countEdits()).toBe(1);
});
