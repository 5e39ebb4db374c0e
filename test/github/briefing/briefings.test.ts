// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   OI8: A person with write access edits the comment that approvers read.

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
  let edits = 0;
  const comments: OwnComments = {
    list: async () => bodies,
    listEach: async () => bodies.map((body, id) => ({ id, body })),
    add: async (_pull, body) => void bodies.push(keep(body)),
    edit: async (id, body) => {
      edits++;
      bodies[id] = keep(body);
      return keep(body);
    },
  };
  const page = { requestReviews: async () => undefined, showState: async () => undefined };
  return { ...githubBriefings(comments, page), bodies, countEdits: () => edits };
}

it("finds its comment among its others, and the head it asked for", async () => {
  const { find, write, bodies } = open();
  bodies.push(
    "🔓 `alice` holds `readonly`.\n\n<!-- hallpass: told 1f0c -->",
    "<!-- hallpass: briefing 1f0c --> in a text",
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
