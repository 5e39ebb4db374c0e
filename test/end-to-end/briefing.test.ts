// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   OI8: A person with write access edits the comment that approvers read.
//   OI10: A person with write access changes the words of a comment of the app, and keeps its marks.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type InProcess, startInProcess, visitorText } from "../support/in-process.ts";
import { at } from "../support/local-github.ts";
import { approve, type OpenPull, openPull, readCheck, requestPath } from "../support/people.ts";
import { seedWith } from "../support/seed-with.ts";

let app: InProcess;
beforeAll(async () => {
  app = await startInProcess({ seed: seedWith({ "ACCESS.md": "# Ask for access\n" }) });
}, 240_000);
afterAll(() => app?.stop());

const ask = (overrides: Readonly<Record<string, string>> = {}): Promise<OpenPull> =>
  openPull(app.github, "alice", { [requestPath()]: visitorText(overrides) });

const listComments = async (issue_number: number) =>
  (await app.as("alice").issues.listComments({ ...at, issue_number })).data;

async function show(number: number) {
  const { data } = await app.as("alice").pulls.get({ ...at, pull_number: number });
  return {
    labels: data.labels.map(({ name }) => name),
    people: data.requested_reviewers?.map(({ login }) => login),
    teams: data.requested_teams?.map(({ slug }) => slug),
  };
}

const countWrites = (): number =>
  app.github.sandbox
    .requests()
    .requests.filter(({ method, path }) => method !== "GET" && path.startsWith("/repos/")).length;

describe("a request that can be approved", { timeout: 120_000 }, () => {
  it("has one comment that says everything, which follows its state, and a label", async () => {
    const { number } = await ask({ reason: "'Look at INC-1234, see #1 and https://status.example/i/7.'" });
    await app.brief(number);
    const [comment, ...others] = await listComments(number);
    expect(others).toEqual([]);
    expect(
      comment?.body?.replace(/<!--.*-->/su, "").replace(/http:.*?\/acme/u, "https://github/acme"),
    ).toMatchInlineSnapshot(`
      "**alice** asks for \`visitor\` on \`memory/sandbox\` for **2 hours from the merge**.

      > **Why:** Look at INC-1234, see [#1](https://github/acme/access/issues/1) and <https://status.example/i/7>.

      **What it gives:** Try Hallpass out. The provider keeps what it gives in memory and opens no door. Policy: \`sandbox-visitor\`.

      **Unusual:**

      - ⚠️ **First time:** alice never had access through Hallpass.

      **Who can approve:** carol. Other approvals do not count.

      **To approve:** Files changed → Review changes → Approve.

      **On approval:** Hallpass merges this. The access starts at once and ends **2 hours** later, by itself.

      "
    `);
    expect(comment?.body).not.toMatch(/@[a-z]/iu);
    expect((await show(number)).labels).toEqual(["access: waiting"]);

    await approve(app.github, "carol", number);
    await app.brief(number);
    await app.reconcile();
    const after = await listComments(number);
    expect(after[0]).toMatchObject({
      id: comment?.id,
      body: expect.stringContaining("**Approved** by carol"),
    });
    expect(after[0]?.body).not.toContain("Who can approve");
    expect((await show(number)).labels).toEqual(["access: granted"]);

    app.travel(3 * 3600);
    await app.reconcile();
    await app.reconcile();
    expect((await show(number)).labels).toEqual(["access: ended"]);
  });

  it("OI8: is not written to again while nothing changes, and is put right where a person edited it", async () => {
    const { number } = await ask();
    await app.brief(number);
    const [comment] = await listComments(number);
    const before = countWrites();
    await app.brief(number);
    expect(countWrites()).toBe(before);
    const body = comment?.body?.replace("visitor", "reader") ?? "";
    await app.as("carol").issues.updateComment({ ...at, comment_id: comment?.id ?? 0, body });
    await app.brief(number);
    expect((await listComments(number)).map((each) => each.body)).toEqual([comment?.body]);
  });

  it("OI10: another comment of the app that a person changed is put right, though it keeps its mark", async () => {
    const { number } = await ask();
    await app.brief(number);
    const [own] = await listComments(number);
    // What a person makes of one of the app's comments: the first is the one for approvers.
    const lie = own?.body?.replace("carol", "anybody").replace("briefing", "told");
    await app.as("carol").issues.updateComment({ ...at, comment_id: own?.id ?? 0, body: lie ?? "" });
    await app.brief(number);
    const [changed, anew, ...others] = (await listComments(number)).map(({ body }) => body);
    expect(changed).toContain("A person changed this comment of Hallpass");
    expect(anew).toBe(own?.body);
    expect(others).toEqual([]);
    const before = countWrites();
    await app.brief(number);
    expect(countWrites()).toBe(before);
  });

  it("asks the approvers for a review where GitHub asked nobody, and asks again for another head alone", async () => {
    const { number, clone } = await ask();
    expect(await show(number)).toMatchObject({ people: [], teams: ["payments-leads"] });
    await app.brief(number);
    expect(await show(number)).toMatchObject({ people: [], teams: ["payments-leads"] });

    const other = await ask();
    const unask = () =>
      app.as("carol").pulls.removeRequestedReviewers({
        ...at,
        pull_number: other.number,
        reviewers: ["carol", "dave"],
        team_reviewers: ["payments-leads"],
      });
    await unask();
    await app.brief(other.number);
    const { people, teams } = await show(other.number);
    expect(people).toContain("carol");
    expect(people).not.toContain("alice");
    expect(teams).toEqual([]);
    await unask();
    await app.brief(other.number);
    expect((await show(other.number)).people).toEqual([]);
    expect(clone).toBeDefined();
  });
});

it("a request with a mistake has a label and no comment, and its check leads to what may be asked for", async () => {
  const { number, head } = await ask({ duration: "9999d" });
  await app.brief(number);
  expect(await listComments(number)).toEqual([]);
  expect((await show(number)).labels).toEqual(["access: denied"]);
  expect((await readCheck(app.github, head))?.summary).toMatch(
    /What you may ask for: \[ACCESS\.md\]\(http:\S+\/acme\/access\/blob\/main\/ACCESS\.md\)\./u,
  );
});

it("a request that is closed without a merge says so, and keeps no label of Hallpass's", async () => {
  const { number } = await ask();
  await app.brief(number);
  await app.as("carol").issues.addLabels({ ...at, issue_number: number, labels: ["urgent"] });
  await app.as("alice").pulls.update({ ...at, pull_number: number, state: "closed" });
  await app.brief(number);
  expect((await listComments(number))[0]?.body).toContain("**Nothing was granted**");
  expect((await show(number)).labels).toEqual(["urgent"]);
});
