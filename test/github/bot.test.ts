import { Octokit } from "@octokit/rest";
import { expect, it } from "vitest";
import { NOBODY, readBot, readOwnBot, rememberBot } from "../../src/github/bot.ts";
import { silent } from "../support/builders/log.ts";

function answering(answers: Readonly<Record<string, unknown>>) {
  const fetch = async (url: string) => {
    const found = answers[decodeURIComponent(new URL(url).pathname)];
    return Response.json(found ?? { message: "Not Found" }, { status: found === undefined ? 404 : 200 });
  };
  return new Octokit({ log: silent, request: { fetch } });
}

const octokit = answering({
  "/app": { id: 29110, slug: "our-hallpass" },
  "/users/our-hallpass[bot]": { id: 41898282, login: "our-hallpass[bot]", type: "Bot" },
  "/users/taken[bot]": { id: 7, login: "taken", type: "User" },
});

it("the address begins with the id of the bot's account, and not with the app's", async () => {
  const email = "41898282+our-hallpass[bot]@users.noreply.github.com";
  expect(await readOwnBot(octokit, "https://github.com")).toEqual({ name: "our-hallpass[bot]", email });
  expect((await readOwnBot(octokit, "https://git.acme.example")).email).toBe(
    "41898282+our-hallpass[bot]@users.noreply.git.acme.example",
  );
});

it("an account that is no bot's is not taken", async () => {
  await expect(readBot(octokit, "https://github.com", "taken")).rejects.toThrow("taken is no bot");
});

it("a commit that cannot wait is nobody's, and the account is asked for again", async () => {
  const failures: unknown[] = [];
  const answers = [Promise.reject(new Error("away")), Promise.resolve({ name: "b", email: "b@x" })];
  let asked = 0;
  const identify = rememberBot(
    async () => answers[asked++] ?? Promise.reject(new Error("asked too often")),
    (error) => failures.push(error),
  );
  expect(await identify()).toEqual(NOBODY);
  expect([await identify(), await identify()]).toEqual(Array(2).fill({ name: "b", email: "b@x" }));
  expect([asked, failures]).toEqual([2, [new Error("away")]]);
});
