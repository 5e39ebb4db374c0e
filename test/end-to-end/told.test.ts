import { afterAll, beforeAll, expect, it } from "vitest";
import type { Notice } from "../../src/core/plan/notices.ts";
import { type InProcess, startInProcess, visitorText } from "../support/in-process.ts";
import { at } from "../support/local-github.ts";
import { openPull, requestPath } from "../support/people.ts";

let app: InProcess;
beforeAll(async () => {
  app = await startInProcess();
}, 240_000);
afterAll(() => app?.stop());

const readComments = async (issue_number: number) =>
  (await app.as("alice").issues.listComments({ ...at, issue_number })).data.map(({ body }) => body ?? "");

const newsOf = (pull: number, path: string): Notice => ({
  kind: "access",
  pull,
  id: `refused ${path}`,
  entry: {
    kind: "refused",
    at: new Date(),
    refusal: { path, blob: "b", pull, codes: ["MERGED_TOO_LATE"], at: new Date() },
  },
});

it("says once what may have been said, and believes nobody else that it was", async () => {
  const { number } = await openPull(app.github, "alice", { [requestPath()]: visitorText() });
  const [first, second] = [newsOf(number, "a"), newsOf(number, "b")];
  const [channel] = app.deps.notifiers;
  if (channel === undefined) throw new Error("No channel is active.");
  const { notify } = channel;
  await notify(number, [first], false);
  await notify(number, [first], true);
  const comments = await readComments(number);
  expect(comments).toEqual([expect.stringContaining("Its time was over before Hallpass could grant it.")]);
  // Its mark is there for everybody to copy.
  const other = await openPull(app.github, "alice", { [requestPath()]: visitorText() });
  await app.as("alice").issues.createComment({ ...at, issue_number: other.number, body: comments[0] ?? "" });
  await notify(other.number, [first], true);
  expect(await readComments(other.number)).toHaveLength(2);
  await notify(number, [first, second], true);
  expect(await readComments(number)).toHaveLength(2);
});
