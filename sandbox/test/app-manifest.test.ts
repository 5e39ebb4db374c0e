import { createAppAuth } from "@octokit/auth-app";
import { Octokit } from "@octokit/rest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askWith, keyCookieOf } from "./browsing.ts";
import { at, type LocalGitHub, startLocalGitHub } from "./local-github.ts";

let github: LocalGitHub;
beforeAll(async () => {
  github = await startLocalGitHub();
});
afterAll(() => github?.stop());

const manifest = (changes: object = {}) => ({
  name: "helper-acme",
  url: "https://example.com",
  redirect_url: "http://127.0.0.1:9/created",
  hook_attributes: { url: "https://helper.example.com/webhooks" },
  default_permissions: { checks: "write", metadata: "read" },
  ...changes,
});

const createPath = "/organizations/acme/settings/apps/create";

/** What the browser of who opened the pages sends; a header of "" is left out. */
const headersOf = (changes: Record<string, string> = {}) => {
  const all = { cookie: keyCookieOf(github.sandbox), origin: github.sandbox.url, ...changes };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ""));
};

const post = (path: string, fields: Record<string, string>, changes: Record<string, string> = {}) =>
  fetch(`${github.sandbox.url}${path}`, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers: headersOf(changes),
    redirect: "manual",
  });

async function create(changes: object = {}, as = "olga"): Promise<URL> {
  const text = JSON.stringify(manifest(changes));
  const answer = await post(createPath, { manifest: text, state: "s1", as });
  expect(answer.status).toBe(302);
  return new URL(answer.headers.get("location") ?? "");
}

const convert = (code: string) =>
  new Octokit({ baseUrl: github.sandbox.url }).rest.apps.createFromManifest({ code });

describe("an app from a manifest", () => {
  it("is shown to the person first, and made when an owner says so", async () => {
    // The manifest comes from a page of the program that wants the app: another site.
    const asked = await post(
      "/organizations/acme/settings/apps/new?state=s1",
      { manifest: JSON.stringify(manifest({ name: "a<b>" })) },
      { origin: "http://127.0.0.1:9" },
    );
    const text = await asked.text();
    expect(text).toContain("a&lt;b&gt;");
    expect(text).toContain('name="as" value="olga"');
    expect(text).not.toContain('value="alice"');
    const made = await create({ name: "Made First" });
    expect(made.searchParams.get("state")).toBe("s1");
    const { data } = await convert(made.searchParams.get("code") ?? "");
    expect(data).toMatchObject({ slug: "made-first", permissions: { checks: "write" } });
    expect(data.pem).toContain("PRIVATE KEY");
    expect(data.webhook_secret).toHaveLength(64);
  });

  it("gives its key once", async () => {
    const code = (await create({ name: "once" })).searchParams.get("code") ?? "";
    await convert(code);
    await expect(convert(code)).rejects.toMatchObject({ status: 404 });
    await expect(convert("0".repeat(40))).rejects.toMatchObject({ status: 404 });
  });

  it("works once it is installed, and not before", async () => {
    const { data } = await convert((await create({ name: "worker" })).searchParams.get("code") ?? "");
    const app = new Octokit({
      baseUrl: github.sandbox.url,
      authStrategy: createAppAuth,
      auth: { appId: data.id, privateKey: data.pem },
    });
    await expect(app.rest.apps.getRepoInstallation({ ...at })).rejects.toMatchObject({ status: 404 });
    const page = await fetch(`${github.sandbox.url}/apps/worker/installations/new`, {
      headers: headersOf({ origin: "" }),
    });
    expect(await page.text()).toContain("Install worker");
    expect((await post("/apps/worker/installations/new", { as: "olga" })).status).toBe(200);
    const installation = (await app.rest.apps.getRepoInstallation({ ...at })).data;
    expect(installation).toMatchObject({ app_slug: "worker", permissions: { checks: "write" } });
    const token = await app.rest.apps.createInstallationAccessToken({ installation_id: installation.id });
    expect(token.data.permissions).toEqual({ checks: "write", metadata: "read" });
  });

  it.each([
    ["a person who owns nothing", {}, { as: "alice" }, {}, 403],
    ["a form of another site", {}, { as: "olga" }, { origin: "https://evil.example" }, 403],
    ["a name that is taken", { name: "Made First" }, { as: "olga" }, {}, 422],
    ["a name that is too long", { name: "h".repeat(35) }, { as: "olga" }, {}, 422],
    ["no redirect_url", { redirect_url: undefined }, { as: "olga" }, {}, 422],
    ["a permission nobody knows", { default_permissions: { money: "write" } }, { as: "olga" }, {}, 422],
  ])("is refused for %s", async (_why, changes, fields: { as: string }, headers, status) => {
    const text = JSON.stringify(manifest({ name: "refused", ...changes }));
    const answer = await post(createPath, { manifest: text, state: "s", ...fields }, { ...headers });
    expect(answer.status).toBe(status);
  });
});

describe("the pages that make and install apps", () => {
  const place = "/organizations/acme/settings/apps/new";
  const install = "/apps/robot/installations/new";
  const acting = [createPath, install];

  it.each([
    ["POST", createPath],
    ["POST", place],
    ["POST", install],
    ["GET", install],
  ])("%s %s opens only for who opened the pages, and under this name", async (method, path) => {
    const { url } = github.sandbox;
    const body = new URLSearchParams({
      as: "olga",
      manifest: JSON.stringify(manifest({ name: "not made" })),
    });
    const ask = (headers: Record<string, string>) =>
      askWith(`${url}${path}`, { method, headers, body: method === "POST" ? body.toString() : undefined });
    const form = { "content-type": "application/x-www-form-urlencoded" };
    expect(await ask({ ...headersOf({ cookie: "" }), ...form })).toBe(403);
    expect(await ask({ ...headersOf({ cookie: "sandbox_key=guess" }), ...form })).toBe(403);
    expect(await ask({ ...headersOf(), ...form, host: `evil.example:${new URL(url).port}` })).toBe(421);
  });

  it.each(acting)("%s takes no form whose origin is unknown or another", async (path) => {
    const fields = { as: "olga", manifest: JSON.stringify(manifest({ name: "not made" })), state: "s" };
    for (const origin of ["", "null", "http://evil.example", "http://127.0.0.1:1"])
      expect([origin, (await post(path, fields, { origin })).status]).toEqual([origin, 403]);
  });
});
