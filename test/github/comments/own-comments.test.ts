// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   OI9: A person with write access adds the hidden mark of a notice to a comment of the app, so that the
//     notice seems to be sent.
//   OI10: A person with write access changes the words of a comment of the app, and keeps its marks.

import { generateKeyPairSync } from "node:crypto";
import { expect, it } from "vitest";
import { ownComments } from "../../../src/github/comments/own-comments.ts";
import { createSeal } from "../../../src/github/comments/seal.ts";
import { githubComments } from "../../../src/notify/github-comments.ts";
import { refusedNotice, waitingNotice } from "../../notify/conformance.ts";
import { APP, createCommented } from "./commented.ts";

const START = "2026-11-20T14:00:00Z";
const LATER = "2026-11-20T15:00:00Z";

const makeKey = () =>
  String(
    generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ type: "pkcs8", format: "pem" }),
  );
const key = makeKey();

/** The app's comments with seals of this key, which came into use then. */
const open = (
  world: ReturnType<typeof createCommented>,
  { privateKey = key, since = START }: { privateKey?: string; since?: string } = {},
) =>
  ownComments(
    world.octokit,
    { owner: "acme", repo: "access" },
    {
      appId: APP,
      seal: createSeal(privateKey, 77),
      sealedSince: async () => new Date(since),
    },
  );

const bodyOf = ({ comments }: ReturnType<typeof createCommented>, index: number): string =>
  comments[index]?.body ?? expect.fail("No comment.");

it("lists what the app wrote, without the seals, and nothing of others", async () => {
  const world = createCommented(START);
  const comments = open(world);
  await comments.add(12, "One.");
  world.write(bodyOf(world, 0), null);
  world.write("Two.", 8);
  await comments.edit(12, 1, "Another.");
  expect(await comments.list(12)).toEqual(["Another."]);
  expect(await comments.listRecent(new Date(START))).toEqual(["Another."]);
  expect(await comments.listEach(12)).toEqual([{ id: 1, body: "Another.", genuine: true }]);
  expect(world.writes).toEqual(["POST /issues/12/comments", "PATCH /issues/comments/1"]);
});

it("OI9: a notice is sent though a person wrote its mark into a comment of the app", async () => {
  const sent = createCommented(START);
  await githubComments(open(sent)).notify(12, [refusedNotice("a"), waitingNotice], false);
  const marks = bodyOf(sent, 0).match(/<!-- hallpass: (?!seal)[^>]*-->/gu) ?? [];
  expect(marks).toHaveLength(2);

  for (const [, place] of [
    [
      "before the seal",
      (body: string) => body.replace("\n<!-- hallpass: seal", `\n${marks.join("\n")}\n<!-- hallpass: seal`),
    ],
    ["after it", (body: string) => `${body}\n${marks.join("\n")}`],
    ["in its place", () => marks.join("\n")],
  ] as const) {
    const world = createCommented(START);
    const comments = open(world);
    await comments.add(12, "The status is fine.");
    world.edit(1, place(bodyOf(world, 0)));
    await githubComments(comments).notify(12, [refusedNotice("a")], true);
    await githubComments(comments).notify(12, [waitingNotice], true);
    // The refusal says more than that it waits.
    expect(world.comments).toHaveLength(2);
  }
});

it("OI10: what a person made of the words of a comment is not the app's, whatever marks are kept", async () => {
  const world = createCommented(START);
  const comments = open(world);
  await comments.add(12, "Nothing was granted.\n\n<!-- hallpass: told 1f0c -->");
  world.edit(1, bodyOf(world, 0).replace("Nothing", "Everything"));
  expect(await comments.list(12)).toEqual([]);
  expect(await comments.listRecent(new Date(START))).toEqual([]);
  expect(await comments.listEach(12)).toMatchObject([{ id: 1, genuine: false }]);
});

it("seals what GitHub keeps, where it keeps another text", async () => {
  const world = createCommented(START, (text) => text.replaceAll("⚠️", "!"));
  const comments = open(world);
  await comments.add(12, "⚠️ Careful.");
  expect(await comments.list(12)).toEqual(["! Careful."]);
  expect(await comments.edit(12, 1, "⚠️ Very.")).toBe("! Very.");
  expect(await comments.list(12)).toEqual(["! Very."]);
});

it("a comment is written once, also where its kept text cannot be sealed", async () => {
  const world = createCommented(START, (text) => text.replaceAll("⚠️", "!"));
  world.refuseEdits();
  await open(world).add(12, "⚠️ Careful.");
  expect(world.comments).toHaveLength(1);
});

it("an upgrade repeats nothing: comments from before it count without a seal, until somebody edits them", async () => {
  const world = createCommented(START);
  const notice = githubComments({
    ...open(world),
    add: async (_number, body) => void world.write(body, APP),
  });
  await notice.notify(12, [refusedNotice("a")], false);
  await notice.notify(12, [refusedNotice("b")], false);
  world.travel(LATER);
  const upgraded = githubComments(open(world, { since: LATER }));
  await upgraded.notify(12, [refusedNotice("a"), refusedNotice("b")], true);
  expect(world.comments).toHaveLength(2);
  world.edit(1, `${bodyOf(world, 0)} `);
  await upgraded.notify(12, [refusedNotice("a"), refusedNotice("b")], true);
  expect(world.comments).toHaveLength(3);
});

it("a new key repeats nothing either", async () => {
  const world = createCommented(START);
  await githubComments(open(world)).notify(12, [refusedNotice("a")], false);
  world.travel(LATER);
  const rotated = open(world, { privateKey: makeKey(), since: LATER });
  await githubComments(rotated).notify(12, [refusedNotice("a")], true);
  expect(world.comments).toHaveLength(1);
});

it("a comment without a seal from after that time counts for nothing, also where GitHub shows no edit", async () => {
  const world = createCommented(LATER);
  world.write("<!-- hallpass: waiting -->", APP);
  expect(await open(world).list(12)).toEqual([]);
});
