import { Octokit } from "@octokit/rest";
import { expect, it } from "vitest";
import { readApp } from "../../../src/github/settings/app-settings.ts";
import { silent } from "../../support/builders/log.ts";

/** What the app reads of itself, with this webhook and these deliveries. */
function read(hook: object, deliveries: readonly object[] = []) {
  const answers: Readonly<Record<string, object>> = {
    "/repos/acme/access/installation": { permissions: {}, events: [], repository_selection: "selected" },
    "/app/hook/config": hook,
    "/app/hook/deliveries": deliveries,
  };
  const fetch = async (url: string) => Response.json(answers[new URL(url).pathname]);
  const octokit = new Octokit({ log: silent, request: { fetch } });
  return readApp(octokit, { owner: "acme", repo: "access" });
}

const url = "https://hallpass.example";

it.each([
  [
    { url, insecure_ssl: "0", secret: "********" },
    { verifiesTls: true, hasSecret: true },
  ],
  [
    { url, secret: "********" },
    { verifiesTls: true, hasSecret: true },
  ],
  [
    { url, insecure_ssl: "1", secret: "********" },
    { verifiesTls: false, hasSecret: true },
  ],
  [
    { url, insecure_ssl: 1, secret: "********" },
    { verifiesTls: false, hasSecret: true },
  ],
  [
    { url, insecure_ssl: "0", secret: "" },
    { verifiesTls: true, hasSecret: false },
  ],
  [
    { url, insecure_ssl: 0 },
    { verifiesTls: true, hasSecret: false },
  ],
])("a webhook of %j is told as it is", async (hook, value) => {
  expect((await read(hook)).webhook).toMatchObject({ value });
});

it("a delivery that GitHub has not tried yet is no failed one", async () => {
  const delivery = { event: "push", delivered_at: "2026-11-20T10:00:00Z", status_code: 0 };
  const { deliveries } = await read({}, [
    { ...delivery, status: "pending" },
    { ...delivery, status: "OK", status_code: 200 },
  ]);
  expect(deliveries).toEqual({
    value: [{ event: "push", at: new Date("2026-11-20T10:00:00Z"), status: 200 }],
  });
});
