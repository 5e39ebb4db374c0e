import { afterAll, beforeAll, expect, it } from "vitest";
import { createTold } from "../../src/operations/announce.ts";
import { answerComment } from "../../src/operations/answer.ts";
import { answerRecent } from "../../src/operations/answer-recent.ts";
import { commandOf } from "../support/commands.ts";
import { type InProcess, startInProcess, visitorText } from "../support/in-process.ts";
import { at } from "../support/local-github.ts";
import { letOwnersPast, readFate } from "../support/past-the-rules.ts";
import { approve, isMerged, openPull, requestPath } from "../support/people.ts";
import { seedWith } from "../support/seed-with.ts";

let app: InProcess;
beforeAll(async () => {
  app = await startInProcess({ seed: seedWith({ "ACCESS.md": "# Ask for access\n" }) });
}, 240_000);
afterAll(() => app?.stop());

const readComments = async (pull: number): Promise<string[]> =>
  (await app.as("alice").issues.listComments({ ...at, issue_number: pull, per_page: 100 })).data.map(
    ({ body = "" }) => body,
  );

/** Writes a comment, as the app hears of it, and returns the answer. */
async function say(login: string, pull: number, body: string): Promise<string> {
  const { data } = await app.as(login).issues.createComment({ ...at, issue_number: pull, body });
  await answerComment(app.deps, commandOf(data, pull));
  return (await readComments(pull)).at(-1) ?? "";
}

it("without webhooks a run answers what was asked lately, once, and nothing else", async () => {
  const { number } = await grantHours(1);
  const write = (login: string, body: string) =>
    app.as(login).issues.createComment({ ...at, issue_number: number, body });
  await write("eve", "/hallpass status");
  await write("dave", "/hallpass extend 1 hour");
  await write("alice", "thanks");
  const before = (await readComments(number)).length;
  await answerRecent(app.deps);
  await answerRecent(app.deps);
  const [status, unclear, ...more] = (await readComments(number)).slice(before);
  expect(status).toMatch(/^🔓 `alice` holds/u);
  expect(unclear).toContain("\n/hallpass extend 1h\n");
  expect(more).toEqual([]);
});

async function grantHours(hours: number): Promise<{ number: number; path: string }> {
  const path = requestPath();
  const { number } = await openPull(app.github, "alice", { [path]: visitorText({ duration: `${hours}h` }) });
  await approve(app.github, "carol", number);
  await app.review(number);
  await app.reconcile();
  return { number, path };
}

it("during the access: status, the note before the end, an extension of its own, the end", async () => {
  const { number, path } = await grantHours(1);
  expect(await say("eve", number, "/hallpass status")).toMatch(
    /^🔓 `alice` holds `visitor` on `memory\/sandbox` until/u,
  );
  app.travel(51 * 60);
  const told = { ...app.deps, told: createTold(4) };
  await app.reconcile(told);
  await app.reconcile({ ...app.deps, told: createTold(4) });
  const notes = (await readComments(number)).filter((body) => body.startsWith("⏰"));
  expect(notes).toHaveLength(1);
  const command = /```\n(?<command>[^\n]+)\n```/u.exec(notes[0] ?? "")?.groups?.command;
  expect(command).toBe("/hallpass extend 1h");

  const answer = await say("alice", number, command ?? "");
  const next = Number(/opened #(?<next>\d+)/u.exec(answer)?.groups?.next);
  expect(answer).toContain("It needs an approval of its own");
  expect((await app.as("alice").pulls.get({ ...at, pull_number: next })).data.user.type).toBe("Bot");
  await approve(app.github, "carol", next);
  await app.review(next);
  expect(await isMerged(app.github, next)).toBe(true);
  await app.reconcile();
  const { lease } = await readFate(app, path);
  const extended = [...(await app.deps.ledger.read()).state.holdings.values()].flatMap(
    ({ leases }) => leases,
  );
  const extension = extended.find((each) => each.pull === next);
  expect(extension?.startsAt).toEqual(lease?.endsAt);
  expect(await say("alice", number, "/hallpass extend 1h")).toContain(`#${next} extends this access already`);
  app.travel(70);
  await app.reconcile();
  app.travel(9 * 60);
  await app.reconcile();
  expect(await app.listVisitors()).toHaveLength(1);
  app.travel(3600);
  await app.reconcile();
  expect(await app.listVisitors()).toEqual([]);
  expect(await say("alice", next, "/hallpass extend 1h")).toMatch(
    /nothing to extend.*\/new\/main\/access-requests\/payments\)/su,
  );
  expect(await say("alice", number, "/hallpass status")).toMatch(/^🔒 .* ended at/u);
});

it("a merged request that is refused says why, what to do, and where to ask again", async () => {
  const path = requestPath();
  const { number } = await openPull(app.github, "alice", { [path]: visitorText({ duration: "1000d" }) });
  await letOwnersPast(app.github, "always");
  await app.as("olga").pulls.merge({ ...at, pull_number: number, merge_method: "squash" });
  await letOwnersPast(app.github);
  await app.reconcile();
  app.travel(61);
  await app.reconcile();
  expect((await readFate(app, path)).refusal?.reasons?.length).toBeGreaterThan(0);
  const told = (await readComments(number)).find((body) => body.startsWith("⛔")) ?? "";
  expect(told).toMatch(/^⛔ Merged, but \*\*nothing was granted\*\*:\n\n- ❌ /u);
  expect(told).toContain("(`DURATION_TOO_LONG`)");
  expect(told).toMatch(/\[ask again with a new file\]\(http[^)]+\/new\/main\/access-requests\/payments\)/u);
  expect(told).toMatch(
    /What you may ask for: \[ACCESS\.md\]\(http:\S+\/acme\/access\/blob\/main\/ACCESS\.md\)\./u,
  );
  expect(told).not.toContain("log");
  expect(await say("dave", number, "/hallpass status")).toContain("DURATION_TOO_LONG");
});
