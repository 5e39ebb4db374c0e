// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   TT4: A person past the rules pushes the commits of an open pull request; GitHub shows it as merged.
//   MP3: An admin merges past the rules.
//   MP4: A person, a deploy key or a token pushes a request to the default branch.

import { tmpdir } from "node:os";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type SandboxPostgres, startPostgres } from "../../demo/src/postgres/postgres.ts";
import { requestText } from "../support/builders/evidence.ts";
import type { CommandProcess } from "../support/command-process.ts";
import { openGrantCounter } from "../support/database.ts";
import { at } from "../support/local-github.ts";
import { expectTold, letOwnersPast } from "../support/past-the-rules.ts";
import { isMerged, openPull, readCheck, requestPath } from "../support/people.ts";
import { type Stage, startStage } from "../support/stage.ts";
import { until } from "../support/until.ts";

let postgres: SandboxPostgres;
let stage: Stage;
let app: CommandProcess;

beforeAll(async () => {
  postgres = await startPostgres({ dir: tmpdir(), logins: ["alice"] });
  stage = await startStage(postgres);
  app = await stage.startApp();
}, 120_000);
afterAll(async () => {
  await stage?.stop();
  await postgres?.stop();
});

const story = (): string => stage.story();

/** What the app's log says of a file, as an operator sees it. */
const listAlerts = (path: string): unknown[] =>
  app.errors
    .flatMap((line) => (line.startsWith("{") ? [JSON.parse(line)] : []))
    .filter((event) => event.alert === true && event.path === path)
    .map(({ level }) => level);

/** The paths that open pull requests by the app remove. */
async function listRemoved(): Promise<string[]> {
  const { pulls } = stage.github.as("alice");
  const { data: open } = await pulls.list({ ...at, state: "open" });
  const files = await Promise.all(
    open
      .filter(({ head }) => head.ref.startsWith("hallpass/remove/"))
      .map(async ({ number }) => (await pulls.listFiles({ ...at, pull_number: number })).data),
  );
  return files.flat().map(({ filename, status }) => `${status} ${filename}`);
}

/** What the ledger was told, word for word. */
async function readLedger(): Promise<string> {
  const { data } = await stage.github.as("alice").repos.listCommits({ ...at, sha: "access-ledger" });
  return data.map(({ commit }) => commit.message).join("\n");
}

it("MP3, MP4, TT4: requests that came past the rules grant nothing, are refused after a minute, told and removed", async () => {
  const { github } = stage;
  const ask = async () => {
    const path = requestPath();
    return { path, ...(await openPull(github, "alice", { [path]: requestText() })) };
  };
  const [merged, carried, pushed] = [await ask(), await ask(), requestPath()];
  for (const { head } of [merged, carried])
    await until(
      "the app's check",
      () => readCheck(github, head),
      (check) => check?.status === "in_progress",
      { story },
    );

  await letOwnersPast(github, "always");
  await github.as("olga").pulls.merge({ ...at, pull_number: merged.number, merge_method: "squash" });
  const olga = await github.clone("olga");
  await olga.commit({ [pushed]: requestText() }, "Add a request");
  await olga.git(
    "merge",
    "--quiet",
    "--no-edit",
    `origin/${await carried.clone.git("rev-parse", "--abbrev-ref", "HEAD")}`,
  );
  await olga.git("push", "--quiet", "origin", "HEAD:main");
  await letOwnersPast(github);
  expect(await isMerged(github, carried.number)).toBe(true);

  const paths = [merged.path, carried.path, pushed];
  const removals = paths.map((path) => `removed ${path}`).sort();
  const patience = { deadlineMs: 120_000, story };
  const removed = async () => (await listRemoved()).sort();
  await until("all are removed", removed, (found) => String(found) === String(removals), patience);
  for (const path of paths) expect(listAlerts(path)).toEqual(["warn", "error"]);
  const ledger = await readLedger();
  for (const path of paths) expect(ledger).toContain(`refuse ${path}: `);
  expect(ledger).not.toMatch(/^(intend|grant) /mu);
  for (const { number } of [merged, carried])
    await until("people are told", () => expectTold(github, number).then(() => true), Boolean, { story });
  const grants = openGrantCounter(postgres);
  expect(await grants.count("alice")).toBe(0);
  await grants.close();
}, 240_000);
