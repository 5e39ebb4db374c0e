import { tmpdir } from "node:os";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type SandboxPostgres, startPostgres } from "../../demo/src/postgres/postgres.ts";
import { type Alice, aliceOf } from "../support/alice.ts";
import { issueText } from "../support/issue-form.ts";
import { at } from "../support/local-github.ts";
import { approve } from "../support/people.ts";
import { type Stage, startStage } from "../support/stage.ts";
import { until } from "../support/until.ts";

let postgres: SandboxPostgres;
let stage: Stage;
let alice: Alice;
beforeAll(async () => {
  postgres = await startPostgres({ dir: tmpdir(), logins: ["alice"] });
  stage = await startStage(postgres);
  alice = aliceOf(postgres, stage);
}, 120_000);
afterAll(async () => {
  await stage?.stop();
  await postgres?.stop();
});

const access = "orders-db / orders / readonly (payments)";

const openIssue = async (): Promise<number> =>
  (
    await stage.github.as("alice").issues.create({
      ...at,
      title: "Access",
      body: issueText({ access, duration: "1h" }),
      labels: ["access request"],
    })
  ).data.number;

/** Waits until the app says this in the issue; answers what it said. */
const untilSaid = async (issue_number: number, words: RegExp): Promise<string> => {
  const said = async () =>
    (await stage.github.as("alice").issues.listComments({ ...at, issue_number })).data.map(
      ({ body }) => body ?? "",
    );
  const all = await until(
    `the issue says ${words}`,
    said,
    (texts) => texts.some((text) => words.test(text)),
    {
      deadlineMs: 60_000,
      story: stage.story,
    },
  );
  return all.find((text) => words.test(text)) ?? "";
};

const stateOf = async (issue_number: number) =>
  (await stage.github.as("alice").issues.get({ ...at, issue_number })).data.state;

it("a person who only opens an issue, and closes it, gets access to a database and loses it", async () => {
  await stage.startApp();
  const issue = await openIssue();
  const pull = Number(/opened #(\d+)/u.exec(await untilSaid(issue, /opened #\d+/u))?.[1]);
  expect(await alice.login()).toBe("denied");
  await approve(stage.github, "carol", pull);
  expect(await untilSaid(issue, /holds `readonly`/u)).toContain("Connect with");
  expect(await alice.login()).toBe("ok");
  const session = await alice.open();
  await stage.github.as("alice").issues.update({ ...at, issue_number: issue, state: "closed" });
  await untilSaid(issue, /no longer holds `readonly`.*issue or pull request was closed/u);
  expect(await alice.login()).toBe("denied");
  expect(await alice.untilGone(session, 10_000)).toBe("gone");
  await stage.endApps();
});

it("an issue that no server heard of is found by the next run of `hallpass once`", async () => {
  const issue = await openIssue();
  const runOnce = async () => {
    const run = stage.spawnOnce();
    const answer = JSON.parse(await run.firstLine());
    await run.exited;
    return answer;
  };
  expect(await runOnce()).toMatchObject({ failures: 0 });
  const pull = Number(/opened #(\d+)/u.exec(await untilSaid(issue, /opened #\d+/u))?.[1]);
  await approve(stage.github, "carol", pull);
  // Alice's access of the test before has ended only just now: the grant waits until no call for that can be under way.
  await until("the run that grants", runOnce, ({ recorded }) => recorded.granted === 1, {
    deadlineMs: 60_000,
    story: stage.story,
  });
  expect(await alice.login()).toBe("ok");
  expect(await stateOf(issue)).toBe("open");
  await stage.github.as("carol").issues.createComment({ ...at, issue_number: pull, body: "/hallpass end" });
  expect(await runOnce()).toMatchObject({ failures: 0, recorded: { revoked: 1 } });
  expect(await alice.login()).toBe("denied");
  await until(
    "the issue is closed",
    () => stateOf(issue),
    (state) => state === "closed",
    {
      deadlineMs: 20_000,
      story: stage.story,
    },
  );
});
