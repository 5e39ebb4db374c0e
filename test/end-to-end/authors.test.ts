import { afterAll, beforeAll, expect, it } from "vitest";
import { type InProcess, startInProcess } from "../support/in-process.ts";
import { at } from "../support/local-github.ts";

let app: InProcess;
beforeAll(async () => {
  app = await startInProcess();
}, 240_000);
afterAll(() => app?.stop());

it("GitHub shows the App's bot as author of the ledger, and no account that has the App's number", async () => {
  const { data } = await app.as("alice").repos.getCommit({ ...at, ref: "access-ledger" });
  expect(data.author).toMatchObject({ login: "hallpass[bot]", type: "Bot" });
  expect(data.commit.author?.email).toBe(`${data.author?.id}+hallpass[bot]@users.noreply.github.com`);
  expect(data.author?.id).not.toBe(app.config.appId);
});
