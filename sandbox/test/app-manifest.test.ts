import { createAppAuth } from "@octokit/auth-app";
import { Octokit } from "@octokit/rest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
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

const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(`${github.sandbox.url}${path}`, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers,
    redirect: "manual",
  });

async function create(changes: object = {}, as = "olga"): Promise<URL> {
  const text = JSON.stringify(manifest(changes));
  const answer = await post("/organizations/acme/settings/apps/create", { manifest: text, state: "s1", as });
  expect(answer.status).toBe(302);
  return new URL(answer.headers.get("location") ?? "");
}

const convert = (code: string) =>
  new Octokit({ baseUrl: github.sandbox.url }).rest.apps.createFromManifest({ code });

describe("an app from a manifest", () => {
  it("is shown to the person first, and made when an owner says so", async () => {
    const asked = await post("/organizations/acme/settings/apps/new?state=s1", {
      manifest: JSON.stringify(manifest({ name: "a<b>" })),
    });
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
    const page = await (await fetch(`${github.sandbox.url}/apps/worker/installations/new`)).text();
    expect(page).toContain("Install worker");
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
    const answer = await post(
      "/organizations/acme/settings/apps/create",
      { manifest: text, state: "s", ...fields },
      { ...headers },
    );
    expect(answer.status).toBe(status);
  });
});
